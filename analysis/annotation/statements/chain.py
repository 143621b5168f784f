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
"""Weights are stored as integers from minus to plus this."""
STRIDE = 4
"""Tokens after which forward and backward values, which grow small, are brought back to a sum of 1."""
LANES = 4
LIFT = 2 * LEVELS
"""What is added to a difference of two weights so that it is never negative."""


@dataclass(frozen=True, slots=True)
class Chain:
    """`table[row, label]` holds the weights of features, `transitions[a, b]` those of label b after a."""

    labels: tuple[str, ...]
    table: NDArray[Any]
    transitions: Floats

    @property
    def bits(self) -> int:
        """Features are numbers of so many bits."""
        return len(self.table).bit_length() - 1

    def scores(self, columns: Iterable[Ints], size: int) -> Floats:
        """The score of each label for each of `size` tokens; each column is one feature a token."""
        total = np.zeros((size, len(self.labels)), dtype=np.float32)
        for column in columns:
            total += self.table.take(column, axis=0)
        return total

    def marginals(self, scores: Floats, lengths: Ints) -> Floats:
        """The probability of each label for each token; `lengths` are those of the sequences, in order.

        What comes of a sequence must not depend on those that are read with it. So a sequence of zeros as
        long as the longest runs beside them: a column that stands alone would be summed in another order.
        """
        longest = int(lengths.max(initial=0))
        beside = np.zeros((longest, len(self.labels)), dtype=np.float32)
        marginals, _ = forward_backward(
            np.concatenate([scores, beside]), self.transitions, np.append(lengths, longest)
        )
        return marginals[: len(scores)]


@dataclass(frozen=True, slots=True)
class LaneChain(Chain):
    """A chain of five labels in a quarter of the time: the weights of a row are one 64-bit number.

    Weights are small integers times `scale`, and only their differences count; so four differences from
    the first label stand side by side, 16 bits each, and one addition adds all of them.
    """

    scale: np.float32

    def scores(self, columns: Iterable[Ints], size: int) -> Floats:
        """The score of each label for each of `size` tokens, that of the first label being 0."""
        total = np.zeros(size, dtype=np.uint64)
        lift = 0
        for column in columns:
            total += self.table.take(column)
            lift += LIFT
        lanes = total.view(np.uint16).reshape(size, LANES)
        scores = np.zeros((size, len(self.labels)), dtype=np.float32)
        scores[:, 1:] = (lanes - np.float32(lift)) * self.scale
        return scores


def forward_backward(
    scores: Floats, transitions: Floats, lengths: Ints, *, counted: bool = False
) -> tuple[Floats, Floats]:
    """Marginals of the labels, and (if `counted`) the expected transitions summed over all sequences.

    The sequences are laid side by side, the longest first, so that each step is one slice of the arrays;
    in these a label is a row, since few long rows are summed faster than many short ones.
    """
    order = np.argsort(-lengths, kind="stable")
    active = _active(lengths)
    ends = np.cumsum(active)
    step = np.repeat(np.arange(len(active)), active)
    first = (np.cumsum(lengths) - lengths)[order]
    place = first[np.arange(len(step)) - (ends - active)[step]] + step
    local = np.ascontiguousarray(scores.take(place, axis=0).T)
    local = np.exp(local - local.max(axis=0))
    power = np.exp(transitions - transitions.max())
    steps = list(pairwise([0, *ends.tolist()]))
    forward, backward = _forward(local, power.T.copy(), steps), _backward(local, power, steps)
    shares = forward * backward
    marginals = np.empty_like(scores)
    marginals[place] = (shares / shares.sum(axis=0)).T
    return marginals, _expected(forward, local * backward, power, steps) if counted else power


def _forward(local: Floats, into: Floats, steps: Sequence[tuple[int, int]]) -> Floats:
    """What the tokens up to each say of its labels; `into[b, a]` leads from label a to b."""
    forward = np.empty_like(local)
    before = 0
    for number, (begin, end) in enumerate(steps):
        value, here = local[:, begin:end], forward[:, begin:end]
        if begin:
            _mix(into, forward[:, before : before + end - begin], here)
            here *= value
        else:
            here[...] = value
        if number % STRIDE == 0:
            here /= np.add.reduce(here)
        before = begin
    return forward


def _mix(matrix: Floats, columns: Floats, out: Floats) -> None:
    """`matrix @ columns`, each column summed in one order whatever stands beside it, which `@` does not."""
    np.einsum("ba,an->bn", matrix, columns, out=out)


def _backward(local: Floats, power: Floats, steps: Sequence[tuple[int, int]]) -> Floats:
    """What the tokens after each say of its labels."""
    backward = np.ones_like(local)
    for number, ((before, _), (begin, end)) in reversed(list(enumerate(pairwise(steps)))):
        here = backward[:, before : before + end - begin]
        _mix(power, local[:, begin:end] * backward[:, begin:end], here)
        if number % STRIDE == 0:
            here /= np.add.reduce(here)
    return backward


def _expected(forward: Floats, later: Floats, power: Floats, steps: Sequence[tuple[int, int]]) -> Floats:
    """The expected number of times that each label follows each label."""
    before = np.concatenate(
        [forward[:, a : a + d - c] for (a, _), (c, d) in pairwise(steps)] or [forward[:, :0]], axis=1
    )
    after = later[:, later.shape[1] - before.shape[1] :]
    norm = (before * (power @ after)).sum(axis=0)
    expected: Floats = (before / norm) @ after.T * power
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
    stored = _Stored(content)
    table = np.zeros((stored.size, len(stored.labels)), dtype=np.float32)
    table[stored.rows] = stored.levels * stored.scale
    return Chain(stored.labels, table, stored.transitions)


def unpack_lanes(content: bytes) -> LaneChain:
    """Read what `pack_chain` wrote of a chain with five labels."""
    stored = _Stored(content)
    lanes = np.full((stored.size, LANES), LIFT, dtype=np.uint16)
    lanes[stored.rows] += (stored.levels[:, 1:] - stored.levels[:, :1].astype(np.int16)).astype(np.uint16)
    return LaneChain(stored.labels, lanes.view(np.uint64).ravel(), stored.transitions, stored.scale)


class _Stored:
    """The arrays of a stored chain: `levels` are the weights in the `rows` that count, over `scale`."""

    def __init__(self, content: bytes) -> None:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            self.labels = tuple(map(str, stored["labels"]))
            self.size = int(stored["size"])
            self.rows = np.cumsum(stored["steps"])
            self.levels = stored["levels"].T
            self.scale = np.float32(stored["scale"])
            self.transitions = stored["transitions"]


def stored_chain(name: str) -> bytes:
    """What `unpack_chain` or `unpack_lanes` reads of the model `models/statements/<name>.npz`."""
    path: Any = resources.files("analysis").joinpath(f"models/statements/{name}.npz")
    content: bytes = path.read_bytes()
    return content
