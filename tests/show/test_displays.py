"""What a notebook shows: the text stays the text, every mark is there once, nothing runs or breaks out."""

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from little_corpus import FIRST, annotation, little_annotations, little_corpus, modal, said, span

from analysis import open_corpus
from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import NoTextsError, StudyError
from analysis.base.layers import LAYERS
from analysis.base.palette import ON_DARK, ON_LIGHT
from analysis.base.records import (
    ActCandidate,
    Annotation,
    Booster,
    Conditional,
    Document,
    Hedge,
    Modal,
    Statement,
)
from analysis.cli import main
from analysis.measure.statistics.kwic import kwic
from analysis.measure.tables import marks_table
from analysis.show import displays
from analysis.show.displays import (
    mark_id,
    say,
    show_card,
    show_context,
    show_corpus,
    show_document,
    show_kwic,
    show_table,
    show_text,
    show_voices,
)
from analysis.show.displays.nested_spans import Edge, Overlay, Words, nest_spans
from analysis.show.displays.theme import NIGHT, PAPER, stylesheet
from analysis.show.displays.window import SENTENCES

EVIL = "<script>alert('x')</script> & \"y\" onload='z' </style> --> ]]> \u202etxt"
NESTED = "Ann said: “If it could perhaps be so, we will go.” [Laughter] He left."
VOID = {"br", "img", "hr", "input", "wbr"}


class Nesting(HTMLParser):
    """Fails at an end tag that does not close the element that was opened last."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.feed(html)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


def nested() -> Annotation:
    """A modal inside a hedge inside a protasis inside a quotation; the consequence crosses its end."""
    condition = Conditional(
        marker=span(NESTED, "If"),
        marker_text="If",
        protasis=span(NESTED, "If it could perhaps be so"),
        apodosis=span(NESTED, "we will go.” [Laughter] He"),
        kind="open",
        order="protasis-first",
        act_candidates=(
            ActCandidate("threat", ("exit verb", 'a "quoted" <b>reason</b>')),
            ActCandidate("offer", ()),
        ),
        statement=0,
        entry="if",
    )
    could = Modal(
        *span(NESTED, "could"),
        "could",
        "central",
        True,
        {"epistemic": 0.71, "deontic": 0.04, "dynamic": 0.25},
        {"possibility": 0.6, "ability": 0.399, "volition": 0.001},
        0,
    )
    whole = annotation(
        "a/b & c",
        NESTED,
        metadata={"date": "1901-05-08"},
        statements=[said(NESTED, "“If it could perhaps be so, we will go.”", "Ann Lee")],
        modals=[could, modal(NESTED, "will", 0, dynamic=1.0)],
        hedges=[Hedge(*span(NESTED, "could perhaps"), "perhaps", "epistemic-adverb", 0)],
        boosters=[Booster(*span(NESTED, "perhaps be"), "crossing", 0)],
        conditionals=[condition],
    )
    return replace(whole, words=13, excluded=(span(NESTED, "[Laughter]"),))


def soup(shown) -> BeautifulSoup:
    return BeautifulSoup(shown._repr_html_(), "html.parser")


def bare_text(shown) -> str:
    """The text of a document view without what we added."""
    body = soup(shown).select_one(".hr-text")
    for ours in body.select(".hr-label"):
        ours.decompose()
    return body.get_text()


def shown_places(shown) -> list[tuple[str, int, int]]:
    found = soup(shown).select(".hr-text [data-start]")
    return sorted((one["data-layer"], int(one["data-start"]), int(one["data-end"])) for one in found)


def places(one: Annotation) -> list[tuple[str, int, int]]:
    return sorted((layer, mark.start, mark.end) for layer in LAYERS for mark in getattr(one, layer))


def evil() -> Annotation:
    """The same wicked words as id, metadata, text, speaker and item."""
    whole = (0, len(EVIL))
    return annotation(
        EVIL,
        EVIL,
        metadata={EVIL: EVIL},
        statements=[Statement(*whole, (whole,), EVIL, None, None, "direct")],
        hedges=[Hedge(0, 8, EVIL, EVIL, 0)],
        modals=[Modal(9, 14, EVIL, "central", False, {}, {}, 0)],
    )


STRETCH = {"doc_id": EVIL, "start": 0, "end": len(EVIL), "first_word": 0, "words": 3, "voice_kind": "direct"}
WICKED = {
    "say": say(EVIL),
    "card": show_card(EVIL, {EVIL: EVIL}),
    "table": show_table(pd.DataFrame({EVIL: [EVIL]}), caption=EVIL),
    "context": show_context(kwic([evil()])),
    "kwic": show_kwic(kwic([evil()], metadata=[EVIL])),
    "voices": show_voices([Document(EVIL, EVIL)], pd.DataFrame([STRETCH | {"voice": EVIL}]), {}),
    "document": show_document(evil()),
    "text": show_text(Document(EVIL, EVIL)),
    "corpus": show_corpus([evil(), evil()], title=EVIL, skipped=[(EVIL, EVIL)]),
}
every_display = pytest.mark.parametrize("shown", WICKED.values(), ids=WICKED)


@every_display
def test_words_of_a_corpus_stay_words(shown):
    page = soup(shown)
    assert not page.find_all("script")
    assert len(page.find_all("style")) == 1
    assert not [name for one in page.find_all() for name in one.attrs if name.startswith("on")]
    for ours in page.select("style, .hr-label"):
        ours.decompose()
    assert EVIL in page.get_text()
    assert EVIL in repr(shown)


@every_display
def test_the_html_nests(shown):
    Nesting(shown._repr_html_())


@every_display
def test_words_of_a_corpus_have_a_direction_of_their_own(shown):
    """A sign that turns the writing round (U+202E) ends with the element that holds it."""
    page = soup(shown)
    page.style.decompose()
    turned = page.find_all(string=lambda words: "\u202e" in words)
    assert turned
    for text in turned:
        around = [text.parent, *text.parents]
        assert any(one.name in ("bdi", "p", "caption", "th", "td") or one.has_attr("dir") for one in around)


def test_the_text_is_the_text_when_labels_are_taken_away():
    assert bare_text(show_document(nested())) == NESTED


def test_a_modal_in_a_hedge_in_a_protasis_in_a_voice():
    page = soup(show_document(nested()))
    could = page.select_one('[data-layer="modals"][data-item="could"]')
    around = [
        parent.get("data-layer") or parent.get("data-part") or parent.get("data-voice")
        for parent in could.parents
    ]
    assert around[:3] == ["hedges", "protasis", "Ann Lee"]


def test_a_mark_that_crosses_another_is_taken_up_again():
    page = soup(show_document(nested()))
    booster = page.select_one('[data-layer="boosters"]')
    rest = page.select(f'[data-of="{booster["id"]}"]')
    for label in page.select(".hr-label"):
        label.decompose()
    assert [booster.get_text(), *(one.get_text() for one in rest)] == ["perhaps", " be"]
    assert not any(one.has_attr("tabindex") or one.has_attr("id") for one in rest)


def test_every_mark_is_there_once_and_can_be_found():
    shown = show_document(nested())
    assert shown_places(shown) == places(nested())
    ids = [one["id"] for one in soup(shown).select("[id]")]
    assert len(set(ids)) == len(ids) == 5
    start, end = span(NESTED, "will")
    assert mark_id("a/b & c", "modals", start, end) in ids


def test_a_mark_says_what_is_known_about_it():
    page = soup(show_document(nested()))
    could = page.select_one('[data-item="could"]')
    assert could["aria-label"] == (
        "modal verb could, central, negated; senses: epistemic .71, dynamic .25, deontic .04; "
        "Quirk et al.: possibility .60, ability .40; voice Ann Lee, direct"
    )
    assert (could["tabindex"], could["role"]) == ("0", "note")
    assert "hedge perhaps, epistemic-adverb" in could["title"].splitlines()
    condition = page.select_one('[data-layer="conditionals"]')
    assert condition["aria-label"] == (
        'conditional 1 if, open, protasis first; may be: threat (exit verb, a "quoted" <b>reason</b>); '
        "may be: offer; voice Ann Lee, direct"
    )


def test_plain_text_reads_like_the_view():
    assert repr(show_document(nested())) == (
        "a/b & c: 13 words in 2 sentences\n"
        "date: 1901-05-08\n"
        "M = modal verb: 2; H = hedge: 1; B = booster: 1; C = conditional: 1\n"
        "Ann Lee: 5 marks in 9 words; narrator: no marks in 4 words\n"
        "\n"
        "Ann said: [Ann Lee, direct] “p¹[If{C} it could{M} perhaps{H} be{B} so]¹, → q¹[we will{M} go.” [·] "
        "[not counted: [Laughter]] He]¹ left."
    )


def test_layers_and_voices_are_chosen():
    assert shown_places(show_document(nested(), layers=["hedges"])) == [
        ("hedges", *span(NESTED, "could perhaps"))
    ]
    assert shown_places(show_document(nested(), voices=["narrator"])) == []
    assert shown_places(show_document(nested(), voices=["Ann Lee"])) == places(nested())
    with pytest.raises(StudyError, match=r"^no layer 'hegdes'; did you mean 'hedges'\?$"):
        show_document(nested(), layers=["hegdes"])


def test_one_name_is_a_choice_too():
    assert repr(show_document(nested(), layers="hedges", voices="Ann Lee")) == repr(
        show_document(nested(), layers=["hedges"], voices=["Ann Lee"])
    )


def test_signs_that_steer_a_terminal_or_cannot_be_written_are_replaced():
    shown = show_document(annotation("x\x1b[2J", "a\x00b\ud800c\td\n"))
    assert bare_text(shown) == "a\ufffdb\ufffdc\td\n"
    assert repr(shown).startswith("x\ufffd[2J: ")
    assert shown._repr_html_().encode("utf-8")


def test_rows_of_a_table_say_which_marks_and_how_they_are_called():
    rows = marks_table([nested()]).query("layer == 'hedges'").assign(category="shield")
    shown = show_document(nested(), marks=rows)
    assert shown_places(shown) == [("hedges", *span(NESTED, "could perhaps"))]
    assert (
        soup(shown).select_one("[data-layer]")["aria-label"] == "hedge perhaps, shield; voice Ann Lee, direct"
    )
    added = rows.assign(start=0, end=3, item="by hand", voice="narrator", voice_kind="narrator")
    assert shown_places(show_document(nested(), marks=added)) == [("hedges", 0, 3)]


def test_stage_directions_and_headers_are_greyed_and_named():
    page = soup(show_document(nested()))
    assert page.select_one(".hr-out").get_text() == "[not counted: [Laughter]]"
    header = annotation("x", " date 1901-05-08 It rained.")
    header = replace(header, document=replace(header.document, body_start=17))
    assert soup(show_document(header)).select_one(".hr-out").get_text() == "[not counted:  date 1901-05-08 ]"


def test_the_legend_counts_by_layer_and_voice():
    lines = [one.get_text() for one in soup(show_document(little_annotations()[0])).select(".hr-legend li")]
    assert lines == [
        "modal verbM 2",
        "hedgeH 2",
        "boosterB 1",
        "conditionalC p1[condition]1 → q1[consequence]1 1",
        "[Ann Lee] 3 marks in 7 words",
        "narrator 3 marks in 102 words",
    ]


def many(sentences: int) -> Annotation:
    text = " ".join(f"It may rain {number}." for number in range(sentences))
    starts = [at for at in range(len(text)) if text.startswith("may", at)]
    marks = [Hedge(at, at + 3, "may", "epistemic-modal") for at in starts]
    return annotation("many", text, hedges=marks)


def test_long_texts_are_shown_in_part_and_the_rest_is_counted():
    one = many(1000)
    first = show_document(one)
    assert len(shown_places(first)) == SENTENCES == 400
    note = "Sentences 1 to 400 of 1,000 are shown; sentences=(400, 800) shows the next."
    assert note in first.text
    assert soup(first).select_one(".hr-text").find_previous_sibling("p").get_text() == note
    assert "hedgeH 1,000" in soup(first).get_text()
    parts = [show_document(one, sentences=(at, at + 300)) for at in range(0, 1000, 300)]
    assert "".join(map(bare_text, parts)) == one.document.text
    assert sorted(place for part in parts for place in shown_places(part)) == places(one)
    assert "Sentences 901 to 1,000 of 1,000 are shown." in parts[-1].text


def test_a_text_without_a_full_stop_is_cut_too():
    text = "word " * 60_000
    shown = show_document(annotation("x", text))
    assert bare_text(shown) == text[:200_000]
    assert "100,000 characters of this passage are left out." in shown.text
    late = annotation("x", text, hedges=[Hedge(250_000, 250_004, "word", "vague")])
    assert shown_places(show_document(late)) == []
    assert shown_places(show_document(late, focus=250_000)) == [("hedges", 250_000, 250_004)]


@pytest.mark.parametrize("sentences", [(5, 5), (-1, 3), (3, 1), (1000, 1001)])
def test_sentences_that_are_not_there_are_refused(sentences):
    with pytest.raises(StudyError) as error:
        show_document(many(20), sentences=sentences)
    assert str(error.value) == (
        f"sentences: {sentences} shows nothing; "
        "right would be two numbers from 0 to 20, the smaller one first"
    )


@pytest.mark.parametrize("as_span", [True, False])
def test_the_mark_in_focus_is_outlined_among_its_neighbours(as_span):
    one = many(1000)
    mark = one.hedges[500]
    shown = show_document(one, focus=(mark.start, mark.end) if as_span else mark.start, around=2)
    here = soup(shown).select('[aria-current="true"]')
    assert [int(found["data-start"]) for found in here] == [mark.start]
    assert len(shown_places(shown)) == 5
    assert "Sentences 499 to 503 of 1,000" in shown.text


def test_an_empty_text_is_shown():
    shown = show_document(annotation("empty", ""))
    Nesting(shown._repr_html_())
    assert bare_text(shown) == ""
    assert repr(shown).startswith("empty: no words in no sentences")


def test_hebrew_stands_apart_from_our_labels():
    text = "הוא אמר: “אולי”"
    shown = show_document(annotation("א", text, statements=[said(text, "“אולי”", "דן")]))
    page = soup(shown)
    assert bare_text(shown) == text
    assert page.select_one(".hr-text")["dir"] == "auto"
    assert not page.select(".hr-text [dir]")  # a letter stays beside its word
    assert page.select_one(".hr-who bdi").get_text() == "דן"


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12), st.integers(0, 3)), max_size=8)


@given(SPANS, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=200, deadline=None)
def test_whatever_overlaps_the_pieces_nest_and_the_text_is_whole(spans, first, last):
    start, end = sorted((first, last))
    given_overlays = [Overlay(at, at + length, rank, None) for at, length, rank in spans]
    stack, cursor, opened, closed = [], start, Counter(), Counter()
    for step in nest_spans(given_overlays, start, end):
        if isinstance(step, Words):
            assert step.start == cursor < step.end
            assert set(stack) == {o for o in given_overlays if o.start <= step.start and step.end <= o.end}
            cursor = step.end
        elif step.side == "open":
            stack.append(step.overlay)
            opened[step.overlay] += step.outer
        else:
            assert stack.pop() is step.overlay
            closed[step.overlay] += step.outer
    assert (cursor, stack) == (end, [])
    seen = [o for o in given_overlays if max(o.start, start) < min(o.end, end)]
    assert opened == closed == Counter(seen)


MARKS = st.lists(
    st.tuples(st.sampled_from(["hedges", "boosters"]), st.integers(0, 60), st.integers(1, 20)), max_size=8
)


@given(MARKS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_marked_the_view_holds_it_once_and_the_text_stays(marks):
    kept = {(layer, at, min(at + length, len(NESTED))) for layer, at, length in marks}
    found = {
        "hedges": tuple(Hedge(a, b, "x", "y") for layer, a, b in sorted(kept) if layer == "hedges"),
        "boosters": tuple(Booster(a, b, "x") for layer, a, b in sorted(kept) if layer == "boosters"),
    }
    one = replace(nested(), marks={**nested().marks, **found})
    shown = show_document(one)
    Nesting(shown._repr_html_())
    assert bare_text(shown) == NESTED
    assert shown_places(shown) == places(one)


def test_the_same_records_give_the_same_bytes():
    assert show_document(nested())._repr_html_() == show_document(nested())._repr_html_()
    assert show_corpus([nested()])._repr_html_() == show_corpus([nested()])._repr_html_()


def test_a_concordance_is_a_table_with_headings_and_places():
    shown = show_kwic(kwic(little_annotations(), unit="words", window=3))
    page = soup(shown)
    assert [head.get_text() for head in page.select('thead th[scope="col"]')] == [
        *("line", "left context", "mark", "right context"),
        *("document", "voice", "speech", "item", "category"),
    ]
    row = page.select("tbody tr")[1]
    assert [one.get_text() for one in row.select("td")][:4] == [
        "stay.” The road",
        "may",
        "be wet. It",
        "first",
    ]
    assert row.select_one('th[scope="row"]').get_text() == "2"
    line = row.select_one(".hr-line")
    assert (line["data-doc"], line["data-layer"]) == ("first", "modals")
    assert FIRST[int(line["data-start"]) : int(line["data-end"])] == "may"
    assert repr(shown).splitlines()[1] == (
        "2 stay.” The road [may] be wet. It (narrator, may, central, first)"
    )


def test_metadata_asked_for_is_a_column_of_the_concordance():
    page = soup(show_kwic(kwic(little_annotations(), metadata=["party"])))
    assert page.select("thead th")[-1].get_text() == "party"
    assert page.select("tbody tr")[0].select("td")[-1].get_text() == "Left"


@pytest.mark.parametrize("show", [show_kwic, show_context, show_table])
def test_long_tables_say_how_much_is_left_out(show):
    lines = kwic([many(300)])
    shown = show(lines, rows=3)
    assert len(soup(shown).select("tbody tr")) == 3
    assert "The first 3 rows of 300." in soup(shown).get_text()
    assert repr(shown).endswith("The first 3 rows of 300.")
    assert "Nothing was found." in repr(show(lines.head(0)))


def test_every_mark_stands_in_its_sentence(tmp_path):
    shown = little_corpus(tmp_path).context("modals", "conditionals")
    assert "The road <b>[may]</b> be wet." in shown.html
    assert "Ann Lee, if: Ann Lee said: “ [If] it rains, we will probably stay.”" in shown.text


def test_voices_can_be_told_without_colour(tmp_path):
    annotated = little_corpus(tmp_path)
    shown = show_voices(annotated.texts, annotated.segments, {"Ann Lee": "#123456"})
    assert "[Ann Lee, direct]" in soup(shown).get_text()
    assert "border-bottom:3px solid #123456" in shown.html
    assert "[Bo Oak] “We might go,”" in shown.text


def test_numbers_stand_on_the_right_and_columns_have_headings():
    page = soup(show_table(pd.DataFrame({"doc_id": ["a"], "rate": [1234.5], "ok": [True]}), caption="Rates"))
    assert [(head["scope"], head.get_text()) for head in page.select("thead th")] == [
        ("col", "doc id"),
        ("col", "rate"),
        ("col", "ok"),
    ]
    assert [cell["style"] for cell in page.select("td")] == [
        f"text-align:{side}" for side in ("left", "right", "left")
    ]
    assert [cell.get_text() for cell in page.select("td")] == ["a", "1,234.50", "True"]
    assert page.caption.get_text() == page.select_one(".hr-scroll")["aria-label"] == "Rates"


def test_the_corpus_card_counts_and_names_what_is_odd():
    odd = annotation("odd", "Damaged \ufffd text.", metadata={"party": "Left", "date": "1999-12-31"})
    texts = [
        *little_annotations(),
        annotation("empty", ""),
        odd,
        replace(odd, document=replace(odd.document, id="copy")),
    ]
    shown = show_corpus(texts, title="Little", skipped=[("x.pdf", "no text")])
    lines = repr(shown).splitlines()
    facts = {line[:34].strip(): line[34:].strip() for line in lines[1:11]}
    assert lines[0] == "Little"
    assert facts["size"] == "5 texts, 234 words, 8 sentences"
    assert facts["words a text"] == "2 (0 to 121): the median, the shortest and the longest"
    assert facts["dates"] == "1901-05-08 to 1999-12-31"
    assert facts["voices"] == "2 voices besides the narrator (Ann Lee 7, Bo Oak 3 words)"
    assert facts["attributed speech"] == "4% of the words (4% direct)"
    assert facts["without a word"] == "1 text (empty)"
    assert facts["the same words as an earlier text"] == "1 text (copy)"
    assert facts["with unreadable characters"] == "2 texts (odd, copy)"
    assert facts["skipped"] == "1 file (x.pdf: no text)"
    row = soup(shown).select("table")[1].select_one("tbody tr")
    assert [cell.get_text() for cell in row.select("td")][:4] == [
        "modals",
        "3",
        "2",
        "12.82",
    ]
    fields = [
        [cell.get_text() for cell in row.select("td")]
        for row in soup(shown).select("table")[2].select("tbody tr")
    ]
    assert fields[1] == ["party", "4", "2", "Left (3), Right (1)"]


def test_a_text_in_another_language_is_pointed_out():
    sentences = {
        "de": "Der Minister sagte, er werde nicht nachgeben und wolle bleiben. " * 8,
        "en": "The minister said that he would not give in and that he is to stay. " * 8,
    }
    german, english = (annotate_document(Document(name, text)) for name, text in sentences.items())
    assert "perhaps not English  1 text (de)" in repr(show_corpus([german, english]))


def test_few_texts_have_the_exact_interval_and_none_have_no_rate():
    row = [
        cell.get_text()
        for cell in soup(show_corpus(little_annotations())).select("table")[1].select("tbody td")
    ][:6]
    assert row == ["modals", "3", "2", "13.04", "2.69", "38.12"]  # Garwood: 0.6187 and 8.7673
    assert "nan" not in repr(show_corpus([])).lower()


def test_an_annotated_corpus_has_a_card(tmp_path):
    assert repr(show_corpus(little_corpus(tmp_path))) == repr(show_corpus(little_annotations()))


def test_marks_without_their_texts_have_no_card(tmp_path):
    (tmp_path / "a.txt").write_text("We may go.", encoding="utf-8")
    CliRunner().invoke(main, ["annotate", str(tmp_path / "a.txt"), "-q", "-o", str(tmp_path / "m.parquet")])
    with pytest.raises(NoTextsError, match=r"^the text is not here: this corpus was annotated before"):
        show_corpus(open_corpus(tmp_path / "m.parquet"))


def test_records_show_themselves_in_a_notebook(monkeypatch):
    import IPython
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    displays.register()
    data, _ = shell.display_formatter.format(nested())
    assert data["text/html"] == show_document(nested())._repr_html_()
    assert data["text/plain"] == repr(show_document(nested()))
    data, _ = shell.display_formatter.format(Document("x", "It may rain."))
    assert "It may rain." in data["text/html"]


def test_without_a_notebook_nothing_is_registered(monkeypatch):
    import IPython

    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    displays.register()
    assert "Annotation(" in repr(nested())


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ratio(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(colour: str, alpha: int, page: str) -> str:
    """A colour with little opacity on a page."""
    mixed = [
        round((int(colour[at : at + 2], 16) * alpha + int(page[at : at + 2], 16) * (255 - alpha)) / 255)
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{one:02X}" for one in mixed)


def themes() -> list[dict[str, str]]:
    """The variables of the light and the dark theme, as they stand in the stylesheet."""
    blocks = [block.partition("}")[0] for block in stylesheet().split("{--hr-")[1:3]]
    pairs = [dict(pair.split(":", 1) for pair in f"--hr-{block}".split(";")) for block in blocks]
    return [
        {name.removeprefix("--hr-"): value.rpartition(",")[2].strip(")") for name, value in one.items()}
        for one in pairs
    ]


@pytest.mark.parametrize(("number", "page"), [(0, PAPER), (1, NIGHT)], ids=["light", "dark"])
def test_letters_can_be_read_on_paper_and_tints(number, page):
    theme = themes()[number]
    assert theme["paper"] == page
    tints = [over(theme[f"tint{one}"][:7], int(theme[f"tint{one}"][7:], 16), page) for one in range(4)]
    for ground in [page, *tints]:
        for ink in ("ink", "soft", *LAYERS):
            assert ratio(theme[ink], ground) >= 4.5, (ink, ground)


def test_the_layers_have_the_colours_of_the_figures_and_a_line_each():
    assert [themes()[0][layer] for layer in LAYERS] == list(ON_LIGHT)
    assert [themes()[1][layer] for layer in LAYERS] == list(ON_DARK)
    styles = [stylesheet().split(f".hr-{layer}{{text-decoration-style:")[1].split(";")[0] for layer in LAYERS]
    assert len(set(styles)) == len(LAYERS)


def test_the_stylesheet_is_small_and_fetches_nothing():
    assert len(stylesheet()) < 7000
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()
    assert "<" not in stylesheet()


def test_an_overlay_that_ends_before_the_window_is_left_out():
    steps = list(nest_spans([Overlay(0, 3, 0, "before"), Overlay(2, 9, 0, "into")], 4, 6))
    assert [step.overlay.what for step in steps if isinstance(step, Edge)] == ["into", "into"]
