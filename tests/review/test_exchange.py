"""Marks go to annotation tools and come back: every mark, or a refusal that says why."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import run

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import CorpusError, HedgerowError, OutputError, StudyError
from analysis.base.layers import LAYERS
from analysis.base.records import (
    ActCandidate,
    Annotation,
    Booster,
    Conditional,
    Document,
    Hedge,
    Modal,
    Statement,
)
from analysis.cli import main
from analysis.cli.exchange_commands import COMMANDS
from analysis.language.text import split_sentences
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision import ALLOWED, text_digest
from analysis.review.decisions.decision_files import read_decisions
from analysis.review.exchange.derived_decisions import decisions_from
from analysis.review.exchange.document_files import file_name
from analysis.review.exchange.exchange_formats import FORMATS, export_marks, import_marks
from analysis.review.exchange.spreadsheet import harmless, unharmed
from analysis.review.exchange.units import Utf16
from analysis.review.exchange.webanno import escape_text, escape_value, unescaped

EVERY = pytest.mark.parametrize("format", FORMATS)
TEXTS = {
    "plain": "If it rains, we may stay. It is sort of wet.",
    "../Talks/ONE | [two].txt": (
        'Perhaps 😀 we\'ll\r\nwalk away;\tit "could" 𝒷e 😀 so.\n\nUnless, of course, they can’t.'
    ),
    "markup": '<script>if (x) { may(); }</script> | [brackets] \\ back_slash; *stars* -> "quotes" perhaps',
    "right to left": "שלום may עולם. הם אמרו perhaps, e\u0301tude.",
    "begins with space": "\n\n\t Maybe; it could\u2028work, if they must.\x85Surely.\n",
    "no marker": "Help us and we will pay. You ought to have to go.",
    "said": '"If we lose, we might never, perhaps, recover," Ana Blau said. "Certainly," he added, "we can."',
    "nothing": "Plain words.",
    "=formula": "+Perhaps -this @may =run.",
}


@pytest.fixture(scope="module")
def annotations() -> list[Annotation]:
    return [annotate_document(Document(id, text)) for id, text in TEXTS.items()]


@pytest.fixture
def rainy() -> Annotation:
    """One open conditional, one modal, hedges."""
    return annotate_document(Document("plain", TEXTS["plain"]))


def bare(annotation: Annotation) -> Annotation:
    """The annotation without its marks, so that all must come from the file."""
    return replace(annotation, marks=dict.fromkeys(LAYERS, ()))


def marks(annotation: Annotation) -> dict[str, tuple[object, ...]]:
    return {layer: getattr(annotation, layer) for layer in LAYERS}


def round_trip(annotations: list[Annotation], folder: Path, format: str) -> dict[str, Annotation]:
    export_marks(annotations, folder, format)
    imported = import_marks(folder, format, map(bare, annotations))
    return {one.annotation.document.id: one.annotation for one in imported}


@EVERY
def test_a_round_trip_keeps_every_mark(format, annotations, tmp_path):
    back = round_trip(annotations, tmp_path, format)
    assert list(TEXTS) == [annotation.document.id for annotation in annotations]
    for annotation in annotations:
        assert marks(back[annotation.document.id]) == marks(annotation)
    assert sum(len(found) for annotation in annotations for found in marks(annotation).values()) > 30


@EVERY
def test_an_unchanged_export_accepts_every_mark(format, annotations, tmp_path):
    export_marks(annotations, tmp_path, format)
    imported = [replace(one, judged=True) for one in import_marks(tmp_path, format, annotations)]
    decisions = decisions_from(annotations, imported, annotator="MK")
    assert {decision.verdict for decision in decisions} == {"accept"}
    assert len(decisions) == sum(len(found) for one in annotations for found in marks(one).values())
    assert decisions_from(annotations, imported, only_changes=True) == []


@EVERY
def test_the_same_marks_give_the_same_bytes(format, annotations, tmp_path):
    for name in ("one", "two"):
        export_marks(annotations, tmp_path / name, format)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert str(tmp_path).encode() not in b"".join(one.values())


_ODD = ("\n", "\r\n", "\t", "\u2028", "\x85", "\x0b", "\x01", "😀", "𝒷", "e\u0301", "ש", "->", "may ")
SIGNS = st.sampled_from([*"aZ 1.,;|[]\\_*<>'\"=-", *_ODD])


def shares(*names: str) -> st.SearchStrategy[dict[str, float]]:
    """A distribution over some categories, mostly one of the odd ones."""
    parts = st.lists(st.floats(0, 1) | st.just(0.0), min_size=len(names), max_size=len(names))
    return parts.filter(any).map(lambda part: {n: p / sum(part) for n, p in zip(names, part, strict=True)})


@st.composite
def annotated(draw: st.DrawFn) -> Annotation:
    """A text of odd signs with marks anywhere, nested and crossing."""
    text = "a" + draw(st.text() if draw(st.booleans()) else st.lists(SIGNS, max_size=40).map("".join))
    text = text.encode("utf-8", "ignore").decode()
    offset = st.integers(0, len(text))
    span = st.tuples(offset, offset).map(sorted).map(tuple).filter(lambda s: text[slice(*s)].strip())
    spans = st.lists(span, max_size=4, unique=True).map(sorted)
    value = {key: st.sampled_from(values) for key, values in ALLOWED.items()}
    item = st.text("ab '|_[];\\\t", min_size=1, max_size=5)
    modals = tuple(
        Modal(*s, draw(item), draw(value["modals", "category"]), draw(st.booleans()),
              draw(shares("epistemic", "deontic", "dynamic")), draw(shares("ability", "volition")), 0)
        for s in draw(spans)
    )  # fmt: skip
    hedges = tuple(Hedge(*s, draw(item), draw(value["hedges", "category"]), 0) for s in draw(spans))
    boosters = tuple(Booster(*s, draw(item), 0) for s in draw(spans))
    act = st.builds(ActCandidate, value["conditionals", "act"], st.lists(item, max_size=2).map(tuple))
    conditionals = tuple(
        Conditional(s if marked else None, text[slice(*s)] if marked else "",
                    draw(span) if marked else s, draw(st.none() | span),
                    draw(value["conditionals", "category"]), draw(value["conditionals", "order"]),
                    tuple(draw(st.lists(act, max_size=2))), 0, draw(item))
        for s in draw(spans) for marked in [draw(st.booleans())]
    )  # fmt: skip
    statement = Statement(0, len(text), ((0, len(text)),), "A;|B", None, None, "direct")
    document = Document(draw(st.text(min_size=1, max_size=9)).encode("utf-8", "ignore").decode() or "x", text)
    sentences = tuple(split_sentences(text))
    found = dict(zip(LAYERS, (modals, hedges, boosters, conditionals), strict=True))
    return Annotation(document, 1, sentences, (statement,), (1,), (), found)


@EVERY
@settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(annotation=annotated())
def test_any_text_and_any_marks_come_back(format, tmp_path_factory, annotation):
    back = round_trip([annotation], tmp_path_factory.mktemp("trip"), format)
    assert marks(back[annotation.document.id]) == marks(annotation)


@EVERY
def test_another_text_is_refused(format, rainy, tmp_path):
    export_marks([rainy], tmp_path, format)
    text = rainy.document.text.replace("rains", "snows")
    other = annotate_document(Document("plain", text))
    with pytest.raises(StudyError) as error:
        import_marks(tmp_path, format, [other])
    for part in ("'plain'", text_digest(text), text_digest(rainy.document.text)):
        assert part in str(error.value)


@EVERY
def test_an_unknown_document_is_refused(format, rainy, tmp_path):
    export_marks([rainy], tmp_path, format)
    stranger = annotate_document(Document("other", TEXTS["plain"]))
    with pytest.raises(StudyError, match=r"document 'plain' is not in the corpus"):
        import_marks(tmp_path, format, [stranger])


@pytest.mark.parametrize(
    ("format", "file", "old", "new", "message"),
    [
        ("brat", "plain.txt", "stay.", "stay.\r\n", "rewrote white space"),
        ("brat", "plain.txt", "rains", "snows", "differs from character 6 on"),
        ("brat", "plain.ann", "T1\t", "T2\t", r"plain.ann, line \d+: T2 is there twice"),
        ("brat", "plain.ann", "T1\t", "T1 nonsense\nT1\t", "line 1: .* is no line of brat's"),
        ("brat", "plain.ann", "0 2\tIf", "0 2\tIt", "the file says 'It', the text says 'If'"),
        ("brat", "plain.ann", " 16 19", " 16 x9", "line .* is no offset"),
        ("brat", "plain.ann", " 16 19", " 9916 9919", "outside the text; offsets run to 44"),
        ("brat", "plain.ann", " 16 19", "", "line .* is no line of brat's"),
        ("brat", "plain.ann", "Modal 16 19\tmay", "Modal 13 15;20 24\twe stay", "leaves out 'may'"),
        ("brat", "plain.ann", "Modal 16", "Mdal 16", "did you mean 'Modal'"),
        ("brat", "plain.ann", '{"kind"', '["kind"', "not valid JSON"),
        ("brat", "plain.ann", '"span":[16,19]', '"span":[16]', "span"),
        ("brat", "plain.ann", "Sense T4 ", "Sense T4 x", "sense 'x"),
        ("brat", "hedgerow.json", '"plain"', "7", "is not a text"),
        ("webanno", "plain.tsv", "#FORMAT=WebAnno TSV 3.3", "#FORMAT=CoNLL", "line 1: .* does not say"),
        ("webanno", "plain.tsv", "1-2\t3-5", "1-2\t3", "line 9: .* is no row"),
        ("webanno", "plain.tsv", "#Text=If it", "#Text=If  it", "line 18: .* before the end of the one"),
        ("webanno", "plain.tsv", "modals", "modal", "did you mean 'modals'"),
        ("label-studio", "tasks.json", '"start":16', '"start":-1', "task 1: start: -1 is no offset"),
        ("label-studio", "tasks.json", '"end":19', '"end":99', "outside the text"),
        ("label-studio", "tasks.json", '"labels":["modals"]', '"labels":[]', "labels: nothing is not a text"),
        ("label-studio", "tasks.json", "[{", "[{,", "not valid JSON"),
        ("label-studio", "tasks.json", "[{", "[" * 100_000, "not valid JSON"),
        ("label-studio", "tasks.json", '"hedgerow":', '"other":', "hedgerow: nothing is not an object"),
        ("prodigy", "tasks.jsonl", '{"text"', '\n{"text":3}\n{"text"', "line 2: text: 3 is not a text"),
        ("prodigy", "tasks.jsonl", '"label":"hedges:', '"label":"hegdes:', "'hegdes:.* does not exist"),
        ("prodigy", "tasks.jsonl", '"senses":{"epistemic":', '"senses":{"epistemic":NaN,"x":', "is no share"),
        ("prodigy", "tasks.jsonl", '"senses":{"e', '"senses":{"x":0.1,"e', "'x' is none of epistemic"),
        ("doccano", "tasks.jsonl", '"order":"protasis-first",', "", "None is none of protasis-first"),
        ("doccano", "tasks.jsonl", 's":{"epistemic":0.', 's":{"epistemic":0.0', "shares that add up"),
        ("doccano", "tasks.jsonl", '"end_offset":19', '"end_offset":true', "end_offset: True is no offset"),
        ("csv", "marks.csv", "layer", "lair", "has no column 'layer'"),
        ("csv", "marks.csv", "plain,modals", "plain,verbs", "line .*: layer 'verbs' does not exist"),
        ("csv", "marks.csv", "plain,modals", "plane,modals", "document 'plane' is not in documents.csv"),
        ("csv", "marks.csv", ",16,19,", ",16,24,", "the file says 'may', the text says 'may stay'"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_one_clear_error(format, file, old, new, message, rainy, tmp_path):
    export_marks([rainy], tmp_path, format)
    path = tmp_path / file
    content = path.read_bytes().decode()
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode())
    with pytest.raises(HedgerowError) as error:
        import_marks(tmp_path, format, [rainy])
    assert re.search(message, str(error.value)), str(error.value)
    assert "\n" not in str(error.value)


def test_rewritten_line_ends_are_named(tmp_path):
    annotation = annotate_document(Document("a", "It may\r\nrain.\r\n"))
    export_marks([annotation], tmp_path, "brat")
    (tmp_path / "a.txt").write_bytes(b"It may\nrain.\n")
    with pytest.raises(StudyError, match="the tool rewrote the line ends of the text"):
        import_marks(tmp_path, "brat", [annotation])


@EVERY
def test_a_missing_folder_and_a_folder_without_files_are_clear_errors(format, tmp_path):
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(CorpusError, match=re.escape(str(path))):
            import_marks(path, format, [])


def test_what_no_tool_can_hold_is_refused(rainy, tmp_path):
    half = replace(bare(rainy), document=Document("x", "may \ud83d"))
    with pytest.raises(OutputError, match="'x': character 4 is half of a surrogate pair"):
        export_marks([half], tmp_path, "brat")
    blank = replace(rainy, marks={**rainy.marks, "hedges": (Hedge(2, 3, "x", "approximator"),)})
    with pytest.raises(OutputError, match="nothing but white space"):
        export_marks([blank], tmp_path, "brat")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file"):
        export_marks([rainy], tmp_path / "file", "brat")
    with pytest.raises(StudyError, match="format 'brad' does not exist; did you mean 'brat'"):
        export_marks([rainy], tmp_path, "brad")


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Change a file as a tool would write it."""
    content = path.read_bytes().decode()
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    path.write_bytes(content.encode())


def in_brat(folder: Path) -> None:
    """Reject the booster-like hedge, relabel the modal, add a hedge, move the apodosis."""
    path = folder / "plain.ann"
    lines = path.read_text().splitlines()
    hedge = next(line.split("\t")[0] for line in lines if "sort of" in line and line.startswith("T"))
    kept = [line for line in lines if f"{hedge} " not in line and not line.startswith(f"{hedge}\t")]
    modal = next(line.split("\t")[0] for line in kept if "\tModal 16 19" in line)
    kept = [re.sub(rf"(Sense {modal}) \w+", r"\1 deontic", line) for line in kept]
    kept = [line.replace("Apodosis 13 24\twe may stay", "Apodosis 16 24\tmay stay") for line in kept]
    kept += [
        "T90\tHedge 29 31\tis",
        "A90\tHedge_category T90 approximator",
        "#90\tAnnotatorNotes T90\tmissed; really",
    ]
    path.write_text("\n".join(kept) + "\n")


def in_webanno(folder: Path) -> None:
    """As INCEpTION writes it: null features as *, a new stretch on one word."""
    path = folder / "plain.tsv"
    rows = []
    for line in path.read_text().split("\n"):
        cells = line.split("\t")
        if len(cells) > 5 and cells[2] in ("sort", "of"):
            cells[3:13] = ["_"] * 10
        if len(cells) > 5 and cells[2] == "is":
            cells[3:13] = ["hedges", "approximator", *["*"] * 6, "missed\\; really", "*"]
        if len(cells) > 5 and cells[2] == "may":
            cells[6] = re.sub(r"dynamic|epistemic", "deontic", cells[6])
        if len(cells) > 5 and cells[2] == "we":
            number = re.search(r"apodosis(\[\d+\])", cells[3])[1]
            cells[3:13] = ["_"] * 10
            moved = cells[13:15]
            cells[13:15] = ["_", "_"]
        if len(cells) > 5 and cells[2] == "may":
            assert number in cells[3]
            cells[13:15] = moved
        rows.append("\t".join(cells))
    path.write_text("\n".join(rows))


def in_label_studio(folder: Path) -> None:
    """As Label Studio exports it: an annotation made from the prediction, with wording and new ids."""
    path = folder / "tasks.json"
    (task,) = json.loads(path.read_text())
    text, results = task["data"]["text"], task["predictions"][0]["result"]
    gone = next(
        one["id"] for one in results if one["type"] == "labels" and one["value"]["labels"] == ["hedges"]
        and text[one["value"]["start"] : one["value"]["end"]] == "sort of"
    )  # fmt: skip
    results = [one for one in results if one.get("id") != gone]
    for one in results:
        if one["type"] == "labels":
            if one["value"]["labels"] == ["apodosis"]:
                one["value"]["start"] = 16
            one["value"]["text"] = text[one["value"]["start"] : one["value"]["end"]]
        if one.get("from_name") == "modals-sense":
            one["value"]["choices"] = ["deontic"]
    place = {"start": 29, "end": 31, "text": "is"}
    category = {**place, "choices": ["approximator"]}
    new = {"id": "Zq_1", "to_name": "text", "origin": "manual"}
    results += [
        {**new, "from_name": "mark", "type": "labels", "value": {**place, "labels": ["hedges"]}},
        {**new, "from_name": "hedges-category", "type": "choices", "value": category},
        {**new, "from_name": "reason", "type": "textarea", "value": {**place, "text": ["missed; really"]}},
    ]  # fmt: skip
    cancelled = {"id": 1, "was_cancelled": True, "result": []}
    task |= {"id": 7, "annotations": [cancelled, {"id": 2, "was_cancelled": False, "result": results}]}
    path.write_text(json.dumps([task]))


def in_prodigy(folder: Path) -> None:
    path = folder / "tasks.jsonl"
    task = json.loads(path.read_text())
    spans = [span for span in task["spans"] if span["label"] != "hedges:degree-adaptor"]
    for span in spans:
        if span["label"].startswith("modals"):
            span["label"] = "modals:central:deontic"
        if span["label"] == "apodosis":
            span |= {"start": 16, "token_start": span["token_start"] + 1}
    spans.append({"start": 29, "end": 31, "token_start": 8, "token_end": 8, "label": "hedges:approximator"})
    task |= {"spans": spans, "answer": "accept", "_input_hash": 1, "_task_hash": -2, "_timestamp": 3}
    path.write_text(json.dumps(task) + "\n")


def in_doccano(folder: Path) -> None:
    """As doccano exports it: its own ids, metadata beside the text."""
    path = folder / "tasks.jsonl"
    line = json.loads(path.read_text())
    entities = [one for one in line["entities"] if one["label"] != "hedges:degree-adaptor"]
    for one in entities:
        one["id"] += 1000
        if one["label"].startswith("modals"):
            one["label"] = "modals:central:deontic"
        if one["label"] == "apodosis":
            one["start_offset"] = 16
    entities.append({"id": 9, "start_offset": 29, "end_offset": 31, "label": "hedges:approximator"})
    for one in line["relations"]:
        one["from_id"] += 1000
        one["to_id"] += 1000
    path.write_text(json.dumps({**line, "id": 4, "entities": entities, "Comments": []}) + "\n")


def in_a_spreadsheet(folder: Path) -> None:
    """As a spreadsheet saves it: a mark in front, semicolons, CRLF, TRUE and FALSE."""
    path = folder / "marks.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(), newline="")))
    rows = [row for row in rows if row["surface"] != "sort of"]
    for row in rows:
        row["negated"] = row["negated"].upper()
        if row["layer"] == "modals":
            row["sense"] = "deontic"
        if row["layer"] == "conditionals":
            row["apodosis"] = "16-24"
    place = {"document": "plain", "layer": "hedges", "start": "29", "end": "31"}
    rows.append({**place, "category": "approximator", "reason": "missed; really"})
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


IN_THE_TOOL: dict[str, Callable[[Path], None]] = {
    "brat": in_brat,
    "webanno": in_webanno,
    "label-studio": in_label_studio,
    "prodigy": in_prodigy,
    "doccano": in_doccano,
    "csv": in_a_spreadsheet,
}


@EVERY
def test_edits_in_the_tool_come_back_as_decisions(format, rainy, tmp_path):
    assert rainy.modals[0].senses["deontic"] < max(rainy.modals[0].senses.values())
    assert [(one.start, one.end, one.category) for one in rainy.hedges][-1] == (32, 39, "degree-adaptor")
    assert rainy.conditionals[0].apodosis == (13, 24)
    export_marks([rainy], tmp_path, format)
    IN_THE_TOOL[format](tmp_path)
    imported = import_marks(tmp_path, format, [rainy])
    decisions = decisions_from([rainy], imported, annotator="MK", only_changes=True)
    said = {(one.verdict, one.layer, one.surface): dict(one.labels) for one in decisions}
    assert said == {
        ("relabel", "modals", "may"): {"sense": "deontic"},
        ("reject", "hedges", "sort of"): {},
        ("add", "hedges", "is"): {"item": "is", "category": "approximator"},
        ("relabel", "conditionals", "If"): {"apodosis": "16-24"},
    }
    assert {one.annotator for one in decisions} == {"MK"}
    reasons = {one.reason for one in decisions}
    assert reasons == ({""} if format in ("prodigy", "doccano") else {"", "missed; really"})
    applied = apply_decisions([rainy], decisions)
    assert marks(applied.annotations[0]) == marks(imported[0].annotation)
    assert not applied.stale


def test_offsets_are_in_the_units_of_each_tool(tmp_path):
    annotation = annotate_document(Document("a", "😀 It may 😀 rain."))
    start = annotation.modals[0].start
    for format in ("webanno", "label-studio", "doccano", "prodigy"):
        export_marks([annotation], tmp_path / format, format)
    assert f"\t{start + 1}-{start + 4}\tmay\t" in (tmp_path / "webanno/a.tsv").read_text()
    entities = json.loads((tmp_path / "doccano/tasks.jsonl").read_text())["entities"]
    assert {(one["start_offset"], one["end_offset"]) for one in entities} == {(start + 1, start + 4)}
    (task,) = json.loads((tmp_path / "label-studio/tasks.json").read_text())
    assert task["predictions"][0]["result"][0]["value"]["start"] == start
    span = json.loads((tmp_path / "prodigy/tasks.jsonl").read_text())["spans"][0]
    assert (span["start"], span["end"], span["token_start"], span["token_end"]) == (start, start + 3, 2, 2)


def test_label_studio_that_counts_code_units_is_understood(tmp_path):
    annotation = annotate_document(Document("a", "😀 It may rain."))
    export_marks([annotation], tmp_path, "label-studio")
    (task,) = json.loads((tmp_path / "tasks.json").read_text())
    results = task["predictions"][0]["result"]
    for one in results:
        if one["type"] == "labels":
            one["value"] |= {
                "start": one["value"]["start"] + 1,
                "end": one["value"]["end"] + 1,
                "text": "may",
            }
    task["annotations"] = [{"result": results}]
    (tmp_path / "tasks.json").write_text(json.dumps([task]))
    assert marks(import_marks(tmp_path, "label-studio", [annotation])[0].annotation) == marks(annotation)


def test_an_offset_inside_a_pair_of_units_is_refused(tmp_path):
    annotation = annotate_document(Document("a", "😀 It may rain."))
    export_marks([annotation], tmp_path, "doccano")
    edit(tmp_path / "tasks.jsonl", ('"start_offset":6', '"start_offset":1'))
    with pytest.raises(StudyError, match="line 1: offset 1 lies inside a character of two UTF-16 units"):
        import_marks(tmp_path, "doccano", [annotation])


@pytest.mark.parametrize("key", ["label", "labels"])
def test_doccano_without_relations_is_read(key, rainy, tmp_path):
    export_marks([rainy], tmp_path, "doccano")
    line = json.loads((tmp_path / "tasks.jsonl").read_text())
    triples = [[one["start_offset"], one["end_offset"], one["label"]] for one in line["entities"]]
    exported = {"id": 1, "data": line["text"], key: triples, "hedgerow": line["hedgerow"]}
    (tmp_path / "all.jsonl").write_text(json.dumps(exported))
    assert marks(import_marks(tmp_path / "all.jsonl", "doccano", [rainy])[0].annotation) == marks(rainy)


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_a_prodigy_task_that_was_not_accepted_decides_nothing(answer, rainy, tmp_path):
    export_marks([rainy], tmp_path, "prodigy")
    edit(tmp_path / "tasks.jsonl", ('{"text"', f'{{"answer":"{answer}","text"'))
    imported = import_marks(tmp_path, "prodigy", [rainy])
    assert decisions_from([rainy], imported) == []


def test_a_label_studio_task_without_annotation_decides_nothing(rainy, tmp_path):
    export_marks([rainy], tmp_path, "label-studio")
    imported = import_marks(tmp_path, "label-studio", [rainy])
    assert not imported[0].judged
    assert decisions_from([rainy], imported) == []


def test_two_annotators_of_one_task_are_refused(rainy, tmp_path):
    export_marks([rainy], tmp_path, "label-studio")
    edit(
        tmp_path / "tasks.json",
        ('"predictions"', '"annotations":[{"result":[]},{"result":[]}],"predictions"'),
    )
    with pytest.raises(StudyError, match="task 1: has 2 annotations"):
        import_marks(tmp_path, "label-studio", [rainy])


def test_a_new_conditional_gets_the_parts_near_it(tmp_path):
    """Two conditionals drawn in Prodigy, which knows no links."""
    annotation = bare(annotate_document(Document("a", "If so, go. If not, no.")))
    export_marks([annotation], tmp_path, "prodigy")
    spans = [(11, 13, "conditionals:open"), (11, 17, "protasis"), (0, 5, "protasis"), (7, 9, "apodosis")]
    spans += [(0, 2, "conditionals:hypothetical"), (19, 21, "apodosis")]
    task = json.loads((tmp_path / "tasks.jsonl").read_text())
    task["spans"] = [{"start": start, "end": end, "label": label} for start, end, label in spans]
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task))
    (one,) = import_marks(tmp_path, "prodigy", [annotation])
    found = [(mark.kind, mark.protasis, mark.apodosis) for mark in one.annotation.conditionals]
    assert found == [("hypothetical", (0, 5), (7, 9)), ("open", (11, 17), (19, 21))]


def test_parts_of_a_rejected_conditional_are_left_aside(rainy, tmp_path):
    export_marks([rainy], tmp_path, "prodigy")
    task = json.loads((tmp_path / "tasks.jsonl").read_text())
    task["spans"] = [span for span in task["spans"] if not span["label"].startswith("conditionals")]
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task))
    notes: list[str] = []
    imported = import_marks(tmp_path, "prodigy", [rainy], on_note=notes.append)
    decisions = decisions_from([rainy], imported, only_changes=True)
    assert [(one.verdict, one.layer) for one in decisions] == [("reject", "conditionals")]
    assert len(notes) == 2
    assert all("belongs to no conditional, left out" in note for note in notes)


def test_an_apodosis_taken_away_is_a_decision(rainy, tmp_path):
    export_marks([rainy], tmp_path, "csv")
    edit(tmp_path / "marks.csv", (",13-24,", ",,"))
    notes: list[str] = []
    imported = import_marks(tmp_path, "csv", [rainy])
    (decision,) = decisions_from([rainy], imported, on_note=notes.append, only_changes=True)
    assert (decision.verdict, decision.labels, notes) == ("relabel", {"apodosis": "none"}, [])
    (after,) = apply_decisions([rainy], [decision]).annotations[0].conditionals
    assert (after.apodosis, after.order) == (None, "alone")


def test_a_layer_changed_in_the_tool_is_a_rejection_and_an_addition(rainy, tmp_path):
    export_marks([rainy], tmp_path, "brat")
    edit(tmp_path / "plain.ann", ("Hedge 32 39", "Booster 32 39"))
    decisions = decisions_from([rainy], import_marks(tmp_path, "brat", [rainy]), only_changes=True)
    assert [(one.verdict, one.layer, one.surface) for one in decisions] == [
        ("reject", "hedges", "sort of"),
        ("add", "boosters", "sort of"),
    ]


def test_an_added_mark_needs_its_category(rainy, tmp_path):
    export_marks([rainy], tmp_path, "brat")
    edit(tmp_path / "plain.ann", ("T1\t", "T99\tHedge 26 28\tIt\nT1\t"))
    with pytest.raises(StudyError, match=r"plain.ann: 'plain', hedges 26-28: .* needs its category"):
        import_marks(tmp_path, "brat", [rainy])


def test_sub_words_of_inception_are_read(rainy, tmp_path):
    """A mark on a piece of a word is a row of its own below the word."""
    export_marks([rainy], tmp_path, "webanno")
    cells = ["hedges", "approximator", *["*"] * 8, "_", "_"]
    row = "\t".join(["2-2", "29-31", "is", *["_"] * 12]) + "\t\n"
    edit(tmp_path / "plain.tsv", (row, row + "\t".join(["2-2.1", "29-30", "i", *cells]) + "\t\n"))
    (one,) = import_marks(tmp_path, "webanno", [rainy])
    assert (29, 30) in [(mark.start, mark.end) for mark in one.annotation.hedges]


def test_other_layers_of_inception_are_passed_over(rainy, tmp_path):
    export_marks([rainy], tmp_path, "webanno")
    path = tmp_path / "plain.tsv"
    rows = path.read_text().replace("#T_SP=", "#T_SP=some.Lemma|value\n#T_SP=", 1).split("\n")
    path.write_text("\n".join(re.sub(r"^(\d+-\d+\t\S+\t\S+\t)", r"\1x|y[7]\t", row) for row in rows))
    assert marks(import_marks(tmp_path, "webanno", [rainy])[0].annotation) == marks(rainy)


@pytest.mark.parametrize(
    "value",
    ["a|b", "[x]_y;z*", "->", "\\", "\\n", "tab\there", "line\nbreak", "\x01\x1f", "\r", "\\->", "[1]"],
)
def test_escapes_are_undone(value):
    assert unescaped(escape_value(value)) == value
    assert unescaped(escape_text(value)) == value
    assert not set(escape_value(value)) & set("\t\n")


@pytest.mark.parametrize("cell", ["=1+1", "'=1", "''@x", "+x", "-1", "@x", "\tx", "'tis", "", "'", "plain"])
def test_a_spreadsheet_runs_no_cell_and_gets_it_back(cell):
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unharmed(harmless(cell)) == cell


def test_no_cell_of_a_table_is_a_formula(annotations, tmp_path):
    export_marks(annotations, tmp_path, "csv")
    rows = csv.reader(io.StringIO((tmp_path / "marks.csv").read_text(), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_code_units():
    text = "a😀b𝒷"
    units = Utf16(text)
    for point in range(len(text) + 1):
        expected = len(text[:point].encode("utf-16-le")) // 2
        assert units.from_points(point) == expected
        assert units.to_points(expected) == point
    with pytest.raises(ValueError, match="offset 2 lies inside"):
        units.to_points(2)


def test_file_names_are_safe_and_different():
    ids = ["a", "A", "a.txt", "a/b", "a\\b", "../a", "..", ".", "con", "CON.txt", "annotation", "x" * 5000,
           "x" * 5001, "\n", "\x00", "ü", "u", " a", "a ", "a.ann", "hedgerow", "-a"]  # fmt: skip
    names = [file_name(id) for id in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", name) for name in names)
    assert "con" not in names


def test_brat_configuration_holds_all_that_is_written(annotations, tmp_path):
    export_marks(annotations, tmp_path, "brat")
    conf = (tmp_path / "annotation.conf").read_text()
    allowed = dict(re.findall(r"^(\w+)\tArg:\w+, Value:(\S+)$", conf, re.M))
    lines = [line for path in tmp_path.glob("*.ann") for line in path.read_text().split("\n") if line]
    for line in lines:
        fields = line.split("\t")
        if line.startswith("T"):
            assert f"\n{fields[1].split(' ')[0]}\n" in conf
        elif line.startswith("A") and not fields[1].startswith("Negated "):
            name, _, value = fields[1].split(" ")
            assert value in allowed[name].split("|")
    assert re.search(r"^\[events\]$", conf, re.M)


def test_brat_wording_is_that_of_its_offsets(annotations, tmp_path):
    """What the server of brat checks of every line: the pieces, joined by a blank, are the words."""
    export_marks(annotations, tmp_path, "brat")
    lines = 0
    for path in tmp_path.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_bytes().decode().splitlines():
            if line.startswith("T"):
                _, place, words = line.split("\t")
                pairs = [pair.split() for pair in place.split(" ", 1)[1].split(";")]
                assert words == " ".join(text[int(start) : int(end)] for start, end in pairs)
                lines += 1
    assert lines > 30


def test_label_studio_configuration_names_every_choice(annotations, tmp_path):
    from defusedxml.ElementTree import parse

    export_marks(annotations, tmp_path, "label-studio")
    config = parse(tmp_path / "labeling_config.xml").getroot()
    choices = {one.get("name"): {c.get("value") for c in one} for one in config.iter("Choices")}
    tasks = json.loads((tmp_path / "tasks.json").read_text())
    chosen = {
        (one["from_name"], choice)
        for task in tasks
        for one in task["predictions"][0]["result"]
        if one["type"] == "choices"
        for choice in one["value"]["choices"]
    }
    assert len(chosen) > 10
    assert chosen <= {(name, choice) for name, own in choices.items() for choice in own}


def test_the_commands(tmp_path):
    corpus, out, file = tmp_path / "corpus", tmp_path / "out", tmp_path / "decisions.yaml"
    corpus.mkdir()
    (corpus / "plain.txt").write_text(TEXTS["plain"])
    (corpus / "other.txt").write_text("Perhaps.")
    runner = CliRunner()
    sent = runner.invoke(main, ["export", str(corpus), "-o", str(out), "--format", "csv"])
    assert sent.output == f"{out}: 2 documents\n"
    edit(out / "marks.csv", (",degree-adaptor,", ",approximator,"))
    back = [
        "import",
        str(out),
        "--corpus",
        str(corpus),
        "--format",
        "csv",
        "--annotator",
        "MK",
        "-o",
        str(file),
    ]
    result = runner.invoke(main, [*back, "--only-changes"])
    assert result.output == f"{file}: 1 relabel in 2 documents\n"
    (decision,) = read_decisions(file)
    assert (decision.verdict, decision.surface, decision.annotator) == ("relabel", "sort of", "MK")
    again = runner.invoke(
        main, ["export", str(corpus), "-o", str(out), "--format", "csv", "--decisions", str(file)]
    )
    assert again.output == f"{file}: 1 decision of readers (1 relabelled)\n{out}: 2 documents\n"
    result = runner.invoke(main, [*back, "--only-changes"])
    assert result.output == f"{file}: 1 relabel in 2 documents\n"
    edit(file, ("annotator: MK", "annotator: AB"))
    result = runner.invoke(main, [*back, "--decisions", str(file)])
    assert result.output == f"{file}: 4 accept, 1 relabel in 2 documents\n"
    assert [one.annotator for one in read_decisions(file) if one.verdict == "relabel"] == ["AB"]
    (corpus / "plain.txt").write_text("Changed.")
    result = runner.invoke(main, back)
    assert result.exit_code == 1
    assert result.output.startswith("hedgerow: ")
    assert "was exported from another text" in result.output


@pytest.mark.parametrize("name", ["", "talk.txt"])
def test_a_corpus_is_never_written_over(name, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "talk.txt").write_bytes(b"\xef\xbb\xbfPerhaps it may rain.\r\n")
    command = ["export", str(corpus / name), "-o", str(corpus), "--format", "brat"]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert [path.name for path in corpus.iterdir()] == ["talk.txt"]
    assert (corpus / "talk.txt").read_bytes().endswith(b"\r\n")


def test_an_export_inside_the_corpus_is_no_part_of_it(tmp_path):
    (tmp_path / "talk.txt").write_text("Perhaps it may rain.")
    command = ["export", str(tmp_path), "-o", str(tmp_path / "brat"), "--format", "brat"]
    for _ in range(2):
        assert CliRunner().invoke(main, command).output == f"{tmp_path / 'brat'}: 1 document\n"


def test_an_export_says_which_decisions_do_nothing(tmp_path):
    corpus, file = tmp_path / "talk.txt", tmp_path / "d.yaml"
    corpus.write_text("Perhaps it may rain.")
    file.write_text(
        "- {document: other, text: '0', layer: hedges, span: 0-7, surface: Perhaps, verdict: reject}\n"
    )
    command = ["export", str(corpus), "-o", str(tmp_path / "o"), "--format", "csv", "--decisions", str(file)]
    said = CliRunner().invoke(main, command).output.splitlines()[0]
    assert said == f"{file}: no decisions of readers; 1 is about other texts"


def test_a_second_protasis_is_left_aside(rainy, tmp_path):
    export_marks([rainy], tmp_path, "brat")
    path = tmp_path / "plain.ann"
    relation = re.search(r"Has_protasis (Arg1:T\d+)", path.read_text())[1]
    added = f"T99\tProtasis 26 28\tIt\nR99\tHas_protasis {relation} Arg2:T99\n"
    path.write_text(path.read_text() + added)
    notes: list[str] = []
    (one,) = import_marks(tmp_path, "brat", [rainy], on_note=notes.append)
    assert marks(one.annotation) == marks(rainy)
    assert [note.rpartition(": ")[2] for note in notes] == [
        "is a second protasis of its conditional, left out"
    ]


def test_files_of_inception_name_their_document(rainy, tmp_path):
    """Under another name and without the index the first sentence still says which document it is."""
    export_marks([rainy], tmp_path, "webanno")
    (tmp_path / "hedgerow.json").unlink()
    (tmp_path / "plain.tsv").rename(tmp_path / "other.tsv")
    assert marks(import_marks(tmp_path, "webanno", [rainy])[0].annotation) == marks(rainy)
    edit(tmp_path / "other.tsv", ("#Sentence.id=", "#Other="))
    with pytest.raises(StudyError, match=r"other.tsv: does not name its document"):
        import_marks(tmp_path, "webanno", [rainy])


def test_the_commands_know_every_format():
    for command in COMMANDS:
        (option,) = (one for one in command.params if one.name == "format")
        assert list(option.type.choices) == list(FORMATS)


def test_the_command_line_loads_no_format():
    formats = "[name for name in sys.modules if name.startswith('analysis.review.exchange.')]"
    code = f"import sys, analysis.cli; print({formats})"
    shown = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_a_mark_belongs_to_the_statement_that_holds_it_whatever_a_file_says(tmp_path):
    said = "MS. LEE: We may go.\nMR. OAK: It will rain.\nMS. LEE: No.\nMR. OAK: Yes."
    talk = annotate_document(Document("talk", said))
    export_marks([talk], tmp_path, "doccano")
    path = tmp_path / "tasks.jsonl"
    path.write_text(path.read_text("utf-8").replace('"voice":"Oak"', '"voice":"Oak","statement":0'), "utf-8")
    (back,) = import_marks(tmp_path, "doccano", [talk])
    assert [mark.statement for mark in back.annotation.marks["modals"]] == [0, 1]


@pytest.mark.parametrize("format", ["doccano", "prodigy"])
def test_the_words_of_a_marker_are_those_of_the_text_whatever_a_file_says(format, tmp_path):
    talk = annotate_document(Document("talk", "We may go if it rains."))
    export_marks([talk], tmp_path, format)
    path = tmp_path / "tasks.jsonl"
    path.write_text(path.read_text("utf-8").replace('"marker_text":"if"', '"marker_text":"ifif"'), "utf-8")
    (back,) = import_marks(tmp_path, format, [talk])
    assert [mark.marker_text for mark in back.annotation.marks["conditionals"]] == ["if"]
