"""One text that cannot be annotated, one file that cannot be read: left out, named and counted everywhere."""

import json
import pickle
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import ReadingOptions, RunOptions, open_corpus
from analysis.annotation import pipeline
from analysis.annotation.interchange import to_record
from analysis.annotation.left_out import NAMED, LeftOut, record_of
from analysis.annotation.pipeline import annotate_corpus, annotate_document, annotate_documents
from analysis.base.errors import AnnotationError, CorpusError, HedgerowError, LexiconError, StudyError
from analysis.base.records import Document
from analysis.base.wording import left_out_in_words
from analysis.cli import main
from analysis.corpus import read_corpus
from analysis.measure.statistics.methods import methods_paragraph
from analysis.review.decisions.about import decision_about
from analysis.review.decisions.decision_files import read_decisions, write_decisions
from analysis.show.displays import show_corpus
from analysis.study.explorer import explore
from analysis.study.runs.pack_tables import pack_tables
from analysis.study.runs.run import run_study
from analysis.study.workbench.audits import open_sample

SAID = [
    "“Perhaps we may go,” said Ann Lee. If it rains, we will certainly stay at home. ",
    "Bo Oak said that they might leave. They must, probably, wait. ",
    "We walk home. It could be that it should rain, if the wind turns. ",
]
IDS = [f"d{number:02}" for number in range(12)]
BAD = "d07"
WHY = "cannot be annotated (RuntimeError: out of words)"
COUNTED = "1 of 12 texts could not be annotated and is left out"
IN_RECORD = f"{COUNTED} (names in the record)"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture
def talks(tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    rows = ["file,party,date"]
    for number, id in enumerate(IDS):
        (folder / f"{id}.txt").write_text(SAID[number % 3] * (9 + number), "utf-8")
        rows.append(f"{id}.txt,{'Left' if number % 2 else 'Right'},{1900 + 10 * number}-01-01")
    (folder / "metadata.csv").write_text("\n".join(rows), "utf-8")
    return folder


@pytest.fixture
def without(talks, tmp_path):
    """The same corpus without the bad text."""
    folder = tmp_path / "without" / "talks"
    folder.mkdir(parents=True)
    for path in talks.iterdir():
        if path.stem != BAD:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def documents(number=12):
    return [Document(f"d{n:02}", SAID[n % 3] * 2) for n in range(number)]


def hedgerow(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


# The Python API


def test_without_a_handler_the_error_names_the_document(fails_on):
    fails_on(BAD)
    found = []
    with pytest.raises(AnnotationError) as caught:
        found.extend(annotation.document.id for annotation in annotate_corpus(documents()))
    assert str(caught.value) == f"{BAD}: {WHY}"
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert isinstance(caught.value, HedgerowError)
    assert (caught.value.document, found) == (BAD, IDS[:7])
    with pytest.raises(AnnotationError):
        annotate_document(Document(BAD, "We may."))


def test_the_error_of_a_text_travels_between_processes():
    error = pickle.loads(pickle.dumps(AnnotationError(BAD, WHY)))
    assert (error.document, error.reason, str(error)) == (BAD, WHY, f"{BAD}: {WHY}")


@pytest.mark.parametrize("bad", [[BAD], ["d00"], ["d11"], ["d02", "d03", "d10"], IDS])
def test_the_others_are_what_they_are_alone(fails_on, bad):
    alone = {one.id: to_record(annotate_document(one)) for one in documents()}
    fails_on(*bad)
    told = []
    found = [
        to_record(annotation)
        for annotation in annotate_corpus(
            documents(), on_error=lambda document, error: told.append((document.id, error.reason))
        )
    ]
    assert told == [(id, WHY) for id in bad]
    assert found == [alone[id] for id in IDS if id not in bad]


def test_a_failing_batch_is_halved(monkeypatch):
    sizes = []

    def failing(documents, **options):
        sizes.append(len(documents))
        if any(one.id == "d077" for one in documents):
            raise IndexError("list index out of range")
        return annotate_documents(documents, **options)

    monkeypatch.setattr(pipeline, "annotate_documents", failing)
    many = [Document(f"d{number:03}", "We may.") for number in range(128)]
    assert len(list(annotate_corpus(many, on_error=lambda *_: None))) == 127
    assert sorted(sizes) == [1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 32, 32, 64, 64, 128]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            RecursionError("maximum recursion depth exceeded"),
            "RecursionError: maximum recursion depth exceeded",
        ),
        (MemoryError(), "MemoryError"),
        (ValueError("two\n  lines"), "ValueError: two lines"),
        (ValueError("x" * 500), f"ValueError: {'x' * 200}"),
    ],
)
def test_whatever_a_text_leads_to_is_its_own_error(fails_on, error, reason):
    fails_on(BAD, error=error)
    told = {}
    kept = list(annotate_corpus(documents(), on_error=lambda one, why: told.update({one.id: why.reason})))
    assert (len(kept), told) == (11, {BAD: f"cannot be annotated ({reason})"})


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), LexiconError("hedges.toml: no source"), OSError(5, "?")]
)
def test_what_is_no_fault_of_the_text_ends_the_run(fails_on, error):
    fails_on(BAD, error=error)
    with pytest.raises(type(error)):
        list(annotate_corpus(documents(), on_error=lambda *_: None))


# Words


@pytest.mark.parametrize(
    ("texts", "files", "said"),
    [
        (0, 0, ""),
        (1, 0, "1 of 10 texts could not be annotated and is left out"),
        (2, 0, "2 of 11 texts could not be annotated and are left out"),
        (0, 1, "1 file or row could not be read and is left out"),
        (0, 2_345, "2,345 files or rows could not be read and are left out"),
        (
            1,
            2,
            "1 of 10 texts could not be annotated and 2 files or rows could not be read; all are left out",
        ),
    ],
)
def test_what_is_left_out_in_words(texts, files, said):
    known = {f"t{number}": "why" for number in range(texts)}, {f"f{number}": "why" for number in range(files)}
    record = record_of(9, texts=known[0], files=known[1])
    assert left_out_in_words(record, named="") == said
    assert len(record.get("files", {})) <= NAMED
    assert left_out_in_words(record) == (f"{said} (names in the record)" if said else "")
    corpus = {"documents": 9, **({"left_out": record} if record else {})}
    assert (f"{said} (names in the record)." if said else "left out") in methods_paragraph(
        {"corpus": corpus}
    ) + ("" if said else "left out")


def test_files_about_a_corpus_are_not_missed(tmp_path):
    left_out = LeftOut(tmp_path / "talks")
    left_out.skip(f"{tmp_path}/talks/README", "taken for a file about the corpus, not for a text of it")
    left_out.skip(f"{tmp_path}/talks/a-ana.xml", f"the same sitting as {tmp_path}/talks/a.xml, which is read")
    left_out.skip(f"{tmp_path}/talks/b\udcff.pdf", "damaged")
    assert left_out.record == {"of": 0, "files": {"talks/b\ufffd.pdf": "damaged"}}


# Notebooks


def test_a_corpus_counts_names_and_records_what_is_left_out(talks, without, fails_on):
    (talks / "scan.pdf").write_bytes(b"%PDF-1.4 of nothing")
    fails_on(BAD)
    annotated, good = (
        open_corpus(talks, run=RunOptions("05_voices")),
        open_corpus(without, run=RunOptions("05_voices")),
    )
    both = "1 of 12 texts could not be annotated and 1 file or row could not be read; all are left out"
    assert good.origin.corpus.keys() == {"name", "documents", "words", "digest"}
    assert (good.left_out, "left out" in repr(good)) == ("", False)
    assert annotated.scope == f"{good.scope}; {both} (names in the record)"
    assert f"{both} ({BAD}: {WHY}; talks/scan.pdf: " in repr(annotated)
    assert both in show_corpus(annotated).text
    left_out = annotated.origin.corpus["left_out"]
    assert (left_out["of"], left_out["texts"], list(left_out["files"])) == (
        12,
        {BAD: WHY},
        ["talks/scan.pdf"],
    )
    assert annotated.origin.corpus["digest"] == good.origin.corpus["digest"]
    pd.testing.assert_frame_equal(annotated.rates("hedges"), good.rates("hedges"))
    assert f" {both} (names in the record). " in methods_paragraph(
        {"corpus": annotated.origin.corpus, "seed": 1}
    )


def test_of_a_choice_only_the_chosen_texts_are_counted(talks, fails_on):
    fails_on(BAD, "d02")
    annotated = open_corpus(
        talks, reading=ReadingOptions(filters={"party": "Left"}), run=RunOptions("05_voices")
    )
    assert annotated.left_out.startswith("1 of 6 texts could not be annotated")


def test_nothing_left_is_an_error(talks, fails_on):
    fails_on(*IDS)
    with pytest.raises(CorpusError, match=r"^no document could be annotated; the first: d00: cannot be"):
        open_corpus(talks, run=RunOptions("05_voices"))


def test_decisions_about_a_text_that_is_left_out_are_said(talks, tmp_path, fails_on):
    annotations = list(annotate_corpus(read_corpus(talks)))
    decided = [decision_about(one, one.modals[0], "reject", reason="no") for one in annotations[6:9]]
    write_decisions(decided, tmp_path / "decisions.yaml")
    fails_on(BAD)
    annotated = open_corpus(talks, reading=ReadingOptions(decisions=tmp_path / "decisions.yaml"))
    assert annotated.decisions.endswith("(2 rejected); 1 is about texts that are left out")
    assert annotated.origin.corpus["decisions"] | {"digest": ""} == {
        **{"included": {"reject": 2}, "stale": 0, "elsewhere": 0, "left_out": 1},
        "digest": "",
    }


EACH = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb") if path.stem != "13_coverage")
"""Those of one corpus."""


@pytest.mark.parametrize("name", EACH)
def test_every_notebook_goes_on_and_says_so(name, talks, tmp_path, fails_on):
    """Its cells are run here, where the annotator can be made to fail."""
    fails_on(BAD)
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    names = {"__name__": "notebook"}
    for number, cell in enumerate(cells):
        exec(cell.source, names)
        if number == 0:
            known = {"corpus": str(talks), "out_dir": str(tmp_path / "figures"), "a": "Bo Oak"}
            names |= {one: value for one, value in known.items() if one in names}
    assert f"{COUNTED} ({BAD}: {WHY})" in repr(names["annotated"])
    for path in (tmp_path / "figures").glob("*.json"):
        record = json.loads(path.read_bytes())
        assert record["corpus"]["left_out"] == {"of": 12, "texts": {BAD: WHY}}
        assert name == "06_accuracy" or IN_RECORD in record["caption"]


FAILING = f"""\
from analysis.annotation import pipeline

annotate_documents = pipeline.annotate_documents

def failing(documents, **options):
    if any(document.id in BAD for document in documents):
        raise RuntimeError("out of words")
    return annotate_documents(documents, **options)

BAD = {{{BAD!r}}}
pipeline.annotate_documents = failing
"""


@pytest.fixture
def study(talks, tmp_path):
    """A study of one notebook whose annotator fails on a text."""
    notebook = nbformat.read(NOTEBOOKS / "05_voices.ipynb", as_version=4)
    notebook.cells.insert(2, nbformat.v4.new_code_cell(FAILING))
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "05_voices.ipynb")
    path = tmp_path / "study.yaml"
    path.write_text(f"name: talks\ncorpus: {talks.name}\nnotebooks:\n- notebook: 05_voices\n")
    return path


def test_a_run_says_what_is_left_out(study, tmp_path):
    told = []
    run = run_study(study, runs_dir=tmp_path / "runs", report=told.append)
    record = json.loads((run.folder / "run.json").read_bytes())
    assert record["steps"][0]["left_out"] == {"of": 12, "texts": {BAD: WHY}}
    page = (run.folder / "index.html").read_text("utf-8")
    assert f"<summary>{COUNTED}</summary>" in page
    assert f"<li>{BAD}: {WHY}</li>" in page
    assert f"{BAD}: {WHY}" in (run.folder / "reports" / "05_voices.html").read_text("utf-8")
    assert told[-1] == f"05_voices: {COUNTED} (names in run.json)"
    again = []
    run_study(study, runs_dir=tmp_path / "runs", report=again.append)
    assert again == ["05_voices: unchanged", told[-1]]


def test_a_run_with_nothing_left_fails_and_says_why(study, tmp_path):
    path = tmp_path / "notebooks" / "05_voices.ipynb"
    path.write_text(path.read_text("utf-8").replace(f"BAD = {{{BAD!r}}}", f"BAD = {set(IDS)!r}"), "utf-8")
    with pytest.raises(
        StudyError, match="no document could be annotated; the first: d00: cannot be annotated"
    ):
        run_study(study, runs_dir=tmp_path / "runs")


def test_a_pack_has_no_row_of_it(fails_on):
    fails_on(BAD)
    texts = pack_tables(documents())["texts.csv"].decode()
    assert [line.partition(",")[0] for line in texts.splitlines()[1:]] == [id for id in IDS if id != BAD]


# Annotated corpora


@pytest.mark.parametrize("output", ["marks/", "marks.parquet"])
@pytest.mark.parametrize("options", [[], ["--jobs", "2"], ["--resume"]])
def test_an_annotated_corpus_remembers_what_it_does_not_hold(
    talks, without, tmp_path, fails_on, output, options
):
    hedgerow("annotate", without, "-q", "-o", tmp_path / "good" / output)
    good = open_corpus(tmp_path / "good" / output, run=RunOptions("05_voices"))
    (talks / "scan.pdf").write_bytes(b"%PDF-1.4 of nothing")
    fails_on(BAD)
    for _ in range(2 if options == ["--resume"] and output == "marks/" else 1):
        done = hedgerow("annotate", talks, "-o", f"{tmp_path}/{output}", *options)
        assert f"skipped {BAD}: {WHY}" in done.stderr
        assert "2 skipped" in done.stderr
    annotated = open_corpus(tmp_path / output, run=RunOptions("05_voices"))
    assert good.left_out == ""
    assert annotated.left_out == (
        "1 of 12 texts could not be annotated and 1 file or row could not be read; all are left out "
        "(names in the record)"
    )
    assert list(annotated.origin.corpus["left_out"]["files"]) == ["talks/scan.pdf"]
    assert annotated.caption("hedges").endswith(f"{annotated.left_out}; rates per 1,000 words.")
    pd.testing.assert_frame_equal(annotated.rates("hedges"), good.rates("hedges"))


def test_a_manifest_without_anything_left_out_is_as_before(without, tmp_path):
    hedgerow("annotate", without, "-q", "-o", f"{tmp_path}/marks/")
    assert "unread" not in json.loads((tmp_path / "marks" / "manifest.json").read_bytes())


# Commands


def test_a_sample_is_drawn_from_what_is_left(talks, without, tmp_path, fails_on):
    hedgerow("sample", without, "--layer", "hedges", "-o", tmp_path / "good.csv")
    fails_on(BAD)
    done = hedgerow("sample", talks, "--layer", "hedges", "-o", tmp_path / "sample.csv")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [f"{BAD}: {WHY}, left out", COUNTED]
    assert (tmp_path / "sample.csv").read_bytes() == (tmp_path / "good.csv").read_bytes()


def test_a_sample_with_places_of_a_text_that_is_left_out(talks, tmp_path, fails_on):
    hedgerow("sample", talks, "--layer", "hedges", "-o", tmp_path / "sample.csv")
    fails_on(BAD)
    annotated = open_corpus(talks, reading=ReadingOptions(sample=tmp_path / "sample.csv"))
    with pytest.raises(StudyError) as caught:
        open_sample(annotated, "hedges", tmp_path / "sample.csv")
    right = "right would be another sample"
    assert str(caught.value) == f"the sample holds places of {BAD!r}, which {WHY}; {right}"


@pytest.mark.parametrize("format", ["brat", "csv", "webanno"])
def test_exchange_without_a_text(talks, tmp_path, fails_on, format):
    whole = list(annotate_corpus(read_corpus(talks)))
    hedgerow("export", talks, "-o", tmp_path / "whole", "--format", format)
    fails_on(BAD)
    done = hedgerow("export", talks, "-o", tmp_path / "out", "--format", format)
    assert (done.exit_code, done.stderr.splitlines()) == (0, [f"{BAD}: {WHY}, left out", COUNTED])
    assert done.stdout == f"{tmp_path / 'out'}: 11 documents\n"
    come_back = ("import", tmp_path / "whole", "--corpus", talks, "--format", format)
    done = hedgerow(*come_back, "-o", tmp_path / "decisions.yaml")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1] == (
        f"nothing new is decided about {BAD}: what came back stays in {tmp_path / 'whole'}, "
        "earlier decisions stay"
    )
    decided = {decision.document for decision in read_decisions(tmp_path / "decisions.yaml")}
    assert decided == set(IDS) - {BAD}
    earlier = tmp_path / "earlier.yaml"
    before = [
        decision_about(one, one.modals[0], "reject", reason="no") for one in whole if one.document.id == BAD
    ]
    write_decisions(before, earlier)
    hedgerow(*come_back, "-o", earlier, "--decisions", earlier)
    assert [one for one in read_decisions(earlier) if one.document == BAD] == before


@pytest.mark.parametrize(
    "command",
    [
        ["sample", "--layer", "hedges", "-o", "sample.csv"],
        ["export", "--format", "csv", "-o", "out"],
    ],
)
def test_a_command_with_nothing_left_fails_in_one_line(talks, tmp_path, fails_on, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    fails_on(*IDS)
    done = hedgerow(command[0], talks, *command[1:])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].endswith(f"no document could be annotated; the first: d00: {WHY}")
    assert not Path(command[-1]).exists()


# The explorer


def test_the_explorer_says_it_on_the_page(talks, fails_on):
    fails_on(BAD)
    state = explore(talks, layers=["hedges"]).state
    assert state["corpus"].endswith(IN_RECORD)
    assert state["left_out"] == [[BAD, WHY]]
    assert IN_RECORD in state["figure"]["caption"]
