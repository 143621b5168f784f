"""WebVTT and SubRip: what is said, without numbers, times and tags, and by whom."""

import pytest

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus


def vtt(*cues):
    times = (f"00:00:0{n}.000 --> 00:00:0{n + 1}.000" for n in range(len(cues)))
    return "WEBVTT\n\n" + "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True)) + "\n"


def one(path):
    (document,) = read_corpus(path)
    return document


@pytest.mark.parametrize(
    ("cues", "text", "speaker"),
    [
        (["We may go if", "it does not rain."], "We may go if it does not rain.", None),
        (["<v Nora Field>We may go if", "<v Nora Field>it is dry."], "We may go if it is dry.", "Nora Field"),
        (["<v.loud Nora>We may go.</v>", "<v Owen>No.</v>"], "Nora: We may go.\nOwen: No.", None),
        (["<v Nora>We may go.</v> <v Owen>No.</v>", "Never."], "Nora: We may go.\nOwen: No. Never.", None),
        (["FIELD: We may", "go. >> HILL: No."], "FIELD: We may go.\n>> HILL: No.", None),
        (["- Go?\n- No."], "- Go?\n- No.", None),
        (["<i>We</i> <c.red>may</c> <00:00:01.000>go &amp; see"], "We may go & see", None),
        (["we may", "we may\ngo", "go\nwhen it", "when it\nis dry"], "we may go when it is dry", None),
        (["No.", "No.", "We may go.", "It is dry.", "Well.", "Yes.", "Now."],
         "No. No. We may go. It is dry. Well. Yes. Now.", None),
    ],
)  # fmt: skip
def test_what_is_said(write, cues, text, speaker):
    document = one(write("a.vtt", vtt(*cues)))
    assert document.text == text
    assert document.metadata.get("speaker") == speaker


def test_rolling_captions_of_a_web_site(write):
    text = one(
        write(
            "a.vtt",
            vtt(
                " \nwe<00:00:00.500><c> may</c><c> go</c>",
                "we may go\n ",
                "we may go\nwhen<00:00:02.500><c> it</c>",
                "when it\n ",
                "when it\nis<00:00:03.500><c> dry</c>",
            ),
        )
    ).text
    assert text == "we may go when it is dry"


def test_notes_styles_names_of_cues_and_settings_are_no_words(write):
    text = (
        "WEBVTT - a title\nKind: captions\n\nNOTE\nwe may not read this\n\nSTYLE\n::cue { color: red }\n\n"
        "first\n00:01.000 --> 00:02.000 align:start position:0%\nIt is dry.\n"
    )
    assert one(write("a.vtt", text)).text == "It is dry."


@pytest.mark.parametrize("name", ["a.srt", "a.SRT", "a.srt.gz", "9 June 2021.srt"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subrip(write, name, end):
    lines = ["1", "00:00:01,000 --> 00:00:02,000", "{\\an8}We <b>may</b>", "", "2"]
    lines += ["00:00:02,000 --> 00:00:03,500", "go in 1999.", ""]
    document = one(write(name, f"\ufeff{end.join(lines)}".encode() if "gz" not in name else end.join(lines)))
    assert document.text == "We may go in 1999."
    assert document.metadata.get("date") == ("2021-06-09" if "June" in name else None)


def test_a_sentence_over_cues_is_one(write):
    annotation = annotate_document(one(write("a.vtt", vtt("<v Nora Field>We may go if", "it is dry."))))
    assert (annotation.words, len(annotation.sentences)) == (7, 1)
    assert [statement.speaker for statement in annotation.statements] == ["Nora Field"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.vtt", "We may go.\n", "not readable captions; a .vtt file begins with WEBVTT"),
        ("a.srt", "We may go.\n", "not readable captions; a .srt file has numbered cues with times"),
        ("a.vtt", "", "not readable captions; a .vtt file begins with WEBVTT"),
        ("a.vtt", "WEBVTT\n", "no captions in it"),
        ("a.vtt", vtt("<v Nora></v>"), "no captions in it"),
        (
            "a.vtt",
            b"\0\1\2",
            "binary data (NUL bytes), not text; save it as plain text in UTF-8, or give its encoding",
        ),
    ],
)
def test_what_is_no_captions(write, name, content, message):
    path = write(name, content)
    with pytest.raises(CorpusError) as caught:
        one(path)
    assert str(caught.value) == f"{path}: {message}"


def test_captions_in_a_folder(write, tmp_path):
    write("a.vtt", vtt("We may go."))
    write("b.txt", "It may rain.")
    write("c.srt", "none")
    skipped = []
    documents = list(read_corpus(tmp_path, on_skip=lambda where, _: skipped.append(where)))
    assert [document.id for document in documents] == ["a", "b"]
    assert skipped == [str(tmp_path / "c.srt")]
