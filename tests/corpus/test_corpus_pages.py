"""Pages, Word, OpenDocument and rich text: all that a reader sees, once, and nothing else."""

import io
import random
import zipfile

import pytest

from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus

SPACES = " ".join(
    f'xmlns:{name}="http://schemas.{place}"'
    for name, place in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "r": "openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def one(path, **options):
    (document,) = read_corpus(path, **options)
    return document.text


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def docx(body, doctype=""):
    """A Word file with a footnote and a page head."""
    link = f'<Relationship Id="f" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    return archive(
        {
            "word/document.xml": f"{doctype}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{links}">{link}</Relationships>',
            "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="2">{p(r("A note."))}</w:footnote>'
            "</w:footnotes>",
            "word/header1.xml": f"<w:hdr {SPACES}>{p(r('A page head.'))}</w:hdr>",
        }
    )


def p(content):
    return f"<w:p>{content}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = f"<w:txbxContent>{p(r('In the box.'))}</w:txbxContent>"
SHAPE = f"<wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            p(
                r("Before. ") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
                f"{SHAPE}</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict>"
                "</mc:Fallback></mc:AlternateContent></w:r>" + r("After.")
            ),
            "Before. After.\n\nIn the box.",
        ),
        (
            p(
                r("We ")
                + f"<w:ins w:id='1'>{r('may ')}</w:ins><w:del w:id='2'><w:r><w:delText>must </w:delText>"
                "</w:r></w:del>" + r("wait.")
            ),
            "We may wait.",
        ),
        (
            p(f"<w:moveFrom w:id='3'>{r('It was here.')}</w:moveFrom>" + r("Stay."))
            + p(f"<w:moveTo w:id='3'>{r('It is here.')}</w:moveTo>"),
            "Stay.\n\nIt is here.",
        ),
        (
            p(r("Noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" here.")),
            "Noted here.\n\nA note.",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{p(r('One.'))}{p(r('Two.'))}</w:tc><w:tc>{p(r('Three.'))}</w:tc></w:tr></w:tbl>",
            "One.\n\nTwo.\n\nThree.",
        ),
        (f"<w:sdt><w:sdtContent>{p(r('In a control.'))}</w:sdtContent></w:sdt>", "In a control."),
        (p(f"<w:hyperlink w:anchor='x'>{r('A link')}</w:hyperlink>" + r(" too.")), "A link too."),
        (p(r("A line") + "<w:r><w:br/></w:r>" + r("and<w:tab/>another.")), "A line\nandanother."),
        (p("<w:r><w:t>A</w:t><w:tab/><w:t>tab.</w:t></w:r>"), "A tab."),
        (p(f"<w:smartTag>{r('A smart tag.')}</w:smartTag>"), "A smart tag."),
    ],
)
def test_a_word_file_is_read_as_it_is_seen_with_every_change_accepted(write, body, text):
    assert one(write("a.docx", docx(body))) == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            docx(p(r("&x;")), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
            "XML that declares entities, which are refused",
        ),
        (
            docx(p(r("&b;")), '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
            "XML that declares entities, which are refused",
        ),
        (docx("<w:p>" * 20_000), "nested too deeply"),
        (archive({"word/other.xml": "<x/>"}), "not a Word file (.docx) that can be read ("),
    ],
)
def test_a_word_file_that_is_refused(write, content, message):
    path = write("a.docx", content)
    with pytest.raises(CorpusError) as caught:
        one(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_word_file_is_measured_before_it_is_unpacked(write):
    path = write("a.docx", docx(p(r("We may wait. ")) * 1_000))
    with pytest.raises(CorpusError) as caught:
        one(path, longest=20_000)
    reason = "its part word/document.xml has more than 20,000 bytes; split it, or raise the limit (--longest)"
    assert str(caught.value) == f"{path}: {reason}"
    assert one(path, longest=100_000).count("We may wait.") == 1_000


def test_an_open_document(write):
    spaces = 'xmlns:text="urn:text" xmlns:office="urn:office" xmlns:draw="urn:draw" xmlns:svg="urn:svg"'
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes><text:h>On rain</text:h>"
        '<text:p>We<text:s text:c="2"/><text:span>may</text:span>\n wait,<text:line-break/>or not<text:tab/>'
        "so."
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> Then.</text:p>"
        "<text:list><text:list-item><text:p>One.</text:p></text:list-item></text:list>"
        "<text:p>Framed: <draw:frame><svg:title>A title.</svg:title><draw:text-box>"
        "<text:p>In the box.</text:p>"
        "</draw:text-box></draw:frame> so.</text:p>"
    )
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    assert one(write("a.odt", archive({"content.xml": content}))) == (
        "On rain\n\nWe may wait,\nor not so. Then.\n\nOne.\n\nIn the box.\n\nFramed: so.\n\nA note."
    )


RICH = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\info{\title T}}{\header Page head}\f0\fs24 "
    r"We may leave. It can\rquote t wait\u8212?perhaps caf\'e9 \u-10179?\u-8704?.\par "
    r'See {\field{\*\fldinst{HYPERLINK "http://example.org/x"}}{\fldrslt the page}} now.\line So.'
    r"{\footnote A note.}}"
)
PLAIN = "We may leave. It can’t wait—perhaps café 😀.\n\nSee the page now.\n\nSo."


@pytest.mark.parametrize("name", ["a.rtf", "speech", "a.txt"])
def test_rich_text_by_its_name_or_its_content(write, name):
    notes = []
    (document,) = read_corpus(write(name, RICH), on_note=lambda _, what: notes.append(what))
    assert document.text == PLAIN
    noted = "rich text (RTF) by its content, read without its control words"
    assert notes == ([] if name == "a.rtf" else [noted])


OPEN = '<a xmlns:text="urn:text"><text:p>We may wait.</text:p></a>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.odt", archive({"content.xml": OPEN})),
        ("a.docx", docx(p(r("We may wait.")))),
        ("a.rtf", RICH.encode()),
        ("a.html", b"<div><p>We<td>may<table><tr><b>wait</h2></i>&#xd800;"),
    ],
)
def test_any_damage_gives_a_text_or_one_clear_line(write, name, content):
    chance = random.Random(name)
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.choice([1, 3, 9])):
            place = chance.randrange(len(broken))
            broken[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path = write(name, bytes(broken))
        try:
            list(read_corpus(path))
        except CorpusError as error:
            told = str(error)
        else:
            continue
        assert told.startswith(str(path))
        assert "\n" not in told


# Web pages


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<form id='aspnetForm'><p>In a form.</p><button>Send</button></form>", "In a form."),
        ("<p>One<p>Two<ul><li>a<li>b</ul>Three", "One\n\nTwo\n\na\n\nb\n\nThree"),
        ("<table><tr><td>One<br>more<td>Two<tr><th>Three</table>", "One\nmore\n\nTwo\n\nThree"),
        ("<nav>Home</nav><script>may()</script><p>We <b>m</b>ay.</p><style>p{}</style>", "We may."),
        ("&amp;lt; &lsquo;so&rsquo; &#8212; &nbsp; x", "&lt; ‘so’ — x"),
        ("<p>a &#xD800; b", "a \ufffd b"),
        ("no tags at all\nbut lines", "no tags at all\nbut lines"),
        ("<!-- hidden --><div>We<div>may</div>go</div>", "We\n\nmay\n\ngo"),
        ("<svg><text>drawn</text></svg><p>Seen", "Seen"),
    ],
)
def test_a_page_gives_all_that_is_said_on_it(write, markup, text):
    assert one(write("a.html", markup)) == text
