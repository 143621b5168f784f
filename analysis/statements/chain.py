"""Linear-chain conditional random fields with hashed features, for many short sequences at once.

A feature is a number of a table row (the hashing trick, Weinberger et al. 2009); a token's score for
each label is the sum of its rows, and the marginal probabilities of the labels come from the forward
and backward passes (Lafferty, McCallum and Pereira 2001). All sequences of a text run side by side.
A model is a compressed table of small integers, without pickle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
LEVELS = 127


@dataclass(frozen=True, slots=True)
class Chain:
    """`table[row, label]` holds the weights of features, `transitions[a, b]` those of label b after a."""

    labels: tuple[str, ...]
    table: Floats
    transitions: Floats

    @property
    def bits(self) -> int:
        """Features are numbers of so many bits."""
        return len(self.table).bit_length() - 1

    def scores(self, columns: Iterable[Ints], size: int) -> Floats:
        """The score of each label for each of `size` tokens; each column is one feature a token."""
        total = np.zeros((size, len(self.labels)), dtype=np.float32)
        for column in columns:
            total += np.take(self.table, column, axis=0)
        return total

    def marginals(self, scores: Floats, lengths: Ints) -> Floats:
        """The probability of each label for each token; `lengths` are those of the sequences, in order."""
        return forward_backward(scores, self.transitions, lengths)[0]


def forward_backward(
    scores: Floats, transitions: Floats, lengths: Ints, *, counted: bool = False
) -> tuple[Floats, Floats]:
    """Marginals of the labels, and (if `counted`) the expected transitions summed over all sequences.

    The sequences are laid side by side, the longest first, so that each step is one slice of the arrays.
    """
    order = np.argsort(-lengths, kind="stable")
    active = _active(lengths)
    first = (np.cumsum(lengths) - lengths)[order]
    place = np.concatenate([first[:n] + t for t, n in enumerate(active.tolist())] or [lengths])
    local = np.exp(scores - scores.max(axis=1, keepdims=True))[place]
    power = np.exp(transitions - transitions.max())
    steps = list(pairwise(np.concatenate([[0], np.cumsum(active)]).tolist()))
    forward, backward = np.zeros_like(local), np.ones_like(local)
    for t, (begin, end) in enumerate(steps):
        value = local[begin:end]
        if t:
            earlier = steps[t - 1][0]
            value = value * (forward[earlier : earlier + end - begin] @ power)
        np.divide(value, value.sum(axis=1, keepdims=True), out=forward[begin:end])
    for t in range(len(steps) - 1, 0, -1):
        begin, end = steps[t]
        earlier = steps[t - 1][0]
        value = (local[begin:end] * backward[begin:end]) @ power.T
        np.divide(value, value.sum(axis=1, keepdims=True), out=backward[earlier : earlier + end - begin])
    marginals = np.empty_like(local)
    marginals[place] = forward * backward
    marginals /= marginals.sum(axis=1, keepdims=True)
    return marginals, _expected(forward, local * backward, power, steps) if counted else power


def _expected(forward: Floats, later: Floats, power: Floats, steps: Sequence[tuple[int, int]]) -> Floats:
    """The expected number of times that each label follows each label."""
    before = np.concatenate([forward[a : a + d - c] for (a, _), (c, d) in pairwise(steps)] or [forward[:0]])
    after = later[len(later) - len(before) :]
    norm = (before * (after @ power.T)).sum(axis=1, keepdims=True)
    expected: Floats = (before / norm).T @ after * power
    return expected


def _active(lengths: Ints) -> Ints:
    """How many sequences are longer than t, for t = 0, 1, ..."""
    counts = np.bincount(lengths)
    return (len(lengths) - np.cumsum(counts))[:-1] if len(counts) else np.zeros(0, dtype=np.int64)


def pack_chain(chain: Chain) -> bytes:
    """The model as bytes: only rows that count, each weight one of 255 levels."""
    rows = np.flatnonzero(np.abs(chain.table).max(axis=1) > 0)
    scale = float(np.abs(chain.table).max()) / LEVELS or 1.0
    levels = np.rint(chain.table[rows] / scale).astype(np.int8)
    kept = np.flatnonzero(np.abs(levels).max(axis=1))
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        labels=np.array(chain.labels),
        size=np.array(len(chain.table)),
        steps=np.diff(rows[kept], prepend=0).astype(np.int32),
        levels=levels[kept].T.copy(),
        scale=np.array(scale),
        transitions=chain.transitions.astype(np.float32),
    )
    return buffer.getvalue()


def unpack_chain(content: bytes) -> Chain:
    """Read what `pack_chain` wrote."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        table = np.zeros((int(stored["size"]), len(stored["labels"])), dtype=np.float32)
        table[np.cumsum(stored["steps"])] = stored["levels"].T * np.float32(stored["scale"])
        return Chain(tuple(map(str, stored["labels"])), table, stored["transitions"])


def load_chain(name: str) -> Chain:
    """The model `models/statements/<name>.npz` that ships with the package."""
    path: Any = resources.files("analysis").joinpath(f"models/statements/{name}.npz")
    return unpack_chain(path.read_bytes())
