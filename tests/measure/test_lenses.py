"""One set of marks through several taxonomies, and lists counted by the bare word."""

import pandas as pd
import pytest

from analysis.annotation.marks.boosters import find_boosters
from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document
from analysis.language.text import Text
from analysis.measure.tables import MARKS, marks_table
from analysis.measure.taxonomies import LENSES, apply_lens, count_as, lens_labels, presets

SENTENCE = "I think it may cost roughly 40 dollars, which is certainly fair, according to the mayor."


def marks_of(sentence: str) -> pd.DataFrame:
    text = Text(sentence)
    modals = find_modals(text)
    found = {"modals": modals, "hedges": find_hedges(text, modals), "boosters": find_boosters(text, modals)}
    nobody = {"statements": (), "statement_words": (), "excluded": ()}
    marks = {layer: tuple(found.get(layer, ())) for layer in LAYERS}
    document = Document("a", sentence)
    return marks_table([Annotation(document, 1, tuple(text.sentences), **nobody, marks=marks)])


@pytest.fixture(scope="module")
def marks() -> pd.DataFrame:
    return marks_of(SENTENCE)


@pytest.mark.parametrize(
    ("lens", "expected"),
    [
        (
            "prince1982",
            {
                "think": "shield-plausibility",
                "roughly": "approximator-rounder",
                "according-to": "shield-attribution",
            },
        ),
        (
            "hyland2005",
            {
                "think": "booster",
                "may": "hedge",
                "roughly": "hedge",
                "certainly": "booster",
                "according-to": "evidential",
            },
        ),
        ("holmes1988", {"think": "lexical-verb", "may": "modal-verb", "certainly": "adverbial"}),
        ("biber1988", {"think": "private-verb", "may": "possibility-modal"}),
        ("salager-meyer1994", {"think": "author-doubt", "may": "shield", "roughly": "approximator"}),
        ("lakoff1973", {"roughly": "hedge"}),
        ("quirk1985", {"certainly": "emphasizer"}),
    ],
)
def test_a_lens_keeps_and_relabels_what_belongs(
    marks: pd.DataFrame, lens: str, expected: dict[str, str]
) -> None:
    seen = apply_lens(marks, lens)
    found = dict(zip(seen["item"], seen["category"], strict=True))
    assert found == expected


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_keeps_the_shape_of_the_table(marks: pd.DataFrame, lens: str) -> None:
    seen = apply_lens(marks, lens)
    assert list(seen.columns) == list(MARKS)
    assert seen.dtypes.equals(marks.dtypes)
    assert list(apply_lens(marks.iloc[:0], lens).columns) == list(MARKS)
    assert lens_labels(lens), "every lens has entries"


def test_the_reading_decides_the_label() -> None:
    seen = apply_lens(marks_of("I doubt it will pass. The deal is in doubt."), "holmes1988")
    assert list(seen.loc[seen["item"] == "doubt", "category"]) == ["lexical-verb", "noun"]


def test_an_unknown_lens_names_the_known_ones(marks: pd.DataFrame) -> None:
    with pytest.raises(StudyError, match=r"^unknown lens 'hyland'; known: biber1988, .*salager-meyer1994$"):
        apply_lens(marks, "hyland")


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("biber1988-hedges", ["maybe", "kind of"]),
        ("hyland2005-hedges", ["maybe", "may", "about"]),
        ("hyland2005-boosters", ["must"]),
        ("mfte-hedges", ["maybe", "kind of"]),
        ("biber1988-possibility-modals", ["may"]),
    ],
)
def test_presets_count_the_bare_word(preset: str, expected: list[str]) -> None:
    text = Text("Maybe on 8 May they must talk about a kind of peace.")
    assert [item for _, _, item in count_as(text, preset)] == expected


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_item_of_a_preset_can_be_counted(name: str) -> None:
    for item in presets()[name].items:
        assert [found for _, _, found in count_as(Text(f"It is {item} so."), name)] == [item]
    assert presets()[name].cite


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(StudyError, match=r"^unknown preset 'biber'; known: biber1988-amplifiers, "):
        count_as(Text("maybe"), "biber")
