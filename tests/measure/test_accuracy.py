"""Accuracy tables: by hand, and the results kept in the repository."""

import pandas as pd
import pytest

from analysis.base.errors import CorpusError
from analysis.measure.gold_accuracy import REST, most_frequent, read_counts, read_measures, score_by
from analysis.show import plots

COUNTS = pd.DataFrame(
    [
        ("political", "speech", "hedges", "think", 26, 0, 5),
        ("political", "news", "hedges", "think", 4, 1, 0),
        ("political", "news", "hedges", "or so", 1, 1, 0),
        ("political", "news", "hedges", "sort of", 0, 0, 1),
    ],
    columns=["set", "register", "layer", "marker", "tp", "fp", "fn"],
)


def test_scores_are_shares_of_summed_counts():
    row = score_by(COUNTS, ["layer"]).iloc[0]
    assert (row["tp"], row["fp"], row["fn"]) == (31, 2, 6)
    assert row["precision"] == pytest.approx(31 / 33)
    assert row["recall"] == pytest.approx(31 / 37)
    assert row["precision_low"] < row["precision"] < row["precision_high"]


def test_rare_markers_are_summed_up_and_come_last():
    table = most_frequent(score_by(COUNTS, ["layer", "marker"], at_least=3), top=5)
    assert table["marker"].tolist() == ["think", REST]
    assert table.iloc[1][["tp", "fp", "fn"]].tolist() == [1, 1, 1]


def test_what_was_never_marked_has_no_precision_and_the_whole_interval():
    row = score_by(COUNTS[COUNTS["marker"] == "sort of"], ["marker"]).iloc[0]
    assert pd.isna(row["precision"])
    assert (row["precision_low"], row["precision_high"]) == (0, 1)


def test_the_kept_results_can_be_read_and_drawn():
    counts, measures = read_counts("benchmarks"), read_measures("benchmarks")
    assert {"modals", "hedges", "boosters", "conditionals"} <= set(counts["layer"])
    assert measures["value"].dropna().between(0, 1).all()
    table = score_by(counts, ["layer", "marker"], at_least=8)
    assert plots.plot_accuracy(table, [("hedges", "Hedges")]).axes


def test_a_table_of_something_else_is_refused(tmp_path):
    (tmp_path / "accuracy_markers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_counts(tmp_path)
    assert (
        str(error.value)
        == "accuracy_markers.csv: the column 'set' is missing; benchmarks/accuracy.py writes it"
    )
