"""Files that were never meant well: each is named and left out of a folder, alone it is one line of error."""

import gzip
import io
import os
import socket
import time
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pypdf import PdfWriter

from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus

LINKS = "neither a file nor a folder; links to folders are not followed"
TEI = "<TEI><text>{}</text></TEI>"
GOOD = "We may go."
DEPTH = 1_300


def read(path, **options):
    """Ids of the documents, reasons of skips by file name, and notes by file name."""
    skipped, noted = {}, {}
    documents = read_corpus(
        path,
        on_skip=lambda where, reason: skipped.update({Path(where).name: reason}),
        on_note=lambda where, what: noted.update({Path(where).name: what}),
        **options,
    )
    return {document.id: document.text for document in documents}, skipped, noted


def refusal(path, **options):
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path, **options))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def put(path, content):
    """Write the bytes, or the text in UTF-8, as they are."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as members_of:
        for name, text in members.items():
            members_of.writestr(f"{name}.txt", text)
    return bytearray(path.read_bytes())


def locked_archive(path):
    """An archive whose one member says that it is encrypted."""
    data = archive(path, a=GOOD)
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)


def broken_archive(path):
    """An archive of which one member is damaged."""
    data = archive(path, bad=GOOD * 1_000, good=GOOD)
    start = data.find(b"bad.txt") + len("bad.txt")
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)


def far_date(path):
    times = pa.array([253402300800000000], pa.timestamp("us"))
    pq.write_table(pa.table({"text": [GOOD], "time": times}), path)


def unix_socket(path):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


TEXTS = {
    "unknown.xml": (
        '<?xml version="1.0" encoding="klingon"?>' + TEI.format("<p>So.</p>"),
        "XML in an encoding",
    ),
    "multibyte.xml": (
        '<?xml version="1.0" encoding="utf-7"?>' + TEI.format("<p>So.</p>"),
        "XML in an encoding",
    ),
    "deep.xml": ("<TEI><text>" + "<div>" * 200_000, "nested too deeply"),
    "steep.xml": (TEI.format("<div>" * 5_000 + "<p>So.</p>" + "</div>" * 5_000), "nested too deeply"),
    "deep.json": ("[" * 100_000, "not valid JSON (nested too deeply)"),
    "deep.html": (
        "<div>" * 200_000 + GOOD,
        "more than 10,000 tags are open at once; is one of them never closed?",
    ),
    "long-number.json": ('{"text": "So.", "n": ' + "9" * 5_000 + "}", "not valid JSON"),
    "sources.toml": (
        "a = " + "[" * 5_000,
        "lists lie too deep in one another; what it says of the texts is not read",
    ),
    "binary.txt": (bytes(range(256)) * 9, "binary data (NUL bytes)"),
    "controls.txt": (bytes(range(1, 32)) * 99, "binary data (control characters)"),
    "really.txt": (b"%PDF-1.4\nWe may go.", "a PDF file by its content; give it the suffix .pdf"),
    "really.csv": (b"PK\3\4 more", "a zip archive or an office file by its content"),
    "half.txt": (b"\xff\xfea\0b", "not valid utf-16 at byte 4"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 99,
        "locked with a password, or older than 2007; save it as a Word",
    ),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 99,
        "locked with a password, or older than 2007; save it as an Ex",
    ),
    "no.docx": (b"PK\3\4 more", "not a Word file (.docx)"),
    "no.odt": (b"PK\3\4 more", "not an OpenDocument text (.odt)"),
    "no.xlsx": (b"", "not an Excel file (.xlsx)"),
    "no.rtf": ("So.", "no rich text (RTF); a plain text has the suffix .txt"),
    "no.parquet": (b"", "not a readable Parquet file"),
    "cut.txt.gz": (gzip.compress(GOOD.encode() * 999)[:40], "damaged compressed data"),
    "no.txt.zst": (b"\x28\xb5\x2f\xfd more", "cannot be read (ZSTD"),
    "twice.csv": ("text,TEXT\na,b\n", "2 columns have the same name 'text' (1 and 2)"),
    "none.csv": (
        "who,said\nAnn,We may go there if it rains.\n",
        "no column 'text'; the columns are: who, said",
    ),
}
"""What is written into a file, and how the reason begins for which it is not read."""


@pytest.fixture
def hostile(tmp_path, write):
    """A folder with a bad file of every class, and good ones before, among and behind them."""
    folder = tmp_path / "corpus"
    for name, (content, _) in TEXTS.items():
        put(folder / name, content)
    for name in ("a-good.txt", "m-good.txt", "z-good.txt", "x.txt/inside.txt", "x.zip/inside.txt"):
        write(f"corpus/{name}", GOOD)
    write("corpus/metadata.csv/inside.txt", GOOD)
    locked_archive(folder / "locked.zip")
    broken_archive(folder / "broken.zip")
    far_date(folder / "far.parquet")
    return folder


def test_one_file_never_ends_a_corpus(hostile):
    documents, skipped, noted = read(hostile)
    assert documents == dict.fromkeys(
        (
            *("a-good", "broken/good", "far-1", "m-good", "metadata.csv/inside", "x.txt/inside"),
            *("x.zip/inside", "z-good"),
        ),
        GOOD,
    )
    others = {"a.txt": "cannot be read (File 'a.txt' is encrypted", "bad.txt": "damaged compressed data"}
    others["metadata.csv"] = "a folder where a file about the texts is expected; its texts are read"
    expected = {name: reason for name, (_, reason) in TEXTS.items()} | others
    assert {name: reason[: len(expected.get(name, ""))] for name, reason in skipped.items()} == expected
    assert noted == {
        "far.parquet, row 1": "a date before the year 1 or after 9999 is left out of its metadata"
    }


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"sources.toml"}))
def test_a_bad_file_alone_is_one_line(tmp_path, name):
    content, reason = TEXTS[name]
    path = put(tmp_path / name, content)
    assert refusal(path).startswith(f"{path}: {reason}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes and sockets as files here")
def test_links_pipes_and_sockets(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.corpus.single._PATIENCE", 0.05)
    folder = write("in/a.txt", GOOD).parent
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "here").symlink_to(".")
    os.mkfifo(folder / "pipe.txt")
    unix_socket(folder / "socket.txt")
    documents, skipped, _ = read(folder)
    assert documents == {"a": GOOD}
    assert skipped == dict.fromkeys(("itself.txt", "here", "pipe.txt", "socket.txt"), LINKS)
    alone = {
        "itself.txt": "no such file or folder; give the path of a text, a table or a folder",
        "pipe.txt": "cannot be read (a pipe into which no program writes)",
        "socket.txt": "cannot be read (neither a file nor a folder)",
    }
    for name, reason in alone.items():
        assert refusal(folder / name) == f"{folder / name}: {reason}"
    assert refusal("/dev/zero") == "/dev/zero: cannot be read (neither a file nor a folder)"
    assert read(folder, exclude=(folder / "itself.txt",))[0] == {"a": GOOD}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes as files here")
@pytest.mark.parametrize("name", ["sources.toml", "metadata.csv"])
def test_a_pipe_where_metadata_should_be(write, name):
    folder = write("talks/a.txt", GOOD).parent
    os.mkfifo(folder / name)
    documents, skipped, _ = read(folder)
    assert (documents, set(skipped)) == ({"a": GOOD}, {name})


def test_an_archive_without_files_is_named(write):
    folder = write("talks/a.txt", GOOD).parent
    write("talks/b.zip", b"PK\x05\x06" + bytes(18))
    assert read(folder)[:2] == ({"a": GOOD}, {"b.zip": "holds no file with texts"})


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")]
)
def test_a_file_that_may_not_be_read_or_vanishes(write, tmp_path, monkeypatch, error):
    from analysis.corpus import files

    write("a.txt", GOOD)
    write("b.txt", GOOD)
    opened = files.open_counted

    def opening(path, on_read):
        if path.name == "a.txt":
            raise error
        return opened(path, on_read)

    monkeypatch.setattr(files, "open_counted", opening)
    documents, skipped, _ = read(tmp_path)
    assert documents == {"b": GOOD}
    assert skipped == {"a.txt": f"cannot be read ({error.strerror})"}


@pytest.mark.parametrize("path", ["a\0b", "x" * 300, "x" * 5_000, "\0"])
def test_paths_that_cannot_be(path):
    shown = path.replace("\0", "\\0")
    assert refusal(path) == f"{shown}: no such file or folder; give the path of a text, a table or a folder"


@pytest.mark.parametrize(
    "encoding", ["rot13", "hex", "zlib", "idna", "punycode", "undefined", "unicode_escape"]
)
def test_encodings_that_are_none_of_text(write, encoding):
    known = "known are for example utf-8, utf-16, cp1252, mac_roman, latin-1"
    assert refusal(write("a.txt", GOOD), encoding=encoding) == f"{encoding!r} is no encoding of text; {known}"


@pytest.mark.parametrize(
    "name", ["__class__", "", "reader", "re", "path", "CorpusReader", "a.b", "LazyCorpusLoader"]
)
def test_names_of_nltk_that_are_no_corpora(name):
    known = "NLTK has no such corpus; known are for example inaugural, state_union"
    assert refusal(f"nltk:{name}") == f"nltk:{name}: {known}"


def test_fields_nested_too_deeply_are_those_of_one_row(write, tmp_path):
    deep = '{"text": "So.", "m": ' + '{"a":' * 960 + "1" + "}" * 960 + "}"
    write("a.jsonl", f'{{"text": "{GOOD}"}}\n{deep}\n{{"text": "{GOOD}"}}\n')
    documents, skipped, _ = read(tmp_path)
    assert documents == {"a-1": GOOD, "a-2": GOOD}
    assert list(skipped) == ["a.jsonl, line 2"]


@pytest.fixture
def deep_folder(tmp_path, monkeypatch):
    """A folder in which folders lie 1,300 deep, the lowest with a text; taken away from below."""
    monkeypatch.chdir(tmp_path)
    for _ in range(DEPTH):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    os.chdir(tmp_path)
    yield Path()
    for _ in range(DEPTH):
        os.chdir("d")
    Path("a.txt").unlink()
    for _ in range(DEPTH):
        os.chdir("..")
        Path("d").rmdir()


def test_folders_as_deep_as_a_path_can_be(deep_folder, write):
    write("e.txt", GOOD)
    assert list(read(deep_folder)[0].values()) == [GOOD, GOOD]


def test_a_damaged_list_of_persons_does_not_cost_the_speeches(write, tmp_path):
    lee = '<person xml:id="Lee"><persName>Ann Lee</persName></person>'
    write("ParlaMint-XX-listPerson.xml", f"<listPerson>{lee}<person")
    write("ParlaMint-XX_2020.xml", f'<TEI><text><u who="#Lee"><seg>{GOOD}</seg></u></text></TEI>')
    (document,) = read_corpus(tmp_path)
    assert (document.text, document.metadata["speaker"]) == (GOOD, "Ann Lee")
    assert set(read(tmp_path)[1]) == {"ParlaMint-XX-listPerson.xml"}


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_pdf_file_that_asks_for_a_password(write, password):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    locked = "a PDF file that asks for a password; save it without one"
    scanned = "no text in it; a scan must be read by OCR first"
    path = write("a.pdf", stream.getvalue())
    assert refusal(path) == f"{path}: {locked if password else scanned}"


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_and_noted(write, encoding):
    text = "We may go. “Perhaps”, said Zoë.\n" * 9
    path = write("a.txt", text.encode(encoding))
    documents, _, noted = read(path)
    assert documents == {"a": text}
    assert noted == {"a.txt": f"read as {encoding}; if that is wrong, name its encoding"}


@pytest.mark.parametrize("text", ["It’s “hard” – we can’t.", "Zoë naïve café", "5 £ or § 7", "a…b"])
def test_mojibake_is_noted_once_a_file(write, text):
    garbled = text.encode("utf-8").decode("cp1252", "replace")
    _, _, noted = read(write("a.csv", f"text\n{garbled}\n{garbled} again\n"))
    (where, note), *more = noted.items()
    assert (where, more) == ("a.csv, line 2", [])
    assert note.startswith("looks like UTF-8 that was once decoded as Windows-1252 (mojibake, as in '")
    assert read(write("b.txt", text))[2] == {}


def test_names_in_archives_part_folders_by_slashes(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as members:
        members.writestr("year\\a.txt", GOOD)
    assert read(tmp_path / "a.zip")[0] == {"year/a": GOOD}


# Time and memory


UNCLOSED = (
    "<p>We may go. ",
    "<td>We may. ",
    "We may<br>",
    "<div>We may ",
    "<b>We ",
    "<ul><li>x ",
    "<p><b>x</p>",
)


@pytest.mark.parametrize("tag", UNCLOSED)
def test_tags_that_are_never_closed_take_linear_time(write, tag):
    times = []
    for count in (4_000, 32_000):
        path = write(f"{count}.html", tag * (count // (8 if tag in UNCLOSED[3:] else 1)))
        start = time.process_time()
        assert len(read(path)[0]) == 1
        times.append(time.process_time() - start)
    assert times[1] < 8 * 4 * max(times[0], 0.02)


@pytest.mark.parametrize(
    ("name", "content", "most"),
    [
        ("a.txt.gz", b"may " * 100, "the file has more than 40 bytes"),
        ("a.rtf.gz", b"{\\rtf1 " + b"may " * 100 + b"}", "the file has more than 40 bytes"),
        ("a.html.gz", b"<p>" + b"may " * 100, "the file has more than 160 bytes"),
        ("a.json.gz", b'{"text": "' + b"may " * 100 + b'"}', "the file has more than 160 bytes"),
        ("a.xml.gz", b"<TEI><text><p>" + b"may " * 100, "one text in it has more than 40 bytes"),
        ("a.vrt.gz", b"may\n" * 100, "11 characters in one document"),
        ("a.vrt.gz", b"may " * 100, "20 characters or more in one document"),
        ("a.conllu.gz", b"# text = " + b"may " * 100, "20 characters or more in one document"),
    ],
)
def test_packed_files_are_bounded_unpacked(write, name, content, most):
    path = write(name.removesuffix(".gz"), content)
    packed = path.with_name(name)
    packed.write_bytes(gzip.compress(content))
    assert most in refusal(packed, longest=10)
    if name.startswith(("a.vrt", "a.html", "a.rtf", "a.txt", "a.json")):
        assert read(packed, longest=1_000)[0]
