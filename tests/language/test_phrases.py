"""Phrases in a folded text: whole words, the longest first, never overlapping."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.phrases import Matcher

FORMS = ["as", "as long as", "could", "could be", "sort of", "more or less", "i think", "can't", "so-called"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it could be so", ["could be"]),
        ("it could\n  be so", ["could be"]),
        ("it could bear it", ["could"]),
        ("as long as it lasts, as usual", ["as long as", "as"]),
        ("as long  as", ["as long as"]),
        ("as longas", ["as"]),
        ("more or lesser", []),
        ("it was more or less, i think", ["more or less", "i think"]),
        ("gas mask", []),
        ("could-be heroes", []),
        ("half-could", []),
        ("couldn't", []),
        ("could_be", []),
        ("we can't; a so-called can't-do man", ["can't", "so-called"]),
        ("(could)", ["could"]),
        ("", []),
    ],
)
def test_whole_phrases_longest_first(text, found):
    assert [form for _, _, form in Matcher(FORMS).find(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we'll go", [(2, 5, "'ll")]),
        ("we 'll go", [(3, 6, "'ll")]),
        ("'ll", []),
        ("we'llama", []),
        ("i'd we'll", [(1, 3, "'d"), (6, 9, "'ll")]),
    ],
)
def test_a_clitic_follows_its_word(text, found):
    assert list(Matcher(["'ll", "'d", "go away"]).find(text)) == found


def test_offsets_are_those_of_the_whole_text():
    assert list(Matcher(["may"]).find("may may may", 3, 7)) == [(4, 7, "may")]


def test_a_list_without_forms_finds_nothing():
    assert list(Matcher([]).find("anything")) == []


def test_signs_of_patterns_are_plain_signs():
    assert [form for _, _, form in Matcher(["a.b", "c*"]).find("axb a.b c* cc")] == ["a.b", "c*"]


@given(st.lists(st.text("ab -'", min_size=1).map(" ".join).map(str.strip)), st.text("ab -'.\n"))
def test_any_list_and_any_text_are_accepted(forms, text):
    known = {" ".join(form.split()) for form in forms} - {""}
    last = 0
    for start, end, form in Matcher(known).find(text):
        assert last <= start < end <= len(text)
        assert form in known
        assert re.sub(r"\s+", " ", text[start:end]) == form
        last = end


@given(
    st.sets(st.sampled_from(["a", "b", "a b", "b a", "a b a", "ab"]), min_size=1),
    st.lists(st.sampled_from("ab")),
)
def test_the_longest_form_at_the_leftmost_place(forms, words):
    """Against a search that tries every form at every word."""
    expected, i = [], 0
    while i < len(words):
        sizes = [
            size for size in (3, 2, 1) if " ".join(words[i : i + size]) in forms and i + size <= len(words)
        ]
        if sizes:
            expected.append(" ".join(words[i : i + sizes[0]]))
        i += sizes[0] if sizes else 1
    assert [form for _, _, form in Matcher(forms).find(" ".join(words))] == expected
