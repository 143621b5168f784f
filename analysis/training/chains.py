"""Fit a chain (`analysis.annotation.statements.chain`) with FTRL-Proximal.

McMahan et al. (2013), "Ad click prediction: a view from the trenches": every weight has its own
learning rate, and the L1 term leaves few weights. A feature seen fewer than `MIN_COUNT` times gets none.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.chain import Chain, Floats, Ints, forward_backward

MIN_COUNT = 5
ORDERS = 3
"""Orders of the data that a chain is averaged over."""


@dataclass(frozen=True)
class Sequences:
    """Training data: `rows[i]` are the features of token i, `labels[i]` its label, `lengths` cut it up."""

    rows: NDArray[np.int32]
    labels: Ints
    lengths: Ints


def join(parts: Sequence[Sequences]) -> Sequences:
    """The data of several texts as one."""
    return Sequences(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.lengths for part in parts]),
    )


def fit_chain(data: Sequences, labels: Sequence[str], bits: int, **settings: Any) -> Chain:
    """Fit a chain (`settings` are those of `_fit`): the average of several that saw the data in other orders.

    What the order leaves in the weights by chance is averaged away; on new texts the average is better than
    each of them (averaged stochastic gradient descent: Polyak and Juditsky 1992).
    """
    chains = [_fit(data, labels, bits, seed=seed, **settings) for seed in range(ORDERS)]
    table: Floats = np.mean([chain.table for chain in chains], axis=0, dtype=np.float32)
    links: Floats = np.mean([chain.transitions for chain in chains], axis=0, dtype=np.float32)
    return Chain(tuple(labels), table, links)


def _fit(
    data: Sequences,
    labels: Sequence[str],
    bits: int,
    *,
    epochs: int,
    l1: float,
    seed: int,
    alpha: float = 0.1,
    batch: int = 6_000,
) -> Chain:
    """Fit a chain; `batch` is in tokens."""
    size, count = 1 << bits, len(labels)
    weights, links = _Ftrl((size, count), alpha, l1), _Ftrl((count, count), alpha, 0.0)
    frequent = np.bincount(data.rows.ravel(), minlength=size) >= MIN_COUNT
    first = np.cumsum(data.lengths) - data.lengths
    random = np.random.default_rng(seed)
    for epoch in range(epochs):
        began, loss = time.perf_counter(), 0.0
        for chosen in _batches(random.permutation(len(first)), data.lengths, batch):
            tokens = np.concatenate([np.arange(first[i], first[i] + data.lengths[i]) for i in chosen])
            rows, gold, lengths = data.rows[tokens], data.labels[tokens], data.lengths[chosen]
            scores = np.zeros((len(tokens), count), dtype=np.float32)
            for column in rows.T:
                scores += np.take(weights.value, column, axis=0)
            error, expected = forward_backward(scores, links.value, lengths, counted=True)
            right = (np.arange(len(gold)), gold)
            loss -= float(np.log(error[right] + 1e-9).sum())
            error[right] -= 1
            weights.step(*_gradient(rows, error, frequent))
            links.step(np.arange(count), expected - _observed(gold, lengths, count))
        _report(epoch, loss / len(data.labels), weights.value, time.perf_counter() - began)
    return Chain(tuple(labels), weights.value, links.value)


class _Ftrl:
    """A table of weights that is learned row by row."""

    def __init__(self, shape: tuple[int, int], alpha: float, l1: float) -> None:
        self.value = np.zeros(shape, dtype=np.float32)
        self._sum = np.zeros(shape, dtype=np.float32)
        self._squares = np.zeros(shape, dtype=np.float32)
        self._alpha, self._l1 = alpha, l1

    def step(self, rows: Ints, gradient: Floats) -> None:
        """One step on some rows."""
        before = self._squares[rows]
        after = before + gradient * gradient
        total = (
            self._sum[rows] + gradient - (np.sqrt(after) - np.sqrt(before)) / self._alpha * self.value[rows]
        )
        shrunk = np.sign(total) * np.maximum(np.abs(total) - self._l1, 0)
        self._sum[rows], self._squares[rows] = total, after
        self.value[rows] = -shrunk * self._alpha / (1 + np.sqrt(after))


def _gradient(rows: NDArray[np.int32], error: Floats, frequent: NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """The rows of the table that are touched, and the summed error at each."""
    flat, size = rows.ravel(), len(frequent)
    touched = np.flatnonzero(np.bincount(flat, minlength=size) * frequent)
    columns = [
        np.bincount(flat, np.repeat(error[:, k], rows.shape[1]), size)[touched] for k in range(error.shape[1])
    ]
    return touched, np.stack(columns, axis=1).astype(np.float32)


def _batches(order: Ints, lengths: Ints, size: int) -> Iterator[Ints]:
    """Sequences in the given order, some `size` tokens at a time."""
    ends = np.cumsum(lengths[order])
    cuts = np.searchsorted(ends, np.arange(size, int(ends[-1]), size)) + 1
    yield from (part for part in np.split(order, cuts) if len(part))


def _observed(gold: Ints, lengths: Ints, count: int) -> Floats:
    """How often each label follows each label."""
    follows = np.ones(len(gold), dtype=bool)
    follows[np.cumsum(lengths) - lengths] = False
    at = np.flatnonzero(follows)
    counts = np.bincount(gold[at - 1] * count + gold[at], minlength=count * count)
    return counts.reshape(count, count).astype(np.float32)


def _report(epoch: int, loss: float, weights: Floats, seconds: float) -> None:
    rows = np.count_nonzero(weights.any(axis=1))
    print(f"  epoch {epoch + 1}: loss {loss:.4f}, {rows} rows, {seconds:.0f} s", file=sys.stderr, flush=True)
