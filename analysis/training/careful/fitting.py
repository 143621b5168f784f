"""Fit the network of the careful reader, with a checkpoint from which a run that was stopped goes on."""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from analysis.annotation.statements.chain import forward_backward
from analysis.training.careful.examples import MASKED, Example, together
from analysis.training.careful.network import Network

SAVE_EVERY = 240
"""Seconds between checkpoints."""


@dataclass(frozen=True)
class Plan:
    """How a network is trained: passes over the data, articles a step, greatest learning rates, seed."""

    epochs: float = 4
    batch: int = 2
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.08
    """Share of the steps in which the rates rise."""
    decay: float = 0.01
    seed: int = 0


class _ChainLoss(torch.autograd.Function):
    """The negative log likelihood of labels under a linear chain, with gradients by its marginals."""

    @staticmethod
    def forward(ctx, scores, transitions, gold, lengths):  # type: ignore[no-untyped-def]
        """Gives a sum of log probabilities of single labels, which is reported, with the exact gradients."""
        shares, expected = forward_backward(scores.numpy(), transitions.numpy(), lengths, counted=True)
        right = (np.arange(len(gold)), gold)
        loss = -float(np.log(shares[right] + 1e-9).sum())
        shares[right] -= 1
        follows = np.ones(len(gold), dtype=bool)
        follows[np.cumsum(lengths) - lengths] = False
        np.subtract.at(expected, (gold[np.flatnonzero(follows) - 1], gold[follows]), 1)
        ctx.save_for_backward(torch.from_numpy(shares), torch.from_numpy(expected.astype(np.float32)))
        return scores.new_tensor(loss)

    @staticmethod
    def backward(ctx, by):  # type: ignore[no-untyped-def]
        shares, expected = ctx.saved_tensors
        return shares * by, expected * by, None, None


def tokens_of(network: Network, example: Example, random: np.random.Generator | None = None) -> Tensor:
    """What the encoder says of the tokens of an article; pieces are hidden at random if `random` is given."""
    windows = example.windows
    lengths = torch.tensor([len(window.pieces) for window in windows])
    pieces, looks = (torch.zeros(len(windows), int(lengths.max()), dtype=torch.long) for _ in range(2))
    for row, window in enumerate(windows):
        pieces[row, : lengths[row]] = torch.from_numpy(window.pieces)
        looks[row, : lengths[row]] = torch.from_numpy(window.looks)
    if random is not None:
        hidden = torch.from_numpy(random.random(pieces.shape) < MASKED) & (pieces > 4)
        pieces[hidden] = 4
    encoded = network.encode(pieces, looks, lengths)
    at = [row * pieces.shape[1] + window.places for row, window in enumerate(windows)]
    return encoded.reshape(-1, encoded.shape[2])[torch.from_numpy(np.concatenate(at))]


def losses(network: Network, example: Example, random: np.random.Generator | None) -> tuple[Tensor, Tensor]:
    """The loss of the cues and of the contents, each for one annotated cue."""
    tokens = tokens_of(network, example, random)
    count = max(1, len(example.starts))
    labels = torch.from_numpy(example.cue_labels)
    cues = functional.cross_entropy(network.cues(tokens), labels, reduction="sum") / count
    if not len(example.starts):
        return cues, tokens.new_zeros(())
    cue_of, token_of, starts, *places = map(
        torch.from_numpy, (example.cues, example.tokens, example.starts, *example.places)
    )
    scores = network.pair_scores(tokens, cue_of, token_of, starts, places)
    contents = _ChainLoss.apply(scores, network.transitions, example.content_labels, example.lengths)
    return cues, contents / count


def fit(network: Network, examples: Sequence[Example], plan: Plan, checkpoint: Path) -> None:
    """Train the network in place, from its checkpoint if there is one."""
    steps = list(_steps(examples, plan))
    optimizer = _optimizer(network, plan)
    done = _resume(network, optimizer, checkpoint)
    network.train()
    began = saved = time.monotonic()
    sums = np.zeros(2)
    for step in range(done, len(steps)):
        torch.manual_seed(plan.seed * 1_000_003 + step)
        random = np.random.default_rng((plan.seed, step))
        _set_rates(optimizer, step / len(steps), plan)
        both = losses(network, together([examples[i] for i in steps[step]]), random)
        optimizer.zero_grad()
        sum(both).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        sums += [one.item() for one in both]
        if step % 50 == 49:
            _say(step + 1, len(steps), sums / 50, time.monotonic() - began)
            sums[:] = 0
        if time.monotonic() - saved > SAVE_EVERY or step + 1 == len(steps):
            saved = time.monotonic()
            _save(network, optimizer, step + 1, checkpoint)
    network.eval()


def _steps(examples: Sequence[Example], plan: Plan) -> Iterator[list[int]]:
    """The articles of each step: every epoch in another order."""
    random = np.random.default_rng(plan.seed)
    left = round(plan.epochs * len(examples))
    while left > 0:
        order = random.permutation(len(examples))[:left].tolist()
        left -= len(order)
        yield from (order[i : i + plan.batch] for i in range(0, len(order), plan.batch))


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    encoder: list[Tensor] = []
    heads: list[Tensor] = []
    for name, weights in network.named_parameters():
        if weights.requires_grad:
            pretrained = name.startswith(("positions", "norm", "layers"))
            (encoder if pretrained else heads).append(weights)
    groups = [{"params": encoder, "greatest": plan.rate}, {"params": heads, "greatest": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=plan.decay)


def _set_rates(optimizer: torch.optim.AdamW, share: float, plan: Plan) -> None:
    """The learning rates rise at first and then fall to nothing."""
    factor = min(share / plan.warm, (1 - share) / (1 - plan.warm))
    for group in optimizer.param_groups:
        group["lr"] = group["greatest"] * factor


def _save(network: Network, optimizer: torch.optim.AdamW, step: int, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, fresh)
    fresh.replace(path)


def _resume(network: Network, optimizer: torch.optim.AdamW, path: Path) -> int:
    """The steps that were done before."""
    if not path.exists():
        return 0
    stored = torch.load(path, weights_only=True)
    network.load_state_dict(stored["network"])
    optimizer.load_state_dict(stored["optimizer"])
    return int(stored["step"])


def _say(step: int, steps: int, mean: NDArray[np.float64], seconds: float) -> None:
    what = f"  step {step}/{steps}: cues {mean[0]:.3f}, contents {mean[1]:.3f}, {seconds:.0f} s"
    print(what, file=sys.stderr, flush=True)
