"""The unit of inference: the highest level that leaves six or more in each group."""

import pandas as pd
import pytest
from count_tables import documents_of, random_corpus, voices_of

from analysis.base.errors import StudyError
from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.inference_units import with_unit


def texts(speakers, each, *, outlets=1, **more):
    """Two parties of so many speakers with so many texts; an outlet for each `outlets` speakers."""
    rows = [(p, s, t) for p in "ab" for s in range(speakers) for t in range(each)]
    names = [f"{p}{s}-{t}" for p, s, t in rows]
    documents = documents_of(
        dict.fromkeys(names, 500),
        party=[p for p, _, _ in rows],
        speaker=[f"{p}{s}" for p, s, _ in rows],
        outlet=[f"{p}{s // outlets}" for p, s, _ in rows],
    )
    return voices_of({(name, "narrator"): 500 for name in names}), documents.assign(**more)


@pytest.mark.parametrize(
    ("corpus", "hierarchy", "unit", "note"),
    [
        (texts(10, 8), (), "speaker", "unit: speaker (10 and 10 speakers)"),
        (texts(10, 1), (), "doc_id", "unit: text (10 and 10 texts)"),  # nobody speaks twice
        (
            texts(5, 4),
            (),
            "doc_id",
            "unit: text (20 and 20 texts), as 5 and 5 speakers in a group are fewer than 6: "
            "intervals and tests may be too sure",
        ),
        (texts(12, 2, outlets=2), ("speaker", "outlet"), "outlet", "unit: outlet (6 and 6 outlets)"),
        (
            texts(10, 2, outlets=2),
            ("speaker", "outlet"),
            "speaker",
            "unit: speaker (10 and 10 speakers), as 5 and 5 outlets in a group are fewer than 6: "
            "intervals and tests may be too sure",
        ),
    ],
)
def test_the_highest_level_with_enough_units_is_taken(corpus, hierarchy, unit, note):
    settled = with_unit(Design(hierarchy=hierarchy), *corpus, ["party"])
    assert (settled.unit, settled.unit_note) == (unit, note)


def test_a_study_that_names_its_unit_is_obeyed_and_told():
    settled = with_unit(Design(unit="doc_id"), *texts(10, 8), ["party"])
    assert settled.unit == "doc_id"
    assert settled.unit_note == "unit: text, as asked; the default would be the speaker (10 and 10 speakers)"


def test_levels_that_lie_across_each_other_are_refused():
    voices, documents = texts(10, 8)
    sitting = documents.assign(sitting=[f"s{number % 8}" for number in range(len(documents))])
    with pytest.raises(StudyError, match=r"^hierarchy: 'a0' of speaker stands in 8 of sitting"):
        with_unit(Design(hierarchy=("speaker", "sitting")), voices, sitting, ["party"])
    with pytest.raises(StudyError, match=r"^hierarchy: there is no column 'house'"):
        with_unit(Design(hierarchy=("house",)), voices, sitting)


def test_texts_without_a_speaker_are_units_of_their_own():
    voices, documents = texts(7, 2)
    some = documents.assign(speaker=documents["speaker"].where(documents["speaker"] != "a0"))
    settled = with_unit(Design(), voices, some, ["party"])
    assert settled.unit_note == "unit: speaker (8 and 7 speakers)"


def test_tables_take_the_unit_by_themselves():
    marks, voices, documents = random_corpus(60, items={"can": (6, 6)}, seed=3)
    one = pd.Series([f"{group}{number // 6}" for number, group in enumerate(documents["group"])])
    own = documents.assign(speaker=one)
    contrast = Contrast("group", "a", "b")
    found, asked = (compare(marks, voices, own, contrast, d) for d in (Design(), Design(unit="speaker")))
    assert found.equals(asked)
    assert found.loc[0, ["unit", "units_a", "units_b"]].tolist() == ["speaker", 10, 10]
    assert rates(marks, voices, own).equals(rates(marks, voices, own, Design(unit="speaker")))
