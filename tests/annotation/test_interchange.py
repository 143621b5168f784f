"""The interchange record: complete, plain, and true to the text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate

SEED = (Path(__file__).parents[2] / "seeds/2025-05-09-vance-walk-away.txt").read_text(encoding="utf-8")
FIELDS = {
    "statements": {"start", "end", "spans", "speaker", "speaker_span", "cue", "kind"},
    "modals": {"start", "end", "lemma", "class", "negated", "senses", "quirk", "statement"},
    "hedges": {"start", "end", "entry", "category", "statement"},
    "boosters": {"start", "end", "entry", "statement"},
    "conditionals": {
        *("marker", "marker_text", "protasis", "apodosis", "kind", "order", "act_candidates", "statement"),
    },
}
WORDS = """“ ” ' ’ " , . ; : — \n \n\n if unless had we were may May will can’t won't should would 'd 'll he
said that according to about 40 sort of I think perhaps walk away Mr. Vance going to
İ 🙂 e\u0301 ﬁ \r\n"""
POLITICAL = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)
ALL_LAYERS = "“Perhaps we might go if they stay,” Ann Lee said. It will certainly rain."


@pytest.fixture(scope="module")
def seed():
    return annotate(SEED, id="seed")


def test_every_field_of_the_contract_is_there():
    record = annotate(ALL_LAYERS)
    assert {"id", "words", *FIELDS} <= set(record)
    for layer, fields in FIELDS.items():
        assert record[layer], f"the text has {layer}"
        for mark in record[layer]:
            assert fields <= set(mark), layer


def test_the_record_is_plain_json(seed):
    assert json.loads(json.dumps(seed)) == seed


def test_distributions_sum_to_one(seed):
    for modal in seed["modals"]:
        assert sum(modal["senses"].values()) == pytest.approx(1, abs=1e-9)
        assert sum(modal["quirk"].values()) == pytest.approx(1, abs=1e-9)
        assert set(modal["senses"]) == {"epistemic", "deontic", "dynamic"}


def test_the_same_text_gives_the_same_record(seed):
    assert annotate(SEED, id="seed") == seed


def check(text, record):
    """Every span of a record lies in the text; statement indices exist; layers do not overlap themselves."""
    for layer in ("modals", "hedges", "boosters"):
        for mark in record[layer]:
            assert 0 <= mark["start"] < mark["end"] <= len(text)
            assert text[mark["start"] : mark["end"]].strip() == text[mark["start"] : mark["end"]] != ""
            assert mark["statement"] is None or mark["statement"] < len(record["statements"])
    for layer in ("hedges", "boosters"):
        marks = record[layer]
        assert all(a["end"] <= b["start"] for a, b in pairwise(marks))
    for conditional in record["conditionals"]:
        for key in ("marker", "protasis", "apodosis"):
            if conditional[key]:
                assert 0 <= conditional[key][0] < conditional[key][1] <= len(text)
        if conditional["marker"]:
            start, end = conditional["marker"]
            assert text[start:end] == conditional["marker_text"]
            assert conditional["protasis"][0] <= start
            assert end <= conditional["protasis"][1]
    for statement in record["statements"]:
        assert 0 <= statement["start"] < statement["end"] <= len(text)
        assert statement["spans"][0][0] == statement["start"]
        assert statement["spans"][-1][1] == statement["end"]


def test_spans_of_the_seed(seed):
    check(SEED, seed)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), POLITICAL))
def test_any_text_is_accepted_and_every_span_lies_inside(text):
    check(text, annotate(text))
