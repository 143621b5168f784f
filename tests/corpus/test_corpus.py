"""Reading a corpus: texts stay as they are, metadata is found, trouble is named in one line."""

import csv
import io
import json
import os
import threading
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.corpus import corpus_digest, read_corpus
from analysis.corpus.formats import READERS
from analysis.corpus.metadata import flatten
from analysis.corpus.rows import _no_text


def read(path, **options):
    """All documents of a corpus, and what was skipped and noted as lists of (file name, reason)."""
    skipped, noted = [], []
    documents = list(
        read_corpus(
            path,
            on_skip=lambda where, reason: skipped.append((Path(where).name, reason)),
            on_note=lambda where, what: noted.append((Path(where).name, what)),
            **options,
        )
    )
    return documents, skipped, noted


def one(path, **options):
    (document,) = read_corpus(path, **options)
    return document


# Text files


@pytest.mark.parametrize(
    "text",
    [
        "One line, no line end",
        "Unix\nlines\n",
        "Windows\r\nlines\r\n",
        "old Mac\rlines",
        "  blanks around  \n\n",
        "“Curly” ‘quotes’, «guillemets», „low“ and 'straight' ones",
        "ligatures: ﬁnance, ﬂow; composed é and decomposed e\u0301",
        "no-break\u00a0space, narrow\u202fspace, line\u2028separator, form\x0cfeed, next\x85line",
        "beyond the plane: 🙂 𝕏, right to left: שלום, İstanbul",
        "a mark \ufeff in the middle",
    ],
)
def test_a_text_is_read_exactly_as_it_stands(write, text):
    document = one(write("a.txt", text))
    assert document == Document("a", text)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("naïve – “fiancée”".encode("utf-8-sig"), "naïve – “fiancée”", None),
        ("naïve – “fiancée”".encode("utf-16"), "naïve – “fiancée”", "utf-16"),
        (b"\xfe\xff" + "naïve".encode("utf-16-be"), "naïve", "utf-16"),
        ("naïve".encode("utf-32"), "naïve", "utf-32"),
        ("naïve fiancée".encode("latin-1"), "naïve fiancée", "cp1252"),
        ("“naïve” – don’t".encode("cp1252"), "“naïve” – don’t", "cp1252"),
        ("“fine” ".encode() + "naïve".encode("cp1252"), "“fine” naïve", "utf-8 with cp1252"),
        (b"a byte that no table holds: \x81", "a byte that no table holds: \x81", "cp1252"),
        (
            "Мы не можем ждать, и мы не будем ждать.".encode("cp1251"),
            "Мы не можем ждать, и мы не будем ждать.",
            "cp1251",
        ),
    ],
)
def test_the_encoding_is_found_and_noted(write, data, text, encoding):
    (document,), _, noted = read(write("a.txt", data))
    assert document.text == text
    assert document.metadata.get("encoding") == encoding
    wrong = "if that is wrong, name its encoding"
    assert noted == ([] if encoding is None else [("a.txt", f"read as {encoding}; {wrong}")])


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_mark_is_no_part_of_the_text_though_its_encoding_is_given(write, encoding):
    mark = "\ufeff" if encoding in ("utf-8", "UTF8", "utf-16-le") else ""
    assert one(write("a.txt", f"{mark}naïve".encode(encoding)), encoding=encoding).text == "naïve"
    assert one(write("a.csv", f"{mark}text\nnaïve\n".encode(encoding)), encoding=encoding).text == "naïve"


def test_an_encoding_that_is_given_overrules(write):
    path = write("a.txt", "“naïve”".encode("mac_roman"))
    assert one(path, encoding="mac_roman").text == "“naïve”"


def is_text(text):
    """Whether it says something in every format: a table may write `NaN` where a text is missing."""
    return _no_text(text) is None and "\0" not in text and text[0] != "\ufeff"


@given(text=st.text(min_size=1).filter(is_text))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_survives_every_format(tmp_path, text):
    table = io.StringIO(newline="")
    csv.writer(table).writerows([("text", "nr"), (text, 1)])
    contents = {
        "a.txt": text,
        "a.csv": table.getvalue(),
        "a.json": json.dumps([{"text": text}]),
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.encode())
        assert one(tmp_path / name).text == text, name


def test_lone_surrogates_keep_their_place(write):
    path = write("a.jsonl", '{"text": "odd \\ud83d, even \\ud83d\\ude42"}\n')
    assert one(path).text == "odd \ufffd, even 🙂"


# Metadata


@pytest.mark.parametrize(
    ("text", "date", "begins"),
    [
        (" date 2025-05-09 On 8 May, he spoke.", "2025-05-09", "On 8 May"),
        ("Date: 2025-05-09\r\n\r\nOn 8 May, he spoke.", "2025-05-09", "On 8 May"),
        ("date 2025-13-09 is none", None, "date 2025"),
        ("The date 2025-05-09 is no header", None, "The date"),
        ("update 2025-05-09 is no header", None, "update"),
        ("date 2025-05-091 is none", None, "date"),
    ],
)
def test_a_header_is_metadata_and_not_part_of_the_body(write, text, date, begins):
    document = one(write("a.txt", text))
    assert document.text == text
    assert document.metadata.get("date") == date
    assert document.text[document.body_start :].startswith(begins)


@pytest.mark.parametrize(
    ("name", "metadata"),
    [
        ("2025-05-09-munich.txt", {"date": "2025-05-09"}),
        ("2025-05-09.txt", {"date": "2025-05-09"}),
        ("2025-02-30-munich.txt", {}),
        ("speech-2025-05-09.txt", {"date": "2025-05-09"}),
    ],
)
def test_a_date_in_a_file_name(write, name, metadata):
    assert one(write(name, "We may wait.")).metadata == metadata


@pytest.mark.parametrize(
    ("name", "fields", "metadata"),
    [
        (
            "USA_75_2020.txt",
            "country_session_year",
            {"date": "2020", "country": "USA", "session": "75", "year": "2020"},
        ),
        ("Ann-Lee (1999).txt", "Speaker (Year)", {"date": "1999", "speaker": "Ann-Lee", "year": "1999"}),
        ("2020-01-02_lee.txt", "day_speaker", {"date": "2020-01-02", "day": "2020-01-02", "speaker": "lee"}),
        ("a_b_c.txt", "x_y", {"x": "a", "y": "b_c"}),
        ("other.txt", "country_session_year", {}),
    ],
)
def test_fields_in_a_file_name(write, name, fields, metadata):
    assert one(write(f"deep/er/{name}", "We may wait."), name_fields=fields).metadata == metadata


@pytest.mark.parametrize("fields", ["", "_", "year_year"])
def test_fields_that_name_nothing(write, fields):
    with pytest.raises(CorpusError) as caught:
        read_corpus(write("a.txt", "We may wait."), name_fields=fields)
    example = "does not name the fields of a file name; write for example country_session_year"
    assert str(caught.value) == f"{fields!r} {example}"


def test_what_is_declared_beside_the_files_wins(write, tmp_path):
    write("2020-01-01-a.txt", "date 2020-02-02 We may wait.")
    write("b.txt", "date 2020-02-02 We may wait.")
    write("sub/c.txt", "We may wait.")
    write("metadata.csv", "file,party,title\n2020-01-01-a.txt,Green,from the table\nsub/c,Red,\n")
    write(
        "sources.toml",
        '["2020-01-01-a.txt"]\ntitle = "from the sources"\n'
        'date = 2020-03-03\ntags = ["x", "y"]\nlive = true\n',
    )
    metadata = {document.id: document.metadata for document in read_corpus(tmp_path)}
    assert metadata == {
        "2020-01-01-a": {
            "date": "2020-03-03",
            "party": "Green",
            "title": "from the sources",
            "tags": "x; y",
            "live": "true",
        },
        "b": {"date": "2020-02-02"},
        "sub/c": {"party": "Red"},
    }
    assert one(tmp_path / "2020-01-01-a.txt").metadata == metadata["2020-01-01-a"]


def test_the_seed_article(seeds, seed_file):
    document = one(seeds)
    assert document == one(seed_file)
    assert document.id == "2025-05-09-vance-walk-away"
    assert document.text == seed_file.read_bytes().decode()
    assert document.metadata["date"] == "2025-05-09"
    assert "speaker" not in document.metadata, "the article is no speech of one person"
    assert document.text[document.body_start :].startswith("On 8 May, US Vice President JD Vance")


@pytest.mark.parametrize(
    ("fields", "flat"),
    [
        ({"Party ": " Green "}, {"party": "Green"}),
        ({"year": 1999, "share": 0.5, "live": False}, {"year": "1999", "share": "0.5", "live": "false"}),
        ({"meta": {"Role": "MP", "id": {"x": 1}}}, {"meta.role": "MP", "meta.id.x": "1"}),
        ({"tags": ["a", None, 2]}, {"tags": "a; 2"}),
        ({"people": [{"name": "Ann", "age": 4}]}, {"people": "name: Ann, age: 4"}),
        (
            {"day": date(2020, 3, 4), "at": datetime(2020, 3, 4, 15)},
            {"day": "2020-03-04", "at": "2020-03-04 15:00:00"},
        ),
        ({"midnight": datetime(2020, 3, 4)}, {"midnight": "2020-03-04"}),
        ({"none": None, "empty": "", "": "nameless"}, {}),
    ],
)
def test_metadata_values_are_strings(fields, flat):
    assert flatten(fields) == flat


# Tables and JSON


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.csv", "doc_id,text,Party\nx,We may wait.,Green\n,It will rain.,\n"),
        ("s.CSV", "\ufefftext,doc_id,party\r\nWe may wait.,x,Green\r\nIt will rain.,,\r\n"),
        ("s.csv", 'id;Text;party\nx;"We may wait.";Green\n;"It will rain.";\n'),
        ("s.csv.gz", "id|text|party\nx|We may wait.|Green\n|It will rain.|\n"),
        ("s.tsv", "id\ttext\tparty\nx\tWe may wait.\tGreen\n\tIt will rain.\t\n"),
        ("s.tab", "id\ttext\tparty\rx\tWe may wait.\tGreen\r\tIt will rain.\t\r"),
        ("s.tsv", "id\ttext\tparty\nx\tWe may wait.\tGreen\n\tIt will rain.\t\n".encode("utf-16")),
        ("s.jsonl", [{"id": "x", "text": "We may wait.", "party": "Green"}, {"text": "It will rain."}]),
        (
            "s.ndjson.gz",
            [{"doc_id": "x", "Text": "We may wait.", "Party": "Green"}, {"text": "It will rain."}],
        ),
        ("s.json", '[{"id": "x", "text": "We may wait.", "party": "Green"},\n {"text": "It will rain."}]'),
    ],
)
def test_one_document_a_row(write, name, content):
    documents, skipped, noted = read(write(name, content))
    assert documents == [
        Document("x", "We may wait.", {"party": "Green"}),
        Document("s-2", "It will rain."),
    ]
    assert skipped == noted == []


def test_columns_can_be_named(write):
    path = write("s.csv", "nr,Speech,text\n7,We may wait.,a note\n")
    assert one(path, text_column="speech", id_column="NR") == Document(
        "7", "We may wait.", {"text": "a note"}
    )


def test_a_cell_may_hold_lines_delimiters_and_quotation_marks(write):
    path = write("s.csv", 'text,nr\r\n"“Wait,” she said;\r\n""we may"".\n",1\r\n')
    assert one(path).text == '“Wait,” she said;\r\n"we may".\n'


def test_a_table_that_is_not_in_utf8_is_mended_row_by_row(write):
    path = write("s.csv", "text,who\nna\xefve,Ren\xe9e\n".encode("cp1252") + "“fine”,Zoë\n".encode())
    documents, _, noted = read(path)
    assert [document.text for document in documents] == ["naïve", "“fine”"]
    assert [document.metadata["who"] for document in documents] == ["Renée", "Zoë"]
    assert noted == [("s.csv, line 2", "not UTF-8, read as cp1252; if that is wrong, name its encoding")]


def test_rows_without_text_are_reported_and_left_out(write):
    documents, skipped, _ = read(write("s.csv", "id,text\na,We may wait.\nb,\nc,  \nd,It will rain.\n"))
    assert [document.id for document in documents] == ["a", "d"]
    assert skipped == [("s.csv, line 3", "empty text"), ("s.csv, line 4", "empty text")]


def test_one_object_is_one_document(write):
    assert one(write("a.json", '{"text": "We may wait.", "id": "x"}')) == Document("x", "We may wait.")


# Folders and archives


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "id,text\n"), ("a.json", "[]"), ("a.vrt", "<p>\n</p>\n")]
)
def test_a_file_of_a_folder_that_holds_no_text_is_named(write, name, content):
    write("talks/b.txt", "We may wait.")
    documents, skipped, _ = read(write(f"talks/{name}", content).parent)
    assert [document.id for document in documents] == ["b"]
    assert [reason for _, reason in skipped] == ["holds no text"]


def test_a_folder_is_read_to_its_depth_in_order(write, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y.text", "B.txt", "a.txt", "plain", "c.csv", "d.jsonl.gz"):
        write(
            name,
            "text\nWe may wait.\n" if "csv" in name else [{"text": "a"}] if "json" in name else "We may.",
        )
    write(".hidden/x.txt", "never read")
    write("sources.toml", "")
    assert [document.id for document in read_corpus(tmp_path)] == [
        *("B", "a/y", "a/z", "a", "b", "c-1", "d-1", "plain"),
    ]


def test_what_cannot_be_read_in_a_folder_is_reported(write, tmp_path):
    write("a-good.txt", "We may wait.")
    write("b-empty.txt", "")
    write("c-blank.txt", " \n\t ")
    write("d-binary.txt", b"\x00\x01\x02 We may wait.")
    write("e-picture.png", b"\x89PNG")
    write("f-latin.txt", "naïve".encode("latin-1"))
    write("g-other.csv", "name,party\nAnn,Green\n")
    write("h-rows.jsonl", '{"text": "One."}\n{"text": oops}\n[1]\n{"text": 3}\n{"text": "Two."}\n')
    write("i-packed.txt", "x")
    (tmp_path / "i-packed.txt").rename(tmp_path / "i-packed.txt.gz")
    write("j-broken.zip", "no archive")
    write("k-good.txt", "It will rain.")
    write("README.txt", "about the corpus")
    documents, skipped, noted = read(tmp_path)
    assert [document.id for document in documents] == [
        *("a-good", "f-latin", "h-rows-1", "h-rows-3", "k-good"),
    ]
    assert skipped == [
        ("README.txt", "taken for a file about the corpus, not for a text of it"),
        ("b-empty.txt", "empty file; there is nothing to annotate"),
        ("c-blank.txt", "empty file; there is nothing to annotate"),
        ("d-binary.txt", BINARY),
        (
            "e-picture.png",
            f"format .png is not read; formats of a corpus: {' '.join(filter(None, READERS))}",
        ),
        ("h-rows.jsonl, line 2", "not valid JSON (Expecting value at column 10)"),
        ("h-rows.jsonl, line 3", "not a JSON object; each line must be one, with a field for the text"),
        ("h-rows.jsonl, line 4", "column 'text' holds no text but 3"),
        ("i-packed.txt.gz", "damaged compressed data (Not a gzipped file (b'x'))"),
        ("j-broken.zip", "not a readable zip archive (File is not a zip file)"),
        ("g-other.csv", "no column 'text'; the columns are: name, party (choose one with --text-column)"),
    ]
    assert noted == [("f-latin.txt", "read as cp1252; if that is wrong, name its encoding")]


def test_links_and_special_files_in_a_folder(write, tmp_path):
    folder = write("in/a.txt", "We may wait.").parent
    write("other/b.txt", "It will rain.")
    (folder / "link.txt").symlink_to(tmp_path / "other/b.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(tmp_path / "absent")
    os.mkfifo(folder / "pipe.txt")
    documents, skipped, _ = read(folder)
    assert [document.id for document in documents] == ["a", "link"]
    reason = "neither a file nor a folder; links to folders are not followed"
    assert skipped == [("gone.txt", reason), ("loop", reason), ("pipe.txt", reason)]


def test_a_pipe_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("We may wait.",))
    writer.start()
    assert one(pipe) == Document("pipe", "We may wait.")
    writer.join()


def test_excluded_files_are_no_part_of_the_corpus(write, tmp_path):
    write("a.txt", "We may wait.")
    output = write("out.jsonl", [{"id": "a", "words": 3}])
    documents, skipped, _ = read(tmp_path, exclude=(output, tmp_path / "absent"))
    assert [document.id for document in documents] == ["a"]
    assert skipped == []


def test_an_archive_is_read_like_a_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "speeches.zip", "w") as archive:
        archive.writestr("b.txt", "date 2020-01-01 We may wait.")
        archive.writestr("a/rows.csv", "text,party\nIt will rain.,Green\n")
        archive.writestr("a/empty.txt", "")
        archive.writestr("__MACOSX/b.txt", "x")
        archive.writestr("sources.toml", '["b.txt"]\nspeaker = "Ann"\n')
    documents, skipped, _ = read(tmp_path / "speeches.zip")
    assert documents == [
        Document("a/rows-1", "It will rain.", {"party": "Green"}),
        Document("b", "date 2020-01-01 We may wait.", {"date": "2020-01-01", "speaker": "Ann"}, 16),
    ]
    assert skipped == [("empty.txt", "empty file; there is nothing to annotate")]
    assert [document.id for document in read_corpus(tmp_path)] == ["speeches/a/rows-1", "speeches/b"]


# Errors

BINARY = "binary data (NUL bytes), not text; save it as plain text in UTF-8, or give its encoding"
NOTHING = "holds no text that can be read"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "{path}: empty file; there is nothing to annotate"),
        ("a.txt", "\n \n", "{path}: empty file; there is nothing to annotate"),
        ("a.txt", b"GIF\0\0\1", f"{{path}}: {BINARY}"),
        ("a.csv", b"text\0\n", f"{{path}}: {BINARY}"),
        ("a.csv", "", "{path}: empty file; the first line must name the columns"),
        ("a.csv", "text\n", f"{{path}}: {NOTHING}"),
        (
            "a.csv",
            "text\n \n",
            f"{{path}}: {NOTHING}; the first of what was skipped: {{path}}, line 2: empty text",
        ),
        (
            "a.csv",
            "name;comment\nAnn;We may wait.\n",
            "{path}: no column 'text'; the columns are: name, comment "
            "('comment' is likely the text: --text-column comment)",
        ),
        (
            "a.csv",
            "text,nr\nWe may wait.,1\nWe, too, may,2\n",
            "{path}, line 3: 4 cells where the header has 2; is a cell with ',' not quoted?",
        ),
        (
            "a.csv",
            'text,nr\nWe may wait.,1\n"It will rain.,2\n',
            "{path}, line 3: not valid CSV (unexpected end of data); "
            "a quotation mark inside a cell is doubled",
        ),
        ("a.jsonl", "", f"{{path}}: {NOTHING}"),
        (
            "a.jsonl",
            '{"text": "a"}\n{"text": "b"\n',
            "{path}, line 2: not valid JSON (Expecting ',' delimiter at column 13)",
        ),
        (
            "a.jsonl",
            '"just a string"\n',
            "{path}, line 1: not a JSON object; each line must be one, with a field for the text",
        ),
        (
            "a.jsonl",
            '{"comment": "a", "nr": 1}\n',
            "{path}: no column 'text'; the columns are: comment, nr "
            "('comment' is likely the text: --text-column comment)",
        ),
        (
            "a.json",
            "[{]",
            "{path}: not valid JSON (Expecting property name enclosed in double quotes at column 3)",
        ),
        ("a.json", "[" * 100_000, "{path}: not valid JSON (nested too deeply)"),
        ("a.json", "[3]", "{path}: item 1 is no JSON object; give a list of objects with a text"),
        ("a.txt.gz", "", "{path}: empty file; there is nothing to annotate"),
        (
            "a.jsonl",
            '{"id": "x", "text": "a"}\n{"id": "y", "text": "b"}\n{"id": "x", "text": "c"}\n',
            "{path}, line 3: has the id 'x' of {path}, line 1; every document needs its own",
        ),
    ],
)
def test_a_single_file_that_cannot_be_read_is_one_clear_line(write, name, content, message):
    path = write(name, content)
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value) == message.format(path=path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"encoding": "utf-16"}, "{path}: not valid utf-16 at byte 4"),
        ({"encoding": "ascii"}, "{path}: not valid ascii at byte 2"),
        (
            {"encoding": "klingon"},
            "unknown encoding 'klingon'; known are for example utf-8, utf-16, cp1252, mac_roman, latin-1",
        ),
    ],
)
def test_a_wrong_encoding_is_one_clear_line(write, options, message):
    path = write("a.txt", "naïv".encode("latin-1") + b"\xd8")
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path, **options))
    assert str(caught.value) == message.format(path=path)


@pytest.mark.parametrize("name", ["absent", "x" * 5_000, "absent/a.txt"])
def test_a_missing_path_is_told_at_once(tmp_path, name):
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path / name)
    missing = "no such file or folder; give the path of a text, a table or a folder"
    assert str(caught.value) == f"{tmp_path}/{name}: {missing}"


def test_an_empty_folder(tmp_path):
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(tmp_path))
    assert str(caught.value) == f"{tmp_path}: {NOTHING}"


def test_two_files_with_one_id(write, tmp_path):
    write("a.text", "We may wait.")
    write("a.txt", "It will rain.")
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(tmp_path))
    clash = f"has the id 'a' of {tmp_path}/a.text; every document needs its own"
    assert str(caught.value) == f"{tmp_path}/a.txt: {clash}"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("sources.toml", "[a\n", "{folder}/sources.toml: not valid TOML in UTF-8: "),
        ("metadata.csv", b"\0", f"{{folder}}/metadata.csv: {BINARY}"),
    ],
)
def test_broken_metadata_is_an_error_of_one_text_and_named_in_a_folder(
    write, tmp_path, name, content, message
):
    path = write("a.txt", "We may wait.")
    write(name, content)
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    message = message.format(folder=tmp_path)
    assert str(caught.value).startswith(message)
    documents, [(where, reason)], _ = read(tmp_path)
    assert [document.text for document in documents] == ["We may wait."]
    assert where == name
    assert message.partition(": ")[2] in reason
    assert reason.endswith("; what it says of the texts is not read")


# Digest, size


def test_the_digest_of_a_corpus():
    documents = [Document("a", "We may wait."), Document("b", "It will rain.")]
    digest = corpus_digest(documents)
    assert len(digest) == 64
    assert digest == corpus_digest(Document(d.id, d.text, {"party": "Green"}) for d in documents)
    assert digest != corpus_digest(reversed(documents))
    assert digest != corpus_digest([Document("a", "We may wait.b"), Document("", "It will rain.")])


def test_rows_are_read_one_at_a_time(write):
    row = "x" * 20_000
    path = write("big.csv", "text,nr\n" + "".join(f"{row},{number}\n" for number in range(500)))
    tracemalloc.start()
    try:
        assert sum(len(document.text) for document in read_corpus(path)) == 10_000_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_huge_line(write):
    line = "we may wait, " * 800_000
    assert one(write("a.txt", line)).text == line
    assert one(write("a.jsonl", [{"text": line}])).text == line
    assert one(write("a.csv", f'text\n"{line}"\n')).text == line


def test_the_bytes_that_are_read_are_counted(write, tmp_path):
    files = [
        write("a.txt", "We may wait."),
        write("b.csv", "text\nIt will rain.\n"),
        write("c.txt.gz", "So."),
    ]
    sizes = []
    list(read_corpus(tmp_path, on_read=sizes.append))
    assert sum(sizes) == sum(path.stat().st_size for path in files)


# Texts without end


@pytest.mark.parametrize(
    ("name", "content", "where", "length"),
    [
        ("a.txt", "We may. " * 4, "", "32 characters"),
        ("a.csv", "id,text\n1,We may.\n2," + "We may. " * 4, ", line 3", "32 characters"),
        ("a.csv", "id,text\n1,We may.\n2," + "We may. " * 9, ", line 3", "60 characters or more"),
        (
            "a.jsonl",
            '{"text": "We may."}\n{"text": "' + "We may. " * 9 + '"}',
            ", line 2",
            "60 characters or more",
        ),
    ],
)
def test_a_text_too_long_for_the_memory_is_refused(write, name, content, where, length):
    path = write(name, content)
    with pytest.raises(CorpusError) as caught:
        read(path, longest=30)
    advice = "split it so that none has more than 30 characters, or raise the limit (--longest)"
    assert str(caught.value) == f"{path}{where}: {length} in one document; {advice}"
    assert read(path, longest=1_000)[0]


def test_in_a_folder_what_stands_after_a_line_too_long_is_read(write, tmp_path):
    endless = '{"text": "' + "We may. " * 30 + '"}'
    write("a.jsonl", '{"id": "x", "text": "We may."}\n' + endless + '\n{"id": "y", "text": "We may."}\n')
    documents, skipped, _ = read(tmp_path, longest=30)
    assert [document.id for document in documents] == ["x", "y"]
    assert [where for where, _ in skipped] == ["a.jsonl, line 2"]


def test_a_column_of_names_that_is_not_there_is_said(write):
    path = write("a.csv", "nr,text\n1,We may go.\n")
    with pytest.raises(CorpusError) as error:
        list(read_corpus(path, id_column="nope"))
    assert str(error.value) == (
        f"{path}: no column 'nope'; the columns are: nr, text (choose one with --id-column)"
    )
