"""The engine of the linear models: files, features from tables of templates, many candidates in one call."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.engine.feature_templates import Templates, bag
from analysis.language.engine.hashing import joint
from analysis.language.engine.linear_models import BIAS, FORM, LinearModel, parse_model, softmax
from analysis.language.engine.scoring import Column, Scorer, columns_of, features_of

PAIR = LinearModel(("yes", "no"), {"a": (0.5, -0.25), "b": (1.0, 0.0), BIAS: (-0.125, 0.125)})
SINGLE = LinearModel(("yes",), {"a": (0.5,), "c": (-2.0,), BIAS: (0.25,)})


def test_unknown_features_count_nothing_and_the_bias_always():
    assert PAIR.scores(["a", "b", "unknown"]) == [1.375, -0.125]
    assert PAIR.scores([]) == [-0.125, 0.125]


def test_the_score_of_a_binary_model_is_its_only_sum():
    assert SINGLE.score(["a", "c", "unknown"]) == SINGLE.scores(["a", "c", "unknown"])[0] == -1.25
    assert SINGLE.probability([]) > 0.5 > SINGLE.probability(["c"])


def test_shares_sum_to_one_even_for_large_scores():
    assert softmax([800.0, 800.0]) == [0.5, 0.5]
    assert sum(softmax([-3.0, 0.0, 900.0])) == pytest.approx(1)


def test_a_model_is_read_as_it_is_written():
    text = PAIR.dump()
    assert text.splitlines()[0] == FORM
    assert parse_model(text).weights == PAIR.weights


@pytest.mark.parametrize("text", ["", "#classes\tyes\na\t0.5\n", "#linear-model\t2\n#classes\tyes\n"])
def test_another_form_of_file_is_refused(text):
    with pytest.raises(ValueError, match="begins with the line"):
        parse_model(text)


# --- batches ----------------------------------------------------------------------------------

TABLE = Templates(("lemma", "lemma+verb", "verb+word[-1]+place", *bag("near", 3)))
LEMMAS = ["may", "have to", "_"]
WORDS = ["go", "say", "of", ","]
THOUSANDTHS = st.integers(-5000, 5000).map(lambda number: number / 1000)
CANDIDATE = st.tuples(
    st.sampled_from(LEMMAS),
    st.sampled_from(WORDS),
    st.sampled_from(["$", *WORDS]),
    st.sampled_from(["^", "M", ""]),
    *(st.sampled_from(["", *WORDS]) for _ in range(3)),
)


def strings(candidates):
    return features_of(TABLE, columns_of(TABLE.columns, candidates))


@st.composite
def models(draw, classes):
    """A model of some of the features that candidates may have."""
    known = sorted({feature for row in strings(draw(st.lists(CANDIDATE, min_size=1))) for feature in row})
    rows = st.tuples(*[THOUSANDTHS] * classes)
    return LinearModel(tuple("abc"[:classes]), {feature: draw(rows) for feature in [*known, BIAS]})


@given(models(1), models(3), st.lists(CANDIDATE, min_size=1, max_size=40))
def test_a_batch_gives_what_each_model_gives_for_the_features_of_each_candidate(one, other, candidates):
    scorer = Scorer([one, other], TABLE)
    scores = scorer.scores(columns_of(TABLE.columns, candidates))
    for model, part in zip((one, other), scorer.parts, strict=True):
        alone = [model.scores(features) for features in strings(candidates)]
        assert scores[:, part] == pytest.approx(np.array(alone))


@given(models(1), st.lists(CANDIDATE, min_size=2, max_size=20))
def test_the_score_of_a_candidate_does_not_depend_on_the_batch(model, candidates):
    scorer = Scorer([model], TABLE)
    many = scorer.thousandths(columns_of(TABLE.columns, candidates * 400))
    alone = [scorer.thousandths(columns_of(TABLE.columns, [one]))[0, 0] for one in candidates]
    assert many[:, 0].tolist() == alone * 400


def test_no_candidates_have_no_scores():
    columns = {name: Column([]) for name in TABLE.columns}
    assert Scorer([SINGLE_OF_TABLE], TABLE).scores(columns).shape == (0, 1)


SINGLE_OF_TABLE = LinearModel(("yes",), {"lemma may": (1.0,)})


def test_values_may_be_kept_once_and_pointed_at():
    column = Column(("may", "have to"), np.array([1, 0, 1]))
    assert column.values() == ["have to", "may", "have to"]
    assert column.take(np.array([2, 1])).values() == ["have to", "may"]
    scorer = Scorer([SINGLE_OF_TABLE], Templates(["lemma"]))
    assert scorer.scores({"lemma": column})[:, 0].tolist() == [0, 1, 0]


def test_a_feature_reads_as_its_template_and_its_values():
    values = {"lemma": "have to", "verb": "go", "word[-1]": "$", "place": ""}
    assert TABLE.features(values | dict.fromkeys(("near[1]", "near[3]"), "go") | {"near[2]": ""}) == [
        *("lemma have_to", "lemma+verb have_to go", "near go", "near go")
    ]


@pytest.mark.parametrize("feature", ["verb go", "lemma may go", "lemma"])
def test_a_model_of_another_table_is_refused(feature):
    with pytest.raises(ValueError, match="no template of its table"):
        Scorer([LinearModel(("yes",), {feature: (1.0,)})], TABLE)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=60, unique=True))
def test_joint_columns_are_equal_where_all_of_them_are(pairs):
    columns = np.array(pairs).T.copy()
    assert len(set(joint(*columns).tolist())) == len(pairs)
