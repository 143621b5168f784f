"""Counts by sampling unit: what is counted, what is a zero, what is refused."""

import pandas as pd
import pytest
from count_tables import documents_of, marks_of, voices_of

from analysis.base.errors import StudyError
from analysis.measure.statistics.counts import count_units, counted_marks, parse_per
from analysis.measure.statistics.design import Design
from analysis.measure.store import Weight

MARKS = marks_of(
    [
        ("d1", "narrator", ["can", "can", "will"]),
        ("d1", "Ann", ["must"]),
        ("d2", "narrator", ["can"]),
    ]
)
VOICES = voices_of({("d1", "narrator"): 400, ("d1", "Ann"): 100, ("d2", "narrator"): 200, ("d2", "Bo"): 50})
DOCUMENTS = documents_of({"d1": 500, "d2": 250}, party=["left", None])


def table(documents=None, **choices):
    """The counts as nested lists: group values, units, marks."""
    return [
        (dict(c.group), c.units, c.marks.astype(int).tolist())
        for c in count_units(MARKS, VOICES, documents, Design(**choices))
    ]


def test_cells_are_the_same_in_every_group():
    groups = count_units(MARKS, VOICES, design=Design(by=["voice", "item"]))
    assert [counts.group["voice"] for counts in groups] == ["Ann", "Bo", "narrator"]
    assert all(counts.cells["item"].tolist() == ["can", "must", "will"] for counts in groups)
    assert [counts.marks.sum(axis=0).tolist() for counts in groups] == [[0, 1, 0], [0, 0, 0], [3, 0, 1]]


def test_sizes_belong_to_the_units():
    narrator = count_units(MARKS, VOICES, design=Design(by=["voice"]))[-1]
    assert narrator.units == ("d1", "d2")
    assert narrator.sizes.tolist() == [400, 200]
    assert narrator.documents == 2


def test_units_without_a_denominator_do_not_count():
    (counts,) = count_units(MARKS, VOICES[VOICES["voice"] == "narrator"], design=Design(per="statement"))
    assert counts.units == ()
    assert counts.marks.shape == (0, 1)


def test_a_voice_can_be_the_unit():
    assert table(unit="voice") == [({}, ("Ann", "Bo", "narrator"), [[1], [0], [4]])]


def test_levels_order_add_and_drop():
    assert table(by=["item"], levels={"item": ["will", "shall", "can"]}) == [
        ({}, ("d1", "d2"), [[1, 0, 2], [0, 0, 1]])
    ]


def test_metadata_gaps_have_a_name():
    assert table(by=["party"], documents=DOCUMENTS) == [
        ({"party": "left"}, ("d1",), [[4]]),
        ({"party": "not given"}, ("d2",), [[1]]),
    ]


def test_a_filter_on_voices_or_documents_filters_the_marks():
    quoted = VOICES[VOICES["voice_kind"] == "direct"]
    assert [c.marks.sum() for c in count_units(MARKS, quoted)] == [1]
    assert [c.marks.sum() for c in count_units(MARKS, VOICES, documents=DOCUMENTS[1:])] == [1]
    assert len(counted_marks(MARKS, quoted, DOCUMENTS)) == 1


def test_weights_are_added_up():
    (counts,) = count_units(
        MARKS.assign(epistemic=0.25), VOICES, design=Design(by="item"), weight=Weight("epistemic")
    )
    assert counts.marks.sum(axis=0).tolist() == [0.75, 0.25, 0.25]


def test_units_can_be_aligned():
    ann, _, narrator = count_units(MARKS, VOICES, design=Design(by=["voice"]))
    aligned = ann.aligned(narrator.units)
    assert (aligned.units, aligned.sizes.tolist(), aligned.marks.tolist()) == (
        ("d1", "d2"),
        [100, 0],
        [[1], [0]],
    )


def test_the_order_of_the_rows_does_not_matter():
    shuffled = count_units(
        MARKS.sample(frac=1, random_state=1), VOICES[::-1], design=Design(by=["voice", "item"])
    )
    for one, other in zip(
        count_units(MARKS, VOICES, design=Design(by=["voice", "item"])), shuffled, strict=True
    ):
        assert (one.units, one.marks.tolist()) == (other.units, other.marks.tolist())


@pytest.mark.parametrize(
    ("per", "scale", "column"),
    [
        ("1,000 words", 1000, "words"),
        ("1,000,000 words", 1e6, "words"),
        ("word", 1, "words"),
        ("100 sentences", 100, "sentences"),
        ("statement", 1, "statements"),
        ("100 finite verbs", 100, "finite_verbs"),
    ],
)
def test_denominators(per, scale, column):
    base = parse_per(per, VOICES.assign(finite_verbs=9))
    assert (base.scale, base.column, base.label) == (scale, column, per)


@pytest.mark.parametrize("per", ["furlongs", "words 1000", "1.5 words", "", "voice", "doc_id"])
def test_unknown_denominators(per):
    with pytest.raises(StudyError) as caught:
        parse_per(per, VOICES)
    assert str(caught.value) == (
        f"per: {per!r} is no denominator; right would be a number and one of words, sentences, statements "
        "('1,000 words', 'statement')"
    )


def test_unknown_columns():
    with pytest.raises(StudyError, match=r"^by: no column 'outlet'; right would be one of doc_id, voice, "):
        count_units(MARKS, VOICES, design=Design(by=["outlet"]))
    with pytest.raises(StudyError, match=r"^unit: no column 'item'; right would be one of doc_id, voice, "):
        count_units(MARKS, VOICES, design=Design(unit="item"))


def test_layers_are_never_added_up():
    both = pd.concat([MARKS, MARKS.assign(layer="hedges")], ignore_index=True)
    with pytest.raises(StudyError) as caught:
        count_units(both, VOICES, design=Design(by=["item"]))
    assert str(caught.value) == (
        "by: the marks hold 2 layers (hedges, modals) and one word may stand in two, so they are never added "
        "up; right would be 'layer' in by, or the marks of one layer"
    )
    assert count_units(both, VOICES, design=Design(by=["layer"]))[0].marks.sum() == 10
