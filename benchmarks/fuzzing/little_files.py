"""One good little file of every format of a corpus, as bytes, with made-up texts in it."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.util import find_spec
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

from fuzzing import fragments as words
from fuzzing.texts import text

MOST_CHARACTERS = 400
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def said(rng: Random) -> str:
    """A short text that XML and UTF-8 can hold."""
    whole = text(rng)[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
    return "".join(sign for sign in whole if sign.isprintable() or sign in "\n\t") or "We may go."


def rows(rng: Random) -> list[dict[str, Any]]:
    """Some texts with what is known of them."""
    return [
        {
            "id": f"r{n}",
            "text": said(rng),
            "speaker": rng.choice(words.NAMES),
            "year": 1990 + n,
            "date": "2019-03-04",
        }
        for n in range(rng.randint(1, 4))
    ]


def plain(rng: Random) -> bytes:
    return said(rng).encode()


def delimited(delimiter: str) -> Callable[[Random], bytes]:
    def table(rng: Random) -> bytes:
        found = rows(rng)
        lines = [list(found[0]), *(list(map(str, row.values())) for row in found)]
        quoted = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line] for line in lines)
        return "\n".join(delimiter.join(line) for line in quoted).encode()

    return table


def json_shapes(rng: Random) -> bytes:
    """A list of texts, one text, texts by id, columns as pandas writes them, a document of turns."""
    found = rows(rng)
    turns = [{"speaker": row["speaker"], "text": row["text"]} for row in found]
    shapes: tuple[Any, ...] = (
        *(found, found, found[0], {row["id"]: row for row in found}),
        {name: {str(n): row[name] for n, row in enumerate(found)} for name in found[0]},
        *({"id": "d", "turns": turns}, {"content": [{"kind": "speech", **turn} for turn in turns]}),
    )
    return json.dumps(rng.choice(shapes)).encode()


def json_lines(rng: Random) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows(rng)).encode()


def parquet(rng: Random) -> bytes:
    stream = io.BytesIO()
    table = pa.Table.from_pylist(rows(rng))
    size = table.num_rows
    odd = rng.choice(
        (
            [None],
            [pa.array([datetime(2019, 3, 4)] * size)],
            [pa.array([4 * 10**11] * size, pa.timestamp("s"))],
            [pa.array([[1, None]] * size), pa.array([{"a": 1}] * size)],
            [pa.array([b"\xff"] * size), pa.array([float("nan")] * size)],
            [pa.array(["a"] * size).dictionary_encode(), pa.nulls(size)],
        )
    )
    for number, column in enumerate(column for column in odd if column is not None):
        table = table.append_column(rng.choice(("text", "odd", "", "date", f"c{number}")), column)
    pq.write_table(table, stream)
    return stream.getvalue()


def excel(rng: Random) -> bytes:
    import openpyxl

    book, stream = openpyxl.Workbook(), io.BytesIO()
    found = rows(rng)
    cells = [list(found[0]), *(list(row.values()) for row in found)]
    cells[0][rng.randrange(5)] = rng.choice((cells[0][1], None, "", 7, "text"))
    for line in cells:
        book.active.append(
            [f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in line]
        )
    if rng.random() < 0.3:
        book.active["C2"] = rng.choice(("=1/0", "#REF!", 43000, datetime(2019, 3, 4), True, 1e300))
    book.save(stream)
    members = unzipped(stream.getvalue())
    members["docProps/core.xml"] = _TIME.sub(b"2020-01-01T00:00:00Z", members["docProps/core.xml"])
    return zipped(members)


def tei(rng: Random) -> bytes:
    speeches = "".join(
        f'<u xml:id="u{n}" who="#P{n}"><seg>{escape(row["text"])}</seg><note>(Applause.)</note></u>'
        for n, row in enumerate(rows(rng))
    )
    people = (
        '<listPerson><person xml:id="P0"><persName><surname>Lee</surname></persName></person></listPerson>'
    )
    day = '<setting><date when="2020-03-04"/></setting>'
    head = f"<teiHeader><profileDesc>{day}{people}</profileDesc></teiHeader>"
    body = speeches if rng.random() < 0.7 else f"<p>{escape(said(rng))}</p>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text><body><div>{body}</div></body></text></TEI>'
    ).encode()


def akoma_ntoso(rng: Random) -> bytes:
    speeches = "".join(
        f'<speech by="#p{n}"><from>{escape(row["speaker"])}</from><p>{escape(row["text"])}</p></speech>'
        for n, row in enumerate(rows(rng))
    )
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    dated = '<meta><identification><FRBRWork><FRBRdate date="2020-03-04"/></FRBRWork></identification></meta>'
    body = f"<debateBody><debateSection>{speeches}<scene>Applause.</scene></debateSection></debateBody>"
    return f'<akomaNtoso xmlns="{space}"><debate>{dated}{body}</debate></akomaNtoso>'.encode()


def xml(rng: Random) -> bytes:
    return rng.choice((tei, tei, akoma_ntoso))(rng)


def captioned(head: str, point: str) -> Callable[[Random], bytes]:
    """Captions with times; the formats differ in their head and in the point of their seconds."""

    def captions(rng: Random) -> bytes:
        cues = []
        for n, row in enumerate(rows(rng)):
            time = f"00:00:0{n}{point}000 --> 00:00:0{n + 1}{point}500"
            name = rng.choice((f"<v {row['speaker']}>", f"{row['speaker']}: ", ">> ", ""))
            cues.append(f"{n + 1}\n{time}\n{name}{row['text']}\n")
        return (head + "\n".join(cues)).encode()

    return captions


def conllu(rng: Random) -> bytes:
    lines = ["# newdoc id = d1", "# meta::speaker = Ann Lee"]
    for n, row in enumerate(rows(rng)):
        lines += ["# newpar", f"# sent_id = {n}"]
        for i, word in enumerate(row["text"].split()[:9], 1):
            lines.append(f"{i}\t{word}\t{word}\tX\t_\t_\t0\troot\t_\t{rng.choice(('_', 'SpaceAfter=No'))}")
        lines.append("")
    return "\n".join(lines).encode()


def vertical(rng: Random) -> bytes:
    lines = ['<text id="t1" speaker_name="Ann &amp; Lee">', "<p>"]
    for word in said(rng).split()[:20]:
        lines += rng.choice(([f"{word}\tNN\tx"], [f"{word}\tNN\tx", "<g/>"], ["</p>", "<p>", word]))
    return "\n".join([*lines, "</p>", "</text>"]).encode()


def page(rng: Random) -> bytes:
    parts = "".join(
        f"<{tag}>{escape(said(rng))}<{rng.choice(('br', 'p', 'b', 'td', 'script', 'i'))}>"
        for tag in rng.choices(("p", "div", "h1", "li", "td", "span", "blockquote"), k=rng.randint(1, 6))
    )
    return f"<!DOCTYPE html><html><head><title>A page</title></head><body>{parts}</body></html>".encode()


_OPEN = "http://schemas.openxmlformats.org"
_WORD = "wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_OPEN}/package/2006/content-types"><Override PartName="/word/document.xml" '
    f'ContentType="application/vnd.openxmlformats-officedocument.{_WORD}.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(rng: Random) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(row['text'])}</w:t></w:r></w:p>" for row in rows(rng))
    document = f'<w:document xmlns:w="{_OPEN}/{_WORD}/2006/main"><w:body>{body}</w:body></w:document>'
    members = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    return zipped({name: member.encode() for name, member in members.items()})


def open_document(rng: Random) -> bytes:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{escape(row['text'])}</text:p>" for row in rows(rng))
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:text="{spaces}:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content.encode()})


def rich_text(rng: Random) -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            f"\\u{ord(sign)}?" if ord(sign) in range(128, 0x8000) else f"\\{sign}" if sign in "\\{}" else sign
            for sign in text
        )

    body = "\\par\n".join(escaped(row["text"]) for row in rows(rng))
    return f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Times;}}}}\\f0 {body}}}".encode("ascii", "replace")


def pdf(rng: Random) -> bytes:
    """A PDF file of one page."""
    line = said(rng)[:60].encode("latin-1", "replace").translate(None, b"()\\\r\n")
    content = b"BT /F 12 Tf 10 100 Td (%s) Tj ET" % line
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


def speech_lines(rng: Random) -> bytes:
    return "".join(
        f"ParlaMint-XX_2020-03-04.u{n}\t{' '.join(said(rng).split())}\n" for n in range(3)
    ).encode()


def archive(rng: Random) -> bytes:
    kinds = rng.choices([kind for kind in GOOD if kind != ".zip"], k=rng.randint(1, 3))
    return zipped({f"inner/m{n}{kind}": GOOD[kind](rng) for n, kind in enumerate(kinds)})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Some files as one archive; the same bytes at any time of day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


GOOD: Mapping[str, Callable[[Random], bytes]] = {
    ".txt": plain,
    ".text": plain,
    ".md": plain,
    ".vtt": captioned("WEBVTT\n\n", "."),
    ".webvtt": captioned("WEBVTT - a talk\n\nNOTE made by hand\n\n", "."),
    ".srt": captioned("", ","),
    ".csv": delimited(","),
    ".tsv": delimited("\t"),
    ".tab": delimited("\t"),
    ".json": json_shapes,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".parquet": parquet,
    ".xml": xml,
    ".conllu": conllu,
    ".vrt": vertical,
    ".html": page,
    ".docx": word,
    ".odt": open_document,
    ".rtf": rich_text,
    ".pdf": pdf,
    ".zip": archive,
    **({".xlsx": excel} if find_spec("openpyxl") else {}),
}
"""Suffix -> a file."""
