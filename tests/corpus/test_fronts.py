"""What stands before a text in its file is metadata, and nobody says it."""

import pytest

from analysis.annotation.pipeline import annotate_document
from analysis.corpus import read_corpus
from analysis.corpus.front import read_front

RECORD = """[Millbrook Record Volume 7, Number 3 (Wednesday, June 9, 2021)]
[Senate]
[Pages S3-S4]
From the Millbrook Record Online through the Printing Office [www.example.org]


        TRIBUTE TO JOHN McHILL OF
               THE OLD MILL

  Mrs. FIELD. We may go.
"""


@pytest.mark.parametrize(
    ("text", "known", "begins"),
    [
        (
            RECORD,
            {
                "title": "TRIBUTE TO JOHN McHILL OF THE OLD MILL",
                "date": "2021-06-09",
                "chamber": "Senate",
                "pages": "S3-S4",
            },
            "Mrs. FIELD.",
        ),
        (
            RECORD.replace("\n", "\r\n").replace("[Pages S3-S4]", "[Page S3]"),
            {
                "title": "TRIBUTE TO JOHN McHILL OF THE OLD MILL",
                "date": "2021-06-09",
                "chamber": "Senate",
                "pages": "S3",
            },
            "Mrs. FIELD.",
        ),
        (
            "---\ntitle: The  mill\nspeaker: Nora Field\ntags: [a, b]\nmeta:\n  n: 1\n---\n\nWe may go.",
            {"title": "The mill", "speaker": "Nora Field", "tags": "a; b", "meta.n": "1"},
            "We may go.",
        ),
        (
            "Title: The mill\nSpeaker:  Nora Field\nDate: 9 June 2021\n\nWe may go.",
            {"title": "The mill", "speaker": "Nora Field", "date": "9 June 2021"},
            "We may go.",
        ),
        (
            "[Millbrook Record Volume 7 (June 9, 2021)]\n[House]\n\n"
            "IN HONOUR OF NORA FIELD, PH.D.\n\nMr. HILL. We may go.",
            {"title": "IN HONOUR OF NORA FIELD, PH.D.", "date": "2021-06-09", "chamber": "House"},
            "Mr. HILL.",
        ),
        ("date: 2021-06-09\nWe may go.", {"date": "2021-06-09"}, "We may go."),
        ("Nora: We may go.\nOwen: No.\n\nWell.", {}, "Nora"),
        ("Title: a heading\n\nWe may go.", {}, "Title"),
        ("Title: a heading\n" * 9999, {}, "Title"),
        ("---\nWe may go.\n---\nNo.", {}, "---"),
        ("---\na: &x [1]\nb: [*x, *x]\n---\nNo.", {}, "---"),
        ("---\na: [1\n---\nNo.", {}, "---"),
        ("[Laughter (in June 2021)] We may go.", {}, "[Laughter"),
        ("", {}, ""),
    ],
)
def test_a_front(text, known, begins):
    found, start = read_front(text)
    assert found == known
    assert text[start:].strip().startswith(begins)


def test_nobody_says_the_front(write):
    path = write("a.md", "---\ndate: 9 June 2021\nspeaker: Nora Field\n---\n\nWe may go.\n")
    (document,) = read_corpus(path)
    assert document.metadata == {
        "date": "2021-06-09",
        "date_original": "9 June 2021",
        "speaker": "Nora Field",
    }
    annotation = annotate_document(document)
    assert annotation.words == 3
    assert [statement.speaker for statement in annotation.statements] == ["Nora Field"]


@pytest.mark.parametrize(
    "head",
    [
        "<title>Millbrook Record, Volume 7 (Wednesday, June 9, 2021)</title>",
        '<meta name="date" content="June 9, 2021">',
        '<meta property="article:published_time" content="2021-06-09T10:00:00Z">',
        "<title>Speeches of 2020</title><meta name=DC.Date content=20210609>",
    ],
)
def test_the_date_of_a_web_page(write, head):
    (document,) = read_corpus(
        write("a.html", f"<html><head>{head}</head><body><p>We may go.</p></body></html>")
    )
    assert document.metadata["date"] == "2021-06-09"


def test_the_head_of_a_record_in_a_web_page(write):
    (document,) = read_corpus(write("a.html", f"<html><body><pre>\n{RECORD}</pre></body></html>"))
    assert (document.metadata["date"], document.metadata["chamber"]) == ("2021-06-09", "Senate")
    assert document.text[document.body_start :].strip() == "Mrs. FIELD. We may go."
