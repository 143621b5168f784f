"""What looks wrong about texts is said, by stable names, and nothing is said of texts that are in order."""

import json

import pytest
from click.testing import CliRunner

from analysis.annotation.notes import Noted, Twins, notes_in_words
from analysis.annotation.notes.language import foreign
from analysis.annotation.notes.noted import FIRST, SHORT
from analysis.annotation.pipeline import annotate
from analysis.annotation.writing.output import read_annotations
from analysis.base.records import Document, Note
from analysis.cli import main

SPEECH = (
    "Madam Chair, the harbour has to be mended before the winter storms arrive. The crews have waited for "
    "a year. Nobody in this hall can want them to wait any longer. We owe it to the families who live by the "
    "sea. The money was voted in the spring and has not been spent. It would be wrong to leave it lying in "
    "the bank. I ask every member to support the motion tonight. The quay will not mend itself, and neither "
    "will our good name. "
)
ROLL = "".join(f"{name}: The harbour needs {what}.\n" for name in ("OAKES", "PINE") for what in "abcdefg")
HEAD = "Report: Official Record of the Harbour Board\n"


def names(text: str) -> list[str]:
    return [note["name"] for note in annotate(text)["notes"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Değerli üyeler, bugün burada limanın geleceği için toplandık ve güvenliği konuşacağız, sonra.",
            "tr",
        ),
        ("Meine Damen und Herren, wir wollen heute über den Hafen reden, und wir will niemand stören.", "de"),
        ("Уважаемые коллеги, сегодня мы будем говорить о гавани и о том, что нам делать дальше.", "ru"),
        ("Señor presidente, hoy queremos hablar del puerto y de las familias que viven del mar.", "es"),
        (SPEECH, ""),
        ("Ja, nein.", ""),
        (
            "Anna Dale, Bo Oakes, Kemal Yıldız, Željko Šarić, Åsa Öberg, Nguyễn An, Ewa Wójcik, Seán Ó Ré",
            "",
        ),
        (f"{SPEECH} Como dice mi madre, no hay mal que por bien no venga. {SPEECH}", ""),
        (
            "MOTION AGREED. BILL PASSED. HOUSE ROSE. PAPERS LAID. QUESTIONS. PETITIONS. ORDERS. NOTICES.",
            "",
        ),
    ],
)
def test_language(text, expected):
    assert foreign(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SPEECH, []),
        ("It&rsquo;s hard.", ["html-entities"]),
        (
            "per\u00adhaps per\u200bhaps deﬁne re-\nfused",
            ["soft-hyphens", "invisible-signs", "ligatures", "hyphenated-lines"],
        ),
        ("It\u00e2\u20ac\u2122s hard.", ["mojibake"]),
        ("<p>We may go.</p>\n<p>They may stay.</p>", ["markup"]),
        ("If 3 < 4 and 5 > 4, then 1 <b a </i> is odd.", []),
        (SPEECH + ROLL.replace(": ", ", ") * 2, []),
    ],
)
def test_notes_of_a_text(text, expected):
    assert sorted(names(text)) == sorted(expected)


def test_turns_that_are_read_need_no_note():
    assert names(ROLL * 2) == []


ASIDE = [
    "We may wait until the rain is over, since nobody would cross the river in such weather.",
    "The bridge could be closed until week {}, if the engineers say that it must be mended.",
    "Perhaps the road will hold, but I would not drive cart {} over it this winter, my friends.",
]


@pytest.mark.parametrize("label", ["#{} {}:", "{}) {}:", "({}) {}:", "~{} {}:"])
def test_a_transcript_that_is_not_read_as_one_is_noted(label):
    turns = (
        f"{label.format(number, ('Mr Oakes', 'Ms Pine')[number % 2])} {ASIDE[number % 3].format(number)}"
        for number in range(10)
    )
    text = "\n\n".join(turns)
    assert annotate(text)["reader"] != "transcript"  # if it is one day, take labels that nobody reads
    assert names(text) == ["few-words-in-turns"]


def test_a_page_head_is_no_speaker():
    text = "".join(f"OAKES: {SPEECH}\nPINE: I thank the member, point {i}.\n{HEAD}" for i in range(8))
    record = annotate(text)
    spoken = [one for one in record["statements"] if one["speaker"] == "Report"]
    assert ("page-heads" in [note["name"] for note in record["notes"]]) == (len(spoken) > 4)


def test_twins():
    twins = Twins()
    far = SPEECH.replace("The", "Every").replace("the", "each").replace("has", "had")
    documents = {
        "a": SPEECH,
        "b": f"{SPEECH}\n\n",
        "c": f"{SPEECH}I yield the floor to the member for the quay.",
        "twice": SPEECH * 2,
        "d": far,
        "e": "Aye.",
        "f": "Aye.",
    }
    found = {id: note.name for id, text in documents.items() if (note := twins.add(Document(id, text)))}
    assert found == {"b": "same-text", "c": "near-copy"}


def test_what_is_kept_of_notes_does_not_grow():
    noted = Noted()
    for i in range(1000):
        noted.add(f"t{i}", [Note("markup", "has markup")])
    assert noted.record["markup"]["texts"] == 1000
    assert len(noted.record["markup"]["first"]) == FIRST
    assert len(list(noted.lines())) == FIRST + 1
    assert notes_in_words(noted.record) == {SHORT["markup"]: "1,000 texts (t0, t1, t2, 997 more)"}


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet", "out/"])
@pytest.mark.parametrize("options", [[], ["--resume"]])
def test_annotate_says_and_keeps_the_notes(output, options, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in "abcde":
        (corpus / f"{name}.txt").write_text(f"{SPEECH} It can&rsquo;t wait.", "utf-8")
    done = CliRunner().invoke(main, ["annotate", str(corpus), "-o", f"{tmp_path}/{output}", *options])
    assert done.exit_code == 0
    assert "note a: has 1 HTML entity" in done.stderr
    assert "note: 2 more texts with HTML entities [html-entities]" in done.stderr
    assert "note b: the same words as a [same-text]" in done.stderr
    records = list(read_annotations(tmp_path / output))
    assert [[note["name"] for note in record["notes"]] for record in records] == [["html-entities"]] * 5
    json.dumps(records)
