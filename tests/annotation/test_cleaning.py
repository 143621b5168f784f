"""Characters that hide words: none is missed for them, and offsets are those of the text as it was read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.cleaning import clean
from analysis.annotation.pipeline import annotate, annotate_document
from analysis.base.records import Document
from analysis.measure.tables import voices_table
from analysis.study.workbench.segments import positions_table, segments_table

PLAIN = "If it rains, we can't leave; perhaps they definitely will. “It may rain,” said Ann Lee."


def surfaces(text: str, layer: str) -> list[str]:
    return [text[mark["start"] : mark["end"]] for mark in annotate(text)[layer]]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("They are per\u00adhaps late.", ["per\u00adhaps"]),
        ("They are per\u200bhaps late.", ["per\u200bhaps"]),
        ("They are per\u200d\ufeffhaps late.", ["per\u200d\ufeffhaps"]),
        ("They are per-\nhaps late.", ["per-\nhaps"]),
        ("They are per-  \r\n   haps late.", ["per-  \r\n   haps"]),
        ("They are per\u00ad\nhaps late.", ["per\u00ad\nhaps"]),
        ("They are per\u2010\nhaps late.", ["per\u2010\nhaps"]),
        ("They are PER-\nHAPS late.", ["PER-\nHAPS"]),
        ("They are p&shy;erhaps late.", ["p&shy;erhaps"]),
        ("They are ｐｅｒｈａｐｓ late.", ["ｐｅｒｈａｐｓ"]),
        ("They are 𝐩𝐞𝐫𝐡𝐚𝐩𝐬 late.", ["𝐩𝐞𝐫𝐡𝐚𝐩𝐬"]),
        ("They are perhapſ late.", ["perhapſ"]),
        ("It is sort&nbsp;of late.", ["sort&nbsp;of"]),
        ("It is sort of\u200b late.", ["sort of"]),
        ("They left.\rPerhaps late.", ["Perhaps"]),
    ],
)
def test_nothing_hides_a_hedge(text, hedges):
    assert surfaces(text, "hedges") == hedges


@pytest.mark.parametrize(
    ("text", "modals"),
    [
        ("We can&rsquo;t go.", [("can&rsquo;t", "can", True)]),
        ("We can&#39;t go.", [("can&#39;t", "can", True)]),
        ("We can&#x2019;t go.", [("can&#x2019;t", "can", True)]),
        ("We can&amp;rsquo;t go.", [("can&amp;rsquo;t", "can", True)]),
        ("We&#8217;ll go.", [("&#8217;ll", "will", False)]),
        ("We ought&nbsp;to go.", [("ought&nbsp;to", "ought to", False)]),
        ("It is a would\u2011be king.", []),
        ("R&D; that &mayor; might.", [("might", "might", False)]),
    ],
)
def test_entities_are_read_as_their_characters(text, modals):
    found = annotate(text)["modals"]
    assert [(text[m["start"] : m["end"]], m["lemma"], m["negated"]) for m in found] == modals


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("a well-\nknown case", "a well-\nknown case"),
        ("a well-known and well-\nknown case", "a well-known and well-known case"),
        ("we should-\nbecause they left", "we should-\nbecause they left"),
        ("They re-\nfused, and left.", "They refused, and left."),
        ("The Zorble-\nvik won.", "The Zorblevik won."),
        ("I would-\nMr. Oakes. No.", "I would-\nMr. Oakes. No."),
        ("an inter-\nnational mayor-\nalty", "an international mayor-\nalty"),
        (f"{'a ' * 30}prob-\nably so", f"{'a ' * 30}probably\nso"),
        ("it is prob-\nably\nso", "it is probably\nso"),
        ("pages 4-\nand up -\nno word", "pages 4-\nand up -\nno word"),
        ("cafe\u0301 a\u0300 la", "café à la"),
        ("x\u0332y", "xy"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("&nothing; &#39 & &lt;b&gt;", "&nothing; &#39 & <b>"),
        ("of&#64257;ce", "office"),
    ],
)
def test_working_text(text, working):
    assert clean(Document("a", text)).document.text == working


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("per\u00adhaps", 1),
        ("per-\nhaps so", 2),
        ("cafe\u0301s", 1),
        ("a&nbsp;b", 2),
        ("can&rsquo;t", 1),
        ("deﬁne", 1),
    ],
)
def test_words_are_counted_right(text, words):
    annotation = annotate_document(Document("a", text))
    assert annotation.words == words
    assert voices_table([annotation], with_finite_verbs=True)["words"].sum() == words
    assert segments_table([annotation])["words"].sum() == words


def test_a_plain_text_is_its_own_working_text():
    document = Document("a", PLAIN)
    assert clean(document).document is document
    assert clean(document).is_source


def test_what_hid_words_is_counted():
    text = "per\u00adhaps \u200b per\u200bhaps &amp; deﬁne re-\nfused\r\n"
    found = clean(Document("a", text)).found
    assert found == {
        **dict.fromkeys(("soft-hyphens", "invisible-signs", "html-entities", "ligatures"), 1),
        "hyphenated-lines": 1,
    }


def test_a_header_is_left_alone():
    header = "title: A &amp; B\n\n"
    annotation = annotate_document(Document("a", f"{header}We may&nbsp;go.", body_start=len(header)))
    [modal] = annotation.modals
    assert annotation.document.text[modal.start : modal.end] == "may"
    assert annotation.words == 3


def test_a_conditional_keeps_its_clauses_and_its_words():
    text = "We stay un\u00adless they re-\nfuse&nbsp;it.\r\n"
    [mark] = annotate(text)["conditionals"]
    assert (mark["marker_text"], mark["entry"]) == ("un\u00adless", "unless")
    assert text[slice(*mark["protasis"])] == "un\u00adless they re-\nfuse&nbsp;it"
    assert text[slice(*mark["apodosis"])] == "We stay"


def test_statements_and_positions_are_those_of_the_text():
    text = "&ldquo;We could lose,&rdquo; said Ann&nbsp;Lee. &ldquo;Per\u00adhaps.&rdquo;"
    annotation = annotate_document(Document("a", text))
    first = annotation.statements[0]
    assert text[slice(*first.spans[0])].removeprefix("&ldquo;").startswith("We could lose")
    assert first.speaker == "Ann Lee"
    assert text[slice(*first.speaker_span)] == "Ann&nbsp;Lee"


def _dirt(draw: st.DrawFn) -> tuple[str, list[int]]:
    """The plain text with signs in it, and where each of its characters now begins; one more for the end."""
    inside = st.sampled_from(["\u00ad", "\u200b", "\ufeff", "\u2060\u00ad", "&shy;", "&#8203;"])
    pieces, starts, length = [], [], 0
    for before, char in zip(f" {PLAIN}", PLAIN, strict=False):
        if before.isalpha() and char.isalpha() and draw(st.integers(0, 4)) == 0:
            pieces.append(draw(inside))
            length += len(pieces[-1])
        starts.append(length)
        if draw(st.booleans()):
            char = {"'": "&#39;", " ": "&nbsp;", "“": "&ldquo;", "”": "&rdquo;"}.get(char, char)
        pieces.append(char)
        length += len(char)
    return "".join(pieces), [*starts, length]


dirty = st.composite(_dirt)()


@given(dirty)
def test_the_marks_are_those_of_the_clean_text_in_offsets_of_the_other(pair):
    text, starts = pair
    ends = [starts[0], *(starts[i] + _length(text, starts[i]) for i in range(len(PLAIN)))]

    def moved(start: int, end: int) -> tuple[int, int]:
        return starts[start], ends[end]

    clean_record, record = annotate(PLAIN), annotate(text)
    assert record["words"] == clean_record["words"]
    for layer in ("modals", "hedges", "boosters", "statements"):
        expected = [moved(mark["start"], mark["end"]) for mark in clean_record[layer]]
        assert [(mark["start"], mark["end"]) for mark in record[layer]] == expected
    for mark, other in zip(record["conditionals"], clean_record["conditionals"], strict=True):
        for part in ("marker", "protasis", "apodosis"):
            assert tuple(mark[part]) == moved(*other[part])


def _length(text: str, start: int) -> int:
    """Characters that stand for one: those of an entity, or one."""
    match = re.compile(r"&#?\w+;").match(text, start)
    return len(match[0]) if match else 1


@given(st.text(alphabet="ab -\n\r\u00ad\u200b\u0301ﬁ&;#39xshy¬‐.A", max_size=60))
def test_any_text_gives_spans_in_order(text):
    annotation = annotate_document(Document("a", text))
    ends = 0
    for start, end in annotation.sentences:
        assert ends <= start < end <= len(text)
        ends = end
    cleaned = clean(Document("a", text))
    places = [cleaned.offset(at) for at in range(len(cleaned.document.text))]
    assert places == sorted(places)
    assert positions_table(voices_table([annotation]).assign(start=0), [annotation]) is not None
