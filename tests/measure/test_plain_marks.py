import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import OutputError
from analysis.base.records import Document
from analysis.cli import main
from analysis.measure.plain_marks import plain_marks, write_plain_marks

TEXTS = [
    Document("a", "We can go. They may perhaps stay.", {"party": "Red", "category": "x"}),
    Document("b", "You must leave.", {"year": "2001"}),
]


@pytest.fixture
def annotations():
    return [annotate_document(document) for document in TEXTS]


def test_surface_sentence_voice_and_metadata_are_plain_columns(annotations):
    table = plain_marks(annotations)
    assert list(table.columns[:6]) == ["doc_id", "layer", "start", "end", "surface", "sentence"]
    may = table[table["surface"] == "may"].iloc[0]
    assert (may["sentence"], may["item"], may["party"]) == ("They may perhaps stay.", "may", "Red")
    assert may["text_category"] == "x"
    texts = {text.id: text.text for text in TEXTS}
    places = zip(table["doc_id"], table["start"], table["end"], strict=True)
    assert [texts[name][start:end] for name, start, end in places] == list(table["surface"])
    assert table[table["doc_id"] == "b"]["year"].unique().tolist() == ["2001"]


def test_no_text_gives_a_table_without_rows():
    assert plain_marks([]).empty


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_command_writes_what_pandas_reads(ending, tmp_path):
    (tmp_path / "a.txt").write_text("We can go.")
    target = tmp_path / f"marks.{ending}"
    result = CliRunner().invoke(main, ["marks", str(tmp_path / "a.txt"), "-o", str(target)])
    assert result.exit_code == 0, result.output
    table = pd.read_csv(target) if ending == "csv" else pd.read_parquet(target)
    assert table[["surface", "sentence"]].values.tolist() == [["can", "We can go."]]


def test_another_ending_is_refused(annotations, tmp_path):
    with pytest.raises(OutputError, match=r"ends in \.csv or \.parquet"):
        write_plain_marks(annotations, tmp_path / "marks.xlsx")
