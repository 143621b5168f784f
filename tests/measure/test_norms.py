"""Norms: fits find what counts were drawn from, bands hold, what is said follows from the interval."""

import numpy as np
import pandas as pd
import pytest

from analysis import RunOptions, open_corpus
from analysis.base.errors import StudyError
from analysis.base.layers import LAYERS
from analysis.measure.formulas.predictive import Fitted, band, fit, middle_share, summed
from analysis.measure.register_norms import FEWEST, FITS, NORMS, UNIT, fitted, registers
from analysis.study.provenance.descriptions import describe
from analysis.study.workbench.against_norms import choices, proposed, standing

ARTICLE = (
    "The plan may fail, the report says. “We might leave if they refuse, and we could return,” Ann Lee said. "
    "Lee said that the talks would go on. "
) * 20
FLAT = Fitted(np.log(0.02), 0.0, np.log(4.0), 0.0, 25, 3000)


@pytest.fixture(scope="module")
def drawn():
    """Counts of 1,500 texts of one rate and size."""
    random = np.random.default_rng(1)
    words = random.integers(25, 2000, 1500).astype(float)
    return random.poisson(words * random.gamma(4, 0.02 / 4, 1500)).astype(float), words


def test_the_distribution_finds_what_counts_were_drawn_from(drawn):
    found = fit(*drawn, np.ones(1500))
    mean, size = found.at(300)
    assert mean == pytest.approx(6, rel=0.05)
    assert size == pytest.approx(4, rel=0.25)


def test_bands_hold_nine_in_ten(drawn):
    inside = [
        low <= n <= high for n, words in zip(*drawn, strict=True) for low, high in [band(FLAT.pmf(words))]
    ]
    assert 0.88 < np.mean(inside) < 0.93


@pytest.mark.parametrize("words", [30, 100, 1000, 20_000])
def test_probabilities_add_up(words):
    assert FLAT.pmf(words).sum() == pytest.approx(1, abs=1e-6)
    assert summed([(FLAT, words), (FLAT, 50)]).sum() == pytest.approx(1, abs=1e-6)


def test_shares_rise_with_the_count():
    shares = [middle_share(FLAT.pmf(200), n) for n in (0, 0.5, 1, 4, 30)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((0.97, 0.56, 1.0), "more than in 9 of 10 comparable texts [5, 10]"),
        ((0.05, 0.0, 0.3), "less than in 9 of 10 comparable texts [7, 10]"),
        ((0.6, 0.3, 0.75), "not told apart from the middle of comparable texts"),
        ((0.6, 0.1, 0.95), "too short to tell"),
        ((0.6, float("nan"), float("nan")), "too short to tell"),
    ],
)
def test_what_may_be_said(shares, words):
    assert standing(*shares) == words


@pytest.mark.parametrize("path", sorted(NORMS.glob("*.csv")), ids=lambda path: path.stem)
def test_counts_have_no_words_and_enough_speakers(path):
    table = pd.read_csv(path)
    if path.name == FITS:
        assert set(table["register"]) == set(registers())
        return
    assert list(table.columns[:3]) == UNIT
    assert set(LAYERS) <= set(table.columns)
    assert (table.groupby("band")["speaker"].nunique() >= FEWEST).all()
    assert table.drop(columns="band").map(lambda cell: isinstance(cell, int)).all(axis=None)
    assert set(fitted(path.stem)) == set(table.columns) - set(UNIT)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("norms") / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return open_corpus(path)


def test_the_press_is_compared_with_the_press_only(corpus):
    news, debates = corpus.against("news", "modals"), corpus.against("debates", "modals")
    assert news.set_index(["voice", "manner"])["norm_high"].notna().any()
    assert set(news["manner"]) == {"", "quoted", "reported"}
    assert debates["norm_high"].isna().all()
    assert set(debates["standing"]) <= {"not compared: no norms of such words", "too short to tell"}
    assert list(proposed(corpus)["norms"]) == ["news"]


def test_a_register_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"norms: no register 'debate'.*debates"):
        open_corpus("seeds", run=RunOptions("x", tmp_path, {"norms": "debate"}))
    assert "news" in choices()


def test_a_voice_as_a_whole_has_no_manner_in_what_is_said(corpus):
    said = describe(corpus.against("news", "modals"))
    assert "quoted" in said
    assert ", ," not in said


def test_records_name_the_norms():
    origin = open_corpus("seeds", run=RunOptions("x", "figures", {"norms": "news"})).origin
    assert "norms/news" in origin.models
    assert not any(name.startswith("norms/") for name in open_corpus("seeds").origin.models)
