"""Many texts read together give what each gives alone; compact models give what plain ones give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.document_batches import batches
from analysis.annotation.pipeline import annotate_corpus, annotate_document
from analysis.annotation.statements import attribute, find_statements
from analysis.annotation.statements.chain import (
    Chain,
    pack_chain,
    stored_chain,
    unpack_chain,
    unpack_lanes,
)
from analysis.annotation.statements.choice_features import _sums
from analysis.annotation.statements.features import Scene, cue_features
from analysis.annotation.statements.ranker import load_ranker
from analysis.annotation.statements.token_columns import Passage, make_columns
from analysis.annotation.statements.vocabulary import load_tagger
from analysis.base.records import Document
from analysis.language.text import Text, Tokens, fold

NEWS = [
    'Ann Lee said that the bridge would be rebuilt. "We have the money," she added.',
    "Flood warning: rivers may rise, says minister\n\nThe minister, Tom Birch, told reporters so on Monday.",
    "“If they wait,” Ann Lee said, “they will lose.”\n\n“Nobody waits,” she said.",
    "ANN LEE: We may go.\n\nTOM BIRCH: Must we?\n\nANN LEE: We must.",
    "Nothing is reported here.",
    "",
    "Tom Birch warned that prices could double and Ann Lee denied it. He hopes for rain.",
]


def test_texts_read_together_give_what_each_gives_alone():
    texts = NEWS * 3
    together = attribute([Text(text) for text in texts], [Document("x", text) for text in texts], None)
    assert together == [find_statements(Text(text), {}, None) for text in texts]
    assert sum(len(found.statements) for found in together) > 20


def test_a_corpus_is_annotated_as_its_documents_are():
    documents = [Document(f"d{n}", text) for n, text in enumerate(NEWS)]
    assert list(annotate_corpus(documents)) == [annotate_document(document) for document in documents]


def features(texts):
    """The tags and the features of cues for all tokens of some texts that are read together."""
    cues = unpack_lanes(stored_chain("cues"))
    passages = [Passage(text, [range(len(text.sentences))], []) for text in map(Text, texts)]
    columns = make_columns(passages, load_tagger())
    seen = np.stack([columns.tag, *cue_features(Scene(columns), cues.bits)])
    return [seen[:, columns.block == n] for n in range(len(texts))]


@pytest.mark.parametrize(
    "before", ["Agreed.", "Agreed", "They say", "Lee said.", "Who? “Lee” said: no", "Said"]
)
@pytest.mark.parametrize("behind", ["Agreed.", "Said", "Lee said that it may rain."])
def test_a_block_sees_nothing_of_its_neighbours(before, behind):
    block = "As told to Lu n, they have gone.\nT"
    [alone] = features([block])
    _, between, _ = features([before, block, behind])
    assert np.flatnonzero((alone != between).any(axis=1)).tolist() == []


def test_batches_end_by_size_and_by_number():
    documents = [Document(str(n), "x" * n) for n in range(6)]
    by_size = [[d.id for d in batch] for batch in batches(documents, characters=4)]
    assert by_size == [["0", "1", "2", "3"], ["4"], ["5"]]
    by_number = [[d.id for d in batch] for batch in batches(documents, characters=100, most=4)]
    assert by_number == [["0", "1", "2", "3"], ["4", "5"]]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB9.,'’“”-\u00a0\u3000 \n\u0130é漢🙂"), max_size=60))
def test_columns_hold_every_token_in_its_place(text):
    read = Text(text)
    if not read.sentences:
        return
    columns = make_columns([Passage(read, [range(len(read.sentences))], [])] * 2, load_tagger())
    real = columns.block == 1
    found = list(zip(columns.start[real].tolist(), columns.end[real].tolist(), strict=True))
    tokens = [Tokens(fold(text), *span) for span in read.sentences]
    assert found == [pair for t in tokens for pair in zip(t.start, t.end, strict=True)]


@pytest.fixture
def chain():
    random = np.random.default_rng(7)
    table = np.where(random.random((256, 5)) < 0.5, random.normal(size=(256, 5)), 0)
    plain = Chain(tuple("abcde"), table.astype(np.float32), random.normal(size=(5, 5)).astype(np.float32))
    return pack_chain(plain)


@pytest.fixture
def columns():
    return list(np.random.default_rng(8).integers(0, 256, (30, 50)))


def test_lanes_give_the_marginals_of_the_plain_chain(chain, columns):
    plain, lanes = unpack_chain(chain), unpack_lanes(chain)
    lengths = np.array([20, 1, 29])
    wanted = plain.marginals(plain.scores(columns, 50), lengths)
    found = lanes.marginals(lanes.scores(columns, 50), lengths)
    assert lanes.bits == plain.bits == 8
    np.testing.assert_allclose(found, wanted, atol=1e-5)


@pytest.mark.parametrize("unpack", [unpack_chain, unpack_lanes])
def test_marginals_are_the_same_bits_whatever_is_read_beside(chain, columns, unpack):
    model = unpack(chain)
    scores, lengths = model.scores(columns, 50), np.array([20, 1, 2, 27])
    together = model.marginals(scores, lengths)
    parts = np.split(scores, np.cumsum(lengths)[:-1])
    alone = [model.marginals(part, np.array([len(part)])) for part in parts]
    assert together.tobytes() == np.concatenate(alone).tobytes()


def test_alternatives_are_ranked_by_themselves():
    numbers = np.random.default_rng(9).uniform(0, 9, (700, 63)).astype(np.float32)
    ranker = load_ranker()
    together = ranker.probability(numbers)
    assert len(ranker.probability(numbers[:0])) == 0
    for size in (1, 5, 31):
        parts = [ranker.probability(numbers[i : i + size]) for i in range(0, 700, size)]
        assert together.tobytes() == np.concatenate(parts).tobytes()


def test_sums_of_shares_do_not_depend_on_what_stands_before():
    shares = np.random.default_rng(10).random(3000, dtype=np.float32) ** 20
    behind = _sums(shares)
    assert np.array_equal(behind[2900:] - behind[2900], _sums(shares[2900:]))
