"""Half a character (a lone surrogate), which JSON can write and no file can hold, is refused on reading."""

import json
from pathlib import Path

import pytest

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import HedgerowError, StudyError
from analysis.base.records import Document
from analysis.review.decisions.decision import Decision
from analysis.review.exchange.exchange_formats import FORMATS, export_marks, import_marks

TALK = annotate_document(Document("talk", "“If it rains, we may perhaps stay,” said Ann Lee."))
HALF = "\\ud83d"
"""As JSON writes it."""


def halved(folder: Path, format: str) -> list[tuple[Path, bytes]]:
    """The files of an export, one with half a character in place of each text that JSON has there."""
    export_marks([TALK], folder, format)
    made = []
    for path in sorted(
        path for path in folder.rglob("*") if path.suffix in (".json", ".jsonl", ".csv", ".tsv", ".ann")
    ):
        whole = path.read_text("utf-8")
        half = f"\\{HALF}" if path.suffix == ".tsv" else HALF  # where a backslash is written twice
        for piece in ("epistemic-adverb", "perhaps", "narrator", "will", "talk"):
            for quote in ('"', '""', '\\"'):
                old = f"{quote}{piece}{quote}"
                if old in whole:
                    new = whole.replace(old, f"{quote}{piece}{half}{quote}", 1)
                    made.append((path, new.encode()))
    return made


@pytest.mark.parametrize("format", FORMATS)
def test_an_import_refuses_half_a_character_with_file_and_place(tmp_path, format):
    cases = halved(tmp_path / "export", format)
    assert cases
    for path, content in cases:
        before = path.read_bytes()
        path.write_bytes(content)
        if "_types" not in path.name:  # the labels of a project, which no import reads
            with pytest.raises(HedgerowError, match="half a character; right would be") as caught:
                import_marks(tmp_path / "export", format, [TALK])
            assert path.name in str(caught.value)
            assert "\n" not in str(caught.value)
            str(caught.value).encode()
        path.write_bytes(before)
    assert import_marks(tmp_path / "export", format, [TALK])


def test_the_place_within_json_is_named(tmp_path):
    export_marks([TALK], tmp_path / "export", "label-studio")
    path = tmp_path / "export" / "tasks.json"
    tasks = json.loads(path.read_text("utf-8"))
    tasks[0]["predictions"][0]["result"].append({"type": "textarea", "value": {"text": ["so \udc00"]}})
    path.write_text(json.dumps(tasks), "utf-8")
    with pytest.raises(StudyError) as caught:
        import_marks(tmp_path / "export", "label-studio", [TALK])
    number = len(tasks[0]["predictions"][0]["result"])
    place = f"[1].predictions[1].result[{number}].value.text[1]"
    assert str(caught.value) == (
        f"{path}: {place} holds '\\udc00', half a character; right would be a whole one, or none"
    )


def test_two_halves_are_a_character(tmp_path):
    export_marks([TALK], tmp_path / "export", "prodigy")
    path = tmp_path / "export" / "tasks.jsonl"
    task = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**task, "note": "🙂"}), "utf-8")
    assert "\\ud83d\\ude42" in path.read_text("utf-8")
    assert import_marks(tmp_path / "export", "prodigy", [TALK])


@pytest.mark.parametrize(
    ("field", "value"),
    [("annotator", "M\udcff"), ("reason", "\ud800"), ("item", "may\udfff")],
)
def test_a_decision_says_nothing_in_halves(field, value):
    said = {"labels": {"item": value}} if field == "item" else {field: value}
    verdict = "relabel" if field == "item" else "reject"
    with pytest.raises(
        StudyError, match=rf"\A{field} holds '\\ud[8cf].{{2}}', half a character; right would"
    ):
        Decision("talk", "0" * 12, "hedges", 0, 3, "may", verdict, **said)
