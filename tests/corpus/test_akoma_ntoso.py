"""Akoma Ntoso: speeches are turns of their speakers, what nobody says is left out."""

import pytest

from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus

META = """<meta><identification source="#s">
<FRBRWork><FRBRthis value="/mb/debate/2021-06-09/main"/><FRBRdate date="2022-02-02" name="generation"/>
<FRBRcountry value="mb"/></FRBRWork>
<FRBRExpression><FRBRdate date="2022-03-03" name="markup"/><FRBRlanguage language="eng"/></FRBRExpression>
</identification><references source="#s"><TLCPerson eId="field" href="/p/1" showAs="Nora Field"/>
<TLCPerson id="chair" href="/p/2" showAs="The CHAIR"/></references></meta>"""
SPEECHES = """<debateBody><debateSection name="mill"><heading>THE MILL</heading>
<narrative>The House met at ten.</narrative>
<speechGroup><speech by="#field"><from>Mrs FIELD:</from><p>We may <b>go</b>.<remark> [Laughter.]</remark></p>
<p>It is dry.<authorialNote><p>Not so.</p></authorialNote></p></speech></speechGroup>
<scene>Question put.</scene>
<speech by="#chair"><from>The CHAIR</from><blockList><item><p>Order.</p></item></blockList></speech>
<question by="#unknown"><from>Mr HILL -</from>
<p>Why? <recordedTime time="10:00">10 am</recordedTime></p></question>
<summary>The House rose.</summary></debateSection></debateBody>"""


def document(
    meta=META, body=SPEECHES, front='<preface><docDate date="2021-06-10">10 June</docDate></preface>'
):
    xmlns = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    debate = f'<debate name="A sitting">{meta}{front}{body}</debate>'
    return f'<?xml version="1.0"?><akomaNtoso xmlns="{xmlns}">{debate}</akomaNtoso>'


def one(path):
    (found,) = read_corpus(path)
    return found


def test_speeches_are_turns(write):
    found = one(write("sitting.xml", document()))
    assert found.id == "sitting"
    assert found.text == "Nora Field: We may go.\nIt is dry.\nThe CHAIR: Order.\nMr HILL: Why?"
    assert found.metadata == {"date": "2021-06-10", "title": "A sitting", "country": "mb", "language": "en"}


@pytest.mark.parametrize(
    ("meta", "front", "date"),
    [
        (META, "", "2021-06-09"),
        (META.replace('name="generation"', 'name="sitting"'), "", "2022-02-02"),
        (META.replace("/2021-06-09", ""), "", None),
        ("", "", None),
    ],
)
def test_the_day_of_the_sitting_and_not_that_of_the_file(write, meta, front, date):
    assert one(write("sitting.xml", document(meta, front=front))).metadata.get("date") == date


def test_one_speaker_of_all_is_metadata(write):
    body = '<debateBody><speech by="#field"><from>X</from><p>We may go.</p></speech></debateBody>'
    found = one(write("a.xml", document(body=body)))
    assert (found.text, found.metadata["speaker"]) == ("We may go.", "Nora Field")


def test_a_law_is_its_paragraphs(write):
    act = "<akomaNtoso><act><body><section><num>1</num><heading>Mill</heading><content><p>It may turn.</p>"
    found = one(
        write(
            "a.xml", f"{act}</content></section><section><p>It shall.</p></section></body></act></akomaNtoso>"
        )
    )
    assert found.text == "It may turn.\n\nIt shall."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            document(body="<debateBody/>"),
            "holds no text that can be read; the first of what was skipped: {path}: empty text",
        ),
        (document().replace("</debate>", ""), "not valid XML (mismatched tag: line {line}, column 34)"),
        (
            '<!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso>&x;</akomaNtoso>',
            "XML that declares entities, which are refused",
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(write, content, message):
    path = write("a.xml", content)
    with pytest.raises(CorpusError) as caught:
        one(path)
    line = content.count("\n") + 1
    assert (
        str(caught.value).partition(", column")[0]
        == f"{path}: {message.format(path=path, line=line)}".partition(", column")[0]
    )
