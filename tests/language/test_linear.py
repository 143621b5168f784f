"""Linear models: sums over features, and several models or classes added up at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.linear import BIAS, Columns, JointModel, LinearModel, parse_model, softmax

THOUSANDTHS = st.integers(-5000, 5000).map(lambda number: number / 1000)
PAIR = LinearModel(("yes", "no"), {"a": (0.5, -0.25), "b": (1.0, 0.0), BIAS: (-0.125, 0.125)})
SINGLE = LinearModel(("yes",), {"a": (0.5,), "c": (-2.0,), BIAS: (0.25,)})


def test_unknown_features_count_nothing_and_the_bias_always():
    assert PAIR.scores(["a", "b", "unknown"]) == [1.375, -0.125]
    assert PAIR.scores([]) == [-0.125, 0.125]


def test_the_score_of_a_binary_model_is_its_only_sum():
    assert SINGLE.score(["a", "c", "unknown"]) == SINGLE.scores(["a", "c", "unknown"])[0] == -1.25
    assert SINGLE.probability([]) > 0.5 > SINGLE.probability(["c"])


def test_a_model_is_read_as_it_is_written():
    assert parse_model(PAIR.dump()).weights == PAIR.weights


@given(st.lists(st.lists(THOUSANDTHS, min_size=3, max_size=3), max_size=40))
def test_rows_add_up_as_their_numbers_do(rows):
    columns = Columns(3)
    total = columns.unpack(sum(map(columns.pack, rows)))
    assert total == pytest.approx([sum(column) for column in zip(*rows, strict=True)] or [0.0] * 3)


@pytest.mark.parametrize(
    ("row", "index"),
    [([1.0, 2.0, -3.0], 1), ([2.0, 2.0, 0.0], None), ([-1.0, 0.0, -2.0], None), ([0.001, 0.0, 0.0], 0)],
)
def test_the_highest_column_stands_alone_above_zero(row, index):
    columns = Columns(3)
    assert columns.highest(columns.pack(row)) == index


def test_joint_models_give_what_each_gives_alone():
    joint = JointModel([PAIR, SINGLE])
    for features in ([], ["a"], ["b", "c"], ["a", "a", "unknown"]):
        assert joint.scores(features) == [
            pytest.approx(PAIR.scores(features)),
            pytest.approx(SINGLE.scores(features)),
        ]


def test_shares_sum_to_one_even_for_large_scores():
    assert softmax([800.0, 800.0]) == [0.5, 0.5]
    assert sum(softmax([-3.0, 0.0, 900.0])) == pytest.approx(1)
