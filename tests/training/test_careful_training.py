import json
from collections import Counter

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training the careful reader needs torch (see its docstring)")
pytest.importorskip("onnx", reason="training the careful reader needs onnx (see its docstring)")
pytest.importorskip("onnxruntime", reason="the careful reader needs the extra 'careful' (onnxruntime)")

from little_gold import little_gold  # noqa: E402

from analysis.annotation.statements.careful.encoder import unpack_encoder  # noqa: E402
from analysis.annotation.statements.careful.word_pieces import SPECIAL, WordPieces  # noqa: E402
from analysis.annotation.statements.chain import forward_backward  # noqa: E402
from analysis.training.careful import __main__ as training  # noqa: E402
from analysis.training.careful import fitting  # noqa: E402
from analysis.training.careful.annotated_articles import read_articles  # noqa: E402
from analysis.training.careful.examples import make_example, together  # noqa: E402
from analysis.training.careful.network import Network  # noqa: E402
from analysis.training.careful.pretrained import choose_pieces, read_weights  # noqa: E402
from analysis.training.train_statements import read_records  # noqa: E402

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), *".,“”’"]
PLAN = fitting.Plan(epochs=1, batch=2)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    gold = little_gold(tmp_path_factory.mktemp("gold"))
    return read_articles(read_records(gold / "attribution" / "train.jsonl.gz")[:6])[1]


@pytest.fixture(scope="module")
def examples(articles):
    return [make_example(article, WordPieces(NAMES)) for article in articles]


@pytest.fixture
def network():
    torch.manual_seed(0)
    return Network(len(NAMES))


def test_the_gradient_of_a_chain_is_that_of_its_likelihood():
    random = np.random.default_rng(0)
    scores, links = (random.normal(size=shape).astype(np.float32) for shape in ((5, 4), (4, 4)))
    gold, lengths = np.array([0, 1, 1, 3, 2]), np.array([3, 2])

    def likelihood(s, t):
        total = 0.0
        for first, last in ((0, 3), (3, 5)):
            paths = s[first]
            for row in s[first + 1 : last]:
                paths = torch.logsumexp(paths[:, None] + t, 0) + row
            said = sum(s[i, gold[i]] for i in range(first, last))
            said = said + sum(t[gold[i - 1], gold[i]] for i in range(first + 1, last))
            total = total + torch.logsumexp(paths, 0) - said
        return total

    gradients = []
    for loss in (likelihood, lambda s, t: fitting._ChainLoss.apply(s, t, gold, lengths)):
        s, t = (torch.from_numpy(array).requires_grad_() for array in (scores, links))
        loss(s, t).backward()
        gradients.append((s.grad.numpy(), t.grad.numpy()))
    for one, other in zip(*gradients, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(examples, network, tmp_path, monkeypatch):
    fitting.fit(network, examples, PLAN, tmp_path / "whole.pt")
    torch.manual_seed(0)
    again = Network(len(NAMES))
    monkeypatch.setattr(fitting, "SAVE_EVERY", -1)
    monkeypatch.setattr(fitting, "_say", lambda *_: None)
    steps = []

    def stopping(*given):
        steps.append(given)
        if len(steps) == 2:
            raise KeyboardInterrupt
        return losses(*given)

    losses = fitting.losses
    monkeypatch.setattr(fitting, "losses", stopping)
    with pytest.raises(KeyboardInterrupt):
        fitting.fit(again, examples, PLAN, tmp_path / "stopped.pt")
    fresh = Network(len(NAMES))
    fitting.fit(fresh, examples, PLAN, tmp_path / "stopped.pt")
    for one, other in zip(network.state_dict().values(), fresh.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_the_exported_model_says_what_the_network_says(examples, articles, network):
    network.eval()
    encoder = unpack_encoder(*training.packed(network, NAMES))
    example, columns = examples[0], articles[0].columns
    scores, pairs = encoder.read(example.windows, len(columns))
    order = np.concatenate([window.tokens for window in example.windows])
    with torch.no_grad():
        tokens = fitting.tokens_of(network, example)
        expected = network.cues(tokens).numpy()
        places = [torch.from_numpy(column) for column in example.places]
        numbers = (torch.from_numpy(column) for column in (example.cues, example.tokens, example.starts))
        wanted = network.pair_scores(tokens, *numbers, places).numpy()
    assert np.abs(scores[order] - expected).max() < 0.1 * np.abs(expected).max()
    wanted, _ = forward_backward(wanted, network.transitions.detach().numpy(), example.lengths)
    assert pairs.shape == (len(columns), 512)
    assert wanted.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_articles_are_learned_from_together_as_apart(examples):
    both = together(examples[:2])
    assert both.pieces == examples[0].pieces + examples[1].pieces
    first = len(examples[0].cue_labels)
    assert (both.tokens[len(examples[0].tokens) :] - first).tolist() == examples[1].tokens.tolist()


def test_pieces_that_were_seen_are_kept_before_others():
    names = [*SPECIAL, "[unused0]", "the", "日", "##ing", "walk", "é"]
    kept = choose_pieces(names, Counter(["walk"]), most=7)
    assert [names[i] for i in kept] == [*SPECIAL, "the", "walk"]


def test_pretrained_weights_are_read_as_they_are_stored(tmp_path):
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    head = json.dumps({"bert.a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}).encode()
    content = len(head).to_bytes(8, "little") + head + array.tobytes()
    (tmp_path / "model.safetensors").write_bytes(content)
    assert read_weights(tmp_path)["a"].tolist() == array.tolist()
