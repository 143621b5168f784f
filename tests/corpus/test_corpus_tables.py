"""Tables: the header is where it stands, columns are what it says, and what stands for nothing is no text."""

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus


def read(path, **options):
    """Texts with their metadata, the reasons of skips, and notes."""
    skipped, noted = [], []
    documents = list(
        read_corpus(
            path,
            on_skip=lambda _, reason: skipped.append(reason),
            on_note=lambda _, what: noted.append(what),
            **options,
        )
    )
    return [(document.id, document.text, document.metadata) for document in documents], skipped, noted


def refusal(path, **options):
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path, **options))
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


ROWS = [("a", "We may go.", {"party": "Green"}), ("b", "It can wait.", {"party": "Red"})]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "id,text,party\na,We may go.,Green\nb,It can wait.,Red\n"),
        ("t.csv", "\n\n \nid,text,party\n\na,We may go.,Green\n\n\nb,It can wait.,Red\n"),
        ("t.csv", "Speeches of the spring\nid,text,party\na,We may go.,Green\nb,It can wait.,Red\n"),
        ("t.csv", "Speeches,,\nSource: office,,\n\nid,text,party\na,We may go.,Green\nb,It can wait.,Red\n"),
        ("t.csv", "sep=;\nid;text;party\na;We may go.;Green\nb;It can wait.;Red\n"),
        ("t.csv", '"sep=|"\r\nid|text|party\r\na|We may go.|Green\r\nb|It can wait.|Red\r\n'),
        ("t.csv", "id;text;party\na;We may go.;Green\nb;It can wait.;Red\n"),
        ("t.csv", "id,text,party,\na,We may go.,Green,x\nb,It can wait.,Red,\n"),
        ("t.csv", "id,text,party\na,We may go.,Green,,\nb,It can wait.,Red\n"),
        ("t.csv", b"\xef\xbb\xbfsep=,\nid,text,party\na,We may go.,Green\nb,It can wait.,Red\n"),
        ("t.tsv", "id\ttext\tparty\na\tWe may go.\tGreen\nb\tIt can wait.\tRed\n"),
        ("t.tsv", 'id\ttext\tparty\na\t"We may go."\tGreen\nb\t"It can wait."\t"Red"\n'),
        ("t.csv", "id,text,party\na,We may go.,Green\nb,It can wait.,Red\n".encode("utf-16-le")),
    ],
)
def test_the_header_is_found_and_names_the_columns(write, name, content):
    assert read(write(name, content)) == (ROWS, [], [])


def test_cells_of_a_tsv_without_quotation_are_taken_as_they_stand(write):
    rows = [
        ("a", 'She said "we may go'),
        ("b", '"It can wait", she said'),
        ("c", 'It is 6" long'),
        ("d", '"'),
    ]
    path = write("t.tsv", "id\ttext\n" + "".join(f"{id}\t{text}\n" for id, text in rows))
    assert [(id, text) for id, text, _ in read(path)[0]] == rows


def test_a_tsv_with_quotation_may_have_lines_in_its_cells(write):
    path = write("t.tsv", 'id\ttext\na\t"We may\ngo ""now"""\nb\tSo.\n')
    assert [text for _, text, _ in read(path)[0]] == ['We may\ngo "now"', "So."]


@pytest.mark.parametrize(
    "missing", ["NA", "NaN", "nan", "null", "None", "N/A", "[deleted]", "[removed]", " NaN "]
)
def test_what_stands_for_a_missing_text_is_no_text(write, missing):
    documents, skipped, _ = read(write("t.csv", f"id,text\na,We may go.\nb,{missing}\nc,Nan may go.\n"))
    assert [id for id, *_ in documents] == ["a", "c"]
    assert skipped == [f"no text but {missing.strip()!r}, which stands for a missing one"]


def test_a_number_that_is_none_is_no_text(write):
    documents, skipped, _ = read(write("t.jsonl", '{"text": NaN}\n{"text": null}\n{"text": "So."}\n'))
    assert [text for _, text, _ in documents] == ["So."]
    assert skipped == ["empty text", "empty text"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "id,text,Text\na,We may go.,No.\n",
            "2 columns have the same name 'text' (2 and 3); rename one, so that one is the text",
        ),
        (
            "id,ID,text\na,b,No.\n",
            "2 columns have the same name 'id' (1 and 2); rename one, so that one is the id",
        ),
        (
            "who,words\nAnn,We may go there if it rains.\n",
            "no column 'text'; the columns are: who, words ('words' is likely the text: --text-column words)",
        ),
        (
            "Comment,nr\nNo.,1\n",
            "no column 'text'; the columns are: Comment, nr "
            "('Comment' is likely the text: --text-column Comment)",
        ),
        (
            "Speech,body\nNo.,So.\n",
            "no column 'text'; the columns are: Speech, body ('body' is likely the text: --text-column body)",
        ),
        (
            "what was said,nr\nWe may go there if it rains.,1\n",
            "no column 'text'; the columns are: what was said, nr "
            "('what was said' is likely the text: --text-column 'what was said')",
        ),
    ],
)
def test_the_wrong_column_is_never_read(write, content, message):
    assert refusal(write("t.csv", content)) == message


def test_the_header_is_looked_for_by_the_column_that_is_named(write):
    path = write("t.csv", "Speeches\nid,said\na,We may go.\n")
    assert read(path, text_column="Said")[0] == [("a", "We may go.", {})]


def test_two_columns_of_another_name_are_both_kept_and_noted(write):
    documents, _, noted = read(write("t.csv", "id,text,Party,party,party-2\na,We may go.,x,y,z\n"))
    assert documents == [("a", "We may go.", {"party": "x", "party-3": "y", "party-2": "z"})]
    assert noted == ["two columns have the name 'party'; the second is read as 'party-3'"]


def test_fields_that_differ_by_capitals_only_are_two_columns_of_one_name(write):
    path = write("t.jsonl", '{"Text": "We may go.", "text": "No."}\n')
    assert refusal(path).startswith("2 columns have the same name 'text' (1 and 2)")


# Excel and Parquet


def workbook(tmp_path, *sheets):
    """An Excel file of sheets (title, state, rows)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, state, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


@pytest.mark.parametrize(
    "header", [("id", None, "text", "party"), ("id", "", "text", "party"), ("id", " ", "Text ", "Party")]
)
def test_a_blank_cell_of_the_header_moves_no_column(tmp_path, header):
    rows = [header, ("a", 7, "We may go.", "Green"), ("b", None, "It can wait.", "Red")]
    assert read(workbook(tmp_path, ("S", "visible", rows)))[0] == ROWS


def test_a_title_above_the_header_and_rows_without_an_end(tmp_path):
    rows = [
        ("Speeches", None),
        (),
        ("id", "text", "party"),
        ("a", "We may go.", "Green"),
        ("b", None),
        ("c", "So."),
    ]
    documents, skipped, _ = read(workbook(tmp_path, ("S", "visible", rows)))
    assert documents == [ROWS[0], ("c", "So.", {})]
    assert skipped == ["empty text"]


def test_the_sheet_that_is_read_is_said(tmp_path):
    table = [("id", "text", "party"), ("a", "We may go.", "Green"), ("b", "It can wait.", "Red")]
    other = [("id", "text"), ("z", "Never read.")]
    path = workbook(
        tmp_path, ("Old", "hidden", other), ("About", "visible", [("Notes",)]), ("Texts", "visible", table)
    )
    assert read(path) == (ROWS, [], ["the sheet 'Texts' is read; not read: 'Old' (hidden), 'About'"])


def test_merged_cells_are_noted(tmp_path):
    path = workbook(tmp_path, ("S", "visible", [("text", "party"), ("So.", "Green"), ("No.", None)]))
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("B2:B3")
    book.save(path)
    documents, _, noted = read(path)
    assert [metadata for *_, metadata in documents] == [{"party": "Green"}, {}]
    assert noted == ["'S' has merged cells; their value is that of the first of them"]


def test_a_date_that_no_calendar_holds_is_left_out_of_its_row(tmp_path):
    days = pa.array([2**31 - 1, 0], pa.date32())
    hours = pa.array([253402300800000000, -(2**60)], pa.timestamp("us"))
    pq.write_table(
        pa.table({"text": ["We may go.", "So."], "day": days, "hour": hours}), tmp_path / "t.parquet"
    )
    documents, skipped, noted = read(tmp_path / "t.parquet")
    assert documents == [
        ("t-1", "We may go.", {}),
        ("t-2", "So.", {"date": "1970-01-01", "day": "1970-01-01"}),
    ]
    assert skipped == []
    assert noted == ["a date before the year 1 or after 9999 is left out of its metadata"] * 3


# Rows without end


@pytest.mark.parametrize(
    "endless",
    [
        "b," + "may " * 100,
        'b,"' + "may " * 100 + '"',
        'b,"' + "may \n" * 100 + '"',
        'b,"' + 'may ""\n' * 100 + '"',
    ],
)
def test_what_stands_after_a_row_too_long_is_read(write, tmp_path, endless):
    write("t.csv", f"id,text\na,We may go.\n{endless}\nc,So.\n")
    documents, [reason], _ = read(tmp_path, longest=50)
    assert [id for id, *_ in documents] == ["a", "c"]
    assert reason.startswith("100 characters or more in one document; split it so that none has more than 50")


def test_a_row_of_parquet_too_long_is_refused_before_it_is_read(tmp_path):
    pq.write_table(pa.table({"text": ["may " * 1_000]}), tmp_path / "t.parquet", use_dictionary=False)
    assert refusal(tmp_path / "t.parquet", longest=100).startswith("a row of it has more than 400 bytes")


def test_an_excel_sheet_is_measured_unpacked(tmp_path):
    path = workbook(tmp_path, ("S", "visible", [("text",), *[("We may go. " * 99,)] * 500]))
    assert path.stat().st_size < 16 * 1_000
    message = refusal(path, longest=1_000)
    assert message.startswith("its part xl/worksheets/sheet1.xml has more than 16,000 bytes; split it, or")
    assert len(read(path, longest=100_000)[0]) == 500
