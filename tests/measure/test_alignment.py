"""Statements of articles find where they were said, and their marks are paired."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import annotate_corpus, read_corpus
from analysis.base.errors import StudyError
from analysis.base.records import Document, Modal
from analysis.cli import main
from analysis.measure.alignment.aligned import align
from analysis.measure.alignment.drift import drift
from analysis.measure.alignment.mark_pairs import pairs_of_quoted
from analysis.measure.alignment.source_words import words_of

FOLDER = Path(__file__).parents[1] / "coverage"


@pytest.fixture(scope="module")
def texts():
    return [tuple(annotate_corpus(read_corpus(FOLDER / name))) for name in ("transcripts", "articles")]


@pytest.fixture(scope="module")
def aligned(texts):
    return align(*texts)


def rows_of(texts, statements, start):
    """The rows of the piece that begins with some words."""
    printed = {one.document.id: one.document.text for one in texts[1]}
    places = statements[["doc_id", "start"]].to_numpy()
    begins = [printed[doc][at:].lstrip("“").startswith(start) for doc, at in places]
    return statements[begins]


@pytest.mark.parametrize(
    ("piece", "how", "source"),
    [
        ("We will rebuild", "word for word", "we will rebuild the old lighthouse before winter"),
        ("Nobody should", "word for word", "Nobody should expect miracles from a town with so few boats"),
        ("We must mend", "word for word", "We must mend the sea wall first"),
        ("The moon is", "no source found", ""),
    ],
)
def test_a_piece_finds_its_source(texts, aligned, piece, how, source):
    (row,) = rows_of(texts, aligned[0], piece).to_dict("records")
    said = texts[0][0].document.text
    assert (row["how"], said[max(0, row["source_start"]) : max(0, row["source_end"])]) == (how, source)


def test_a_promise_without_its_condition(texts, aligned):
    (row,) = rows_of(texts, aligned[0], "We will rebuild").to_dict("records")
    pairs = aligned[1]
    own = pairs[(pairs["doc_id"] == row["doc_id"]) & (pairs["start"] == row["start"])]
    fates = set(own[["layer", "fate"]].itertuples(index=False, name=None))
    assert fates == {("modals", "kept"), ("conditionals", "cut off")}


def test_a_contraction_is_kept():
    said, printed = (Modal(at + 1, at + 4, "will", "central", False, {}, {}) for at in (0, 20))
    (pair,) = pairs_of_quoted([("modals", said)], [("modals", printed)], {(0, 4): (20, 24)}, (0, 9))
    assert pair.fate == "kept"


def test_shares_add_up(aligned):
    table = drift(*aligned)
    sums = table[table["fate"].isin(["kept", "changed", "dropped"])].groupby(["manner", "layer"])
    assert (sums["n"].sum() == sums["total"].first()).all()


def test_what_an_editor_put_in_is_no_word():
    assert words_of("they [the men] left", [(0, 19)]).forms == ("they", "left")


def test_the_command_writes_places_and_no_words(tmp_path):
    out = tmp_path / "out.parquet"
    arguments = ["align", str(FOLDER / "transcripts"), str(FOLDER / "articles"), "-o", str(out)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    statements, pairs = pd.read_parquet(out), pd.read_parquet(tmp_path / "out.marks.parquet")
    assert len(statements)
    assert len(pairs)
    text = " ".join(statements.select_dtypes(exclude="number").astype(str).to_numpy().ravel())
    assert "lighthouse" not in text


def test_another_ending_is_refused(tmp_path):
    result = CliRunner().invoke(main, ["align", str(FOLDER), str(FOLDER), "-o", str(tmp_path / "out.csv")])
    assert result.exit_code == 1
    assert "out.parquet" in result.output


def test_articles_about_other_people_are_refused(texts):
    others = tuple(annotate_corpus([Document("a", '"We may wait," said Dora Ilk.', {})]))
    with pytest.raises(StudyError, match="no statement of the articles is by somebody who speaks"):
        align(texts[0], others)


def test_statements_without_marks_have_an_empty_table(texts):
    [said] = [one for one in texts[0] if one.statements][:1]
    name = said.statements[0].speaker
    plain = tuple(annotate_corpus([Document("a", f'"Boats are blue," said {name}.', {})]))
    statements, pairs = align(texts[0], plain)
    assert len(statements) == 1
    assert drift(statements, pairs).empty
