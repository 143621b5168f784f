"""How far the layers overlap, on texts annotated by hand."""

import pytest
from little_corpus import annotation, little_annotations, modal

from analysis.base.records import Hedge
from analysis.measure.statistics.overlaps import OVERLAPS, overlapping_items, overlaps_table
from analysis.measure.tables import marks_table

TEXT = "It could be that they must perhaps say what they could do."


def hedge(words):
    at = TEXT.index(words)
    return Hedge(at, at + len(words), words.lower(), "epistemic")


def text(name):
    """Three modals and three hedges: one modal inside a longer hedge, one that is a hedge itself."""
    last = TEXT.rindex("could")
    modals = [modal(TEXT, "could", None), modal(TEXT, "must", None)]
    modals.append(modal(" " * last + "could", "could", None))
    hedges = [hedge("It could be that"), hedge("perhaps"), Hedge(last, last + 5, "could", "epistemic")]
    return annotation(name, TEXT, modals=modals, hedges=hedges)


@pytest.fixture(scope="module")
def eight():
    return [text(f"t{number}") for number in range(8)]


def test_overlap_between_layers(eight):
    table = overlaps_table(eight).set_index(["layer", "other"])
    assert table.loc[("hedges", "modals"), ["n", "total", "documents"]].tolist() == [16, 24, 8]
    assert table.loc[("modals", "hedges"), "share"] == pytest.approx(2 / 3)


def test_the_interval_resamples_texts(eight):
    plain = annotation("plain", TEXT, modals=[modal(TEXT, "must", None)])
    table = overlaps_table([*eight, plain]).set_index(["layer", "other"])
    assert table.loc[("modals", "hedges"), "n":"total"].tolist() == [16, 25]
    low, high = table.loc[("modals", "hedges"), ["low", "high"]]
    assert low < 16 / 25 < high <= 1


def test_marks_side_by_side_share_nothing():
    at = TEXT.index("perhaps")
    beside = modal(" " * (at - 1) + "x", "x", None)  # ends where the hedge begins
    table = overlaps_table([annotation("x", TEXT, modals=[beside], hedges=[hedge("perhaps")])])
    assert table["n"].tolist() == [0] * len(table)


def test_few_texts_have_no_interval():
    table = overlaps_table(little_annotations())
    assert list(table.columns) == list(OVERLAPS)
    assert table["low"].isna().all()


def test_a_layer_without_marks_has_no_row(eight):
    assert set(overlaps_table(eight)["layer"]) == {"modals", "hedges"}
    assert overlaps_table([]).empty


def test_items_that_are_the_same_words(eight):
    assert overlapping_items(marks_table(eight)).to_numpy().tolist() == [
        ["hedges", "could", "modals", "could", 8],
        ["hedges", "it could be that", "modals", "could", 8],
        ["modals", "could", "hedges", "could", 8],
        ["modals", "could", "hedges", "it could be that", 8],
    ]


def test_every_span_agrees_with_comparing_all_pairs(eight):
    """The table against a comparison of every mark with every other."""
    marks = marks_table(eight)
    pairs = marks.merge(marks, on="doc_id", suffixes=("", "_other"))
    met = pairs[(pairs["start"] < pairs["end_other"]) & (pairs["start_other"] < pairs["end"])]
    by_hand = met.drop_duplicates(["doc_id", "layer", "start", "layer_other"])
    counted = by_hand.groupby(["layer", "layer_other"]).size()
    table = overlaps_table(eight).set_index(["layer", "other"])["n"]
    assert table["modals", "hedges"] == counted["modals", "hedges"]
    assert table["hedges", "modals"] == counted["hedges", "modals"]
