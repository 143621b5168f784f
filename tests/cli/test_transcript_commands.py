"""`hedgerow turns` and `hedgerow speakers`: how a transcript was read, and who speaks in a corpus."""

import tomllib

import pytest
from click.testing import CliRunner

from analysis.annotation.pipeline import annotate_document
from analysis.annotation.speakers import read_speakers
from analysis.base.records import Document
from analysis.cli import main
from analysis.show.transcripts.report import report
from analysis.show.transcripts.roll import as_toml, call_roll

BRIEFING = """Press briefing by Dana Holt

MS. HOLT: Good afternoon. (Laughter.) We may travel.

Q: Will he go?

MS. HOLT: He could.
"""
SCAN = "MS. HOLTE: We must.\n\nMR. RAY: I would not.\n\nMS. HOLTE: So be it.\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(BRIEFING, encoding="utf-8")
    (folder / "b.txt").write_text(SCAN, encoding="utf-8")
    return folder


def test_a_report_says_how_a_document_was_read():
    lines = list(report(annotate_document(Document("a", BRIEFING))))
    assert lines[0] == "a: read as transcript, turns marked by: colon"
    assert lines[1] == "  3 turns with 10 of 15 words (67%)"
    assert "    Dana Holt: 7; MS. HOLT: 2" in lines
    assert "    nobody named: 3; Q: 1" in lines
    assert "  nobody's: label 3 (5 words), direction 1 (1 words)" in lines
    assert lines[-1] == "    line 7: MS. HOLT: -> Dana Holt: He could."


def test_the_command_shows_every_document(corpus):
    result = CliRunner().invoke(main, ["turns", str(corpus)])
    assert result.exit_code == 0
    assert "a: read as transcript" in result.output
    assert "b: read as transcript" in result.output


def test_a_layout_that_is_none_is_refused(corpus):
    result = CliRunner().invoke(main, ["turns", str(corpus), "--turns", "kolon"])
    assert result.exit_code == 1
    assert "'kolon' is no layout (colon, point" in result.output


def test_annotate_takes_what_is_said_of_the_turns(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(main, ["annotate", str(corpus), "--turns", "none", "-o", str(out)])
    assert result.exit_code == 0
    assert '"reader":"transcript"' not in out.read_text(encoding="utf-8")
    assert '"turns":"none"' in out.read_text(encoding="utf-8")


def test_a_roll_of_speakers_can_be_read_back(corpus, tmp_path):
    out = tmp_path / "speakers.toml"
    result = CliRunner().invoke(main, ["speakers", str(corpus), "-o", str(out)])
    assert result.exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert list(tomllib.loads(text)) == ["Dana Holt", "Holte", "Ray"]
    assert '# the same as "Dana Holt" above?\n["Holte"]' in text
    assert read_speakers(out).full_name("ms. holt") == "Dana Holt"


def test_a_list_that_is_there_is_kept(corpus, tmp_path):
    out = tmp_path / "speakers.toml"
    out.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["speakers", str(corpus), "-o", str(out)])
    assert result.exit_code == 1
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_label_of_two_speakers_is_nobody_s_alias():
    texts = {"a": "Ann Lee\n\nMS. LEE: Yes.\n\nQ: So?\n", "b": "Sue Lee\n\nMS. LEE: No.\n\nQ: So?\n"}
    voices = call_roll(annotate_document(Document(id, text)) for id, text in texts.items())
    assert [voice.name for voice in voices] == ["Ann Lee", "Sue Lee"]
    assert '["Ann Lee"]  # 1 words, 1 statement, 1 document' in list(as_toml(voices))
    assert "aliases = []" in list(as_toml(voices))
