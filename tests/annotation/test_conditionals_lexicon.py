"""Every form of the lexicon can be found, and every entry has an example that is."""

import re

import pytest

from analysis.annotation.marks.conditionals import UNMARKED, find_conditionals
from analysis.annotation.marks.markers import TESTS, candidates
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.text import Text

LEXICON = load_lexicon("conditionals")
EXAMPLES = [(entry, line) for entry in LEXICON.entries for line in entry.examples]
COUNTEREXAMPLES = [(entry, line) for entry in LEXICON.entries for line in entry.counterexamples]


@pytest.mark.parametrize(("entry", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_the_bracketed_marker_is_found(entry: Entry, line: str) -> None:
    match = re.search(r"\[(.+?)\]", line)
    assert match is not None
    plain = line.replace("[", "").replace("]", "")
    span = (match.start(), match.end() - 2)
    marks = [mark for mark in find_conditionals(Text(plain)) if mark.entry == entry.id]
    if entry.test == "imperative":
        assert [plain[mark.protasis[1] : span[0]].strip(", ") for mark in marks] == [""]
    elif entry.category in UNMARKED:
        assert [mark.protasis[0] for mark in marks] == [span[0]]
    else:
        assert [mark.marker for mark in marks] == [span]


@pytest.mark.parametrize(("entry", "line"), COUNTEREXAMPLES, ids=[line for _, line in COUNTEREXAMPLES])
def test_nothing_is_found_in_a_counterexample(entry: Entry, line: str) -> None:
    assert [mark for mark in find_conditionals(Text(line)) if mark.entry == entry.id] == []


@pytest.mark.parametrize("form", sorted(LEXICON.by_form))
def test_every_form_is_a_candidate(form: str) -> None:
    entry = LEXICON.by_form[form]
    lead = "Go " if entry.test == "imperative" else "It would go, "
    line = f"{lead}{form} we will see." if entry.category != "relative" else f"{form} who goes will see."
    assert entry.id in [candidate.entry.id for _, candidate in candidates([Text(line)])]


def test_every_entry_names_a_test_that_exists() -> None:
    assert {entry.test for entry in LEXICON.entries} == set(TESTS)


def test_every_table_cites_known_sources() -> None:
    cited = {
        key
        for table in LEXICON.tables.values()
        for part in ([table] if "source" in table else table.values())
        for key in part["source"]
    }
    assert cited <= set(LEXICON.sources)
