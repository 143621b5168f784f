"""The lexicons of hedges and boosters against their own sentences: every form can be found."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest

from analysis.annotation.marks.boosters import find_boosters
from analysis.annotation.marks.contexts import AHEAD, TESTS
from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.annotation.marks.phrase_contexts import Finder
from analysis.base.errors import LexiconError
from analysis.language.lexicon import Entry, load_lexicon, parse_lexicon
from analysis.language.text import Text, fold
from analysis.measure.taxonomies import LENSES

FINDERS = {"hedges": find_hedges, "boosters": find_boosters}
CATEGORIES = {
    "epistemic-modal",
    "epistemic-verb",
    "epistemic-adverb",
    "epistemic-adjective",
    "epistemic-noun",
    "approximator",
    "degree-adaptor",
    "plausibility-shield",
    "attribution-shield",
    "vague-language",
}
MARKED = re.compile(r"\[([^]]*)\]")
ENTRIES = [(layer, entry) for layer in FINDERS for entry in load_lexicon(layer).entries]
BY_ENTRY = pytest.mark.parametrize(
    ("layer", "entry"), ENTRIES, ids=[f"{layer}-{entry.id}" for layer, entry in ENTRIES]
)
COUNTEREXAMPLES = [(layer, entry.id, line) for layer, entry in ENTRIES for line in entry.counterexamples]


def found(layer: str, sentence: str) -> list[tuple[int, int, str]]:
    text = Text(sentence)
    return [(mark.start, mark.end, mark.entry) for mark in FINDERS[layer](text, find_modals(text))]


def bracketed(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and the spans that stood in them."""
    plain, spans, end = "", [], 0
    for match in MARKED.finditer(sentence):
        plain += sentence[end : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        end = match.end()
    return plain + sentence[end:], spans


def carriers(entry: Entry, form: str) -> Iterator[str]:
    """The entry's examples with this form in the place of theirs."""
    known = sorted(entry.forms, key=len, reverse=True)
    for example in entry.examples:
        plain, [(start, end), *_] = bracketed(example)
        core = next(other for other in known if other in fold(plain[start:end]))
        at = start + fold(plain[start:end]).index(core)
        yield plain[:at] + form + plain[at + len(core) :]


@BY_ENTRY
def test_examples_are_marked_where_the_brackets_are(layer: str, entry: Entry) -> None:
    for example in entry.examples:
        plain, spans = bracketed(example)
        assert [(start, end) for start, end, name in found(layer, plain) if name == entry.id] == spans, plain


@pytest.mark.parametrize(("layer", "entry", "sentence"), COUNTEREXAMPLES)
def test_counterexamples_are_not_marked(layer: str, entry: str, sentence: str) -> None:
    assert entry not in [name for _, _, name in found(layer, sentence)]


@BY_ENTRY
def test_every_form_can_be_found(layer: str, entry: Entry) -> None:
    missing = [
        form
        for form in entry.forms
        if not any(entry.id in [name for _, _, name in found(layer, line)] for line in carriers(entry, form))
    ]
    assert missing == []


@BY_ENTRY
def test_what_an_entry_names_exists(layer: str, entry: Entry) -> None:
    readings = [{"category": entry.category, "test": entry.test, **entry.fields}]
    readings += [entry.fields["otherwise"]] if "otherwise" in entry.fields else []
    for reading in readings:
        assert reading.get("test", "") in {*TESTS, ""}
        assert reading.get("ahead", "") in {*AHEAD, ""}
        assert layer == "boosters" or reading["category"] in CATEGORIES
    assert set(entry.taxonomies) <= set(LENSES)


@pytest.mark.parametrize("layer", FINDERS)
def test_every_field_is_known(layer: str) -> None:
    raw = tomllib.loads(resources.files("analysis").joinpath(f"lexicons/{layer}.toml").read_text("utf-8"))
    known = {"id", "forms", "category", "test", "ahead", "widen", "otherwise", "source", "taxonomies"}
    fields = {field for item in raw["entry"] for field in item}
    assert fields <= known | {"examples", "counterexamples"}


@pytest.mark.parametrize("layer", FINDERS)
def test_every_source_is_cited(layer: str) -> None:
    lexicon = load_lexicon(layer)
    assert {source for entry in lexicon.entries for source in entry.sources} == set(lexicon.sources)


@pytest.mark.parametrize("name", sorted(TESTS))
def test_every_test_is_used(name: str) -> None:
    entries = [entry for _, entry in ENTRIES]
    assert name in {entry.test for entry in entries} | {
        entry.fields["otherwise"]["test"] for entry in entries if "otherwise" in entry.fields
    }


def test_an_unknown_test_is_refused_with_the_known_ones() -> None:
    content = b"""
    [sources.a]
    cite = "A"
    [[entry]]
    id = "perhaps"
    forms = ["perhaps"]
    test = "nowhere"
    source = "a"
    examples = ["[Perhaps] it rains."]
    """
    message = r"^mine.toml: entry 'perhaps' asks for the test 'nowhere'; known tests: a-bit, a-little, "
    with pytest.raises(LexiconError, match=message):
        Finder(parse_lexicon(content, "mine.toml"), TESTS, AHEAD)
