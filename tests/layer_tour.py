"""Run by test_extending with a package that has one more layer: the layer goes everywhere."""

import re
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from layer_example import PAGE

from analysis import annotate, open_corpus
from analysis.annotation.pipeline import annotate_document
from analysis.annotation.writing.parquet import read_parquet
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.cli import main
from analysis.measure.tables import marks_table
from analysis.review.decisions.about import decision_about
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision_files import read_decisions, write_decisions
from analysis.review.exchange.exchange_formats import FORMATS, export_marks, import_marks
from analysis.review.sampling.drawing import draw_sample
from analysis.show.displays import show_document
from analysis.study.explorer.session import Session
from analysis.study.explorer.view import View
from analysis.study.runs.pack_tables import pack_tables

TEXT = (
    "Ann Lee said: “We will soon know, if it rains.” In due course the road may perhaps be built. It stays.\n"
)
LAYER = "deferrals"
STUDY = """\
name: deferrals
corpus: texts
notebooks:
  - notebook: 09_view
    parameters:
      layers: [deferrals, hedges]
"""


def page() -> None:
    """The example at the end of the page."""
    [block] = re.findall(
        r"^```python\n(from analysis import annotate\n.*?)^```", PAGE.read_text("utf-8"), re.M | re.S
    )
    *lines, last = block.strip().splitlines()
    scope: dict[str, Any] = {}
    exec("\n".join(lines), scope)
    assert [mark["entry"] for mark in eval(last, scope)] == ["one-day"]


def record() -> None:
    marks = annotate(TEXT)[LAYER]
    assert [(mark["entry"], mark["category"], mark["statement"]) for mark in marks] == [
        ("soon", "near", 0),
        ("one-day", "open", None),
    ]


def tables_and_displays() -> None:
    annotation = annotate_document(Document("a", TEXT))
    table = marks_table([annotation])
    own = table[table["layer"] == LAYER]
    assert list(own["item"]) == ["soon", "one-day"]
    assert own["sense"].isna().all()
    shown = show_document(annotation)
    assert f'class="hr-mark hr-{LAYER}"' in shown._repr_html_()
    assert f".hr-{LAYER}{{text-decoration-style:dotted" in shown._repr_html_()
    assert "soon{D}" in repr(shown)
    assert "D = deferral: 2" in repr(shown)
    assert LAYER in pack_tables([Document("a", TEXT)])["marks.csv"].decode()


def decisions(folder: Path) -> None:
    annotation = annotate_document(Document("a", TEXT))
    first, second = annotation.marks[LAYER]
    place = TEXT.index("stays")
    made = [
        decision_about(annotation, first, "relabel", labels={"category": "open"}),
        decision_about(annotation, second, "reject", reason="no deferral"),
        decision_about(
            annotation, {"layer": LAYER, "start": place, "end": place + 5}, "add", labels={"category": "near"}
        ),
    ]
    path = write_decisions(made, folder / "decisions.yaml")
    changed = apply_decisions([annotation], read_decisions(path)).annotations[0]
    assert [(mark.entry, mark.category) for mark in changed.marks[LAYER]] == [
        ("soon", "open"),
        ("stays", "near"),
    ]


def exchange(folder: Path) -> None:
    annotation = annotate_document(Document("a", TEXT))
    for format in FORMATS:
        export_marks([annotation], folder / format, format)
        [back] = import_marks(folder / format, format, [annotation])
        assert back.annotation.marks == annotation.marks, format


def explorer_and_sample(folder: Path) -> None:
    annotated = open_corpus(folder / "texts")
    session = Session(View(annotated, (LAYER,), ("category",), 12))
    [panel] = session.state()["figure"]["panels"]
    assert (panel["title"], sorted(row["name"] for row in panel["rows"])) == ("Deferrals", ["near", "open"])
    assert session.lines([LAYER, "near"])["lines"]
    sample = draw_sample(annotated.annotations, LAYER, marks=2, sentences=2)
    assert set(sample[sample["frame"] == "marks"]["item"]) == {"soon", "one-day"}
    assert LAYER in set(annotated.overlaps["layer"])


def commands(folder: Path) -> None:
    texts, marks = folder / "texts", folder / "marks.parquet"
    runner = CliRunner()
    written = runner.invoke(main, ["annotate", str(texts), "-o", str(marks)])
    assert written.exit_code == 0, written.output
    assert sum(len(one[LAYER]) for one in read_parquet(marks)) == 2 * 3
    of_texts, stored = (open_corpus(corpus) for corpus in (texts, marks))
    for by in (["item"], ["category"], ["voice"]):
        one, other = (annotated.rates(LAYER, by=by).to_csv() for annotated in (of_texts, stored))
        assert one == other
    drawn = runner.invoke(
        main, ["sample", str(texts), "--layer", LAYER, "-o", str(folder / "sample.csv"), "--marks", "2"]
    )
    assert drawn.exit_code == 0, drawn.output


def figures(folder: Path) -> None:
    study = folder / "study.yaml"
    study.write_text(STUDY, encoding="utf-8")
    ran = CliRunner().invoke(main, ["run", str(study), "--runs-dir", str(folder / "run")])
    assert ran.exit_code == 0, ran.output
    [table] = folder.glob("run/**/09_view.csv")
    assert {"soon", "one-day"} <= set(table.read_text("utf-8").replace(",", "\n").split())


def main_tour(folder: Path) -> None:
    assert list(LAYERS)[-1] == LAYER
    (folder / "texts").mkdir()
    for number in range(3):
        (folder / "texts" / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    page()
    record()
    tables_and_displays()
    decisions(folder)
    exchange(folder)
    explorer_and_sample(folder)
    commands(folder)
    figures(folder)


if __name__ == "__main__":
    main_tour(Path(sys.argv[1]))
