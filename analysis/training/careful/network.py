"""The network of the careful reader, for training: an encoder, a head for cues and one for pairs.

`analysis.annotation.statements.careful` reads with the same network, without this library.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from analysis.annotation.statements.careful.pair_places import SIZES
from analysis.annotation.statements.careful.windows import LOOKS
from analysis.annotation.statements.contents import LABELS as CONTENT_LABELS
from analysis.annotation.statements.cues import LABELS as CUE_LABELS

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIR = 128
"""Numbers that describe a pair of cue and token."""
REACH = 5
"""Neighbouring tokens that the pair head looks at."""
DROPOUT = 0.1
"""Share of the numbers that are hidden before the layers, after them and in the pair head."""


class Layer(nn.Module):
    """One transformer layer: attention, then a network for each piece, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` are rows x pieces x width; `mask` says which pieces are there."""
        rows, length, _ = x.shape
        query, key, value = (
            part(x).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.mixed(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.mixed_norm(x + mixed)
        outer = self.outer(functional.gelu(self.inner(x)))
        normed: Tensor = self.outer_norm(x + outer)
        return normed


class Network(nn.Module):
    """Encoder and heads; `words` are the word pieces that are kept, which training leaves as they are."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.words.weight.requires_grad = False
        self.positions, self.looks = nn.Embedding(512, WIDTH), nn.Embedding(LOOKS, WIDTH)
        nn.init.zeros_(self.looks.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.cues = nn.Linear(WIDTH, len(CUE_LABELS))
        self.of_token, self.of_cue = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR, bias=False)
        self.token_factor, self.cue_factor = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.places = nn.ModuleList(nn.Embedding(size, PAIR) for size in SIZES)
        for place in self.places:
            nn.init.normal_(place.weight, std=0.1)
        self.near = nn.Parameter(torch.zeros(REACH, PAIR))
        nn.init.normal_(self.near, std=0.3)
        self.near_bias = nn.Parameter(torch.zeros(PAIR))
        self.contents = nn.Linear(PAIR, len(CONTENT_LABELS))
        self.transitions = nn.Parameter(torch.zeros(len(CONTENT_LABELS), len(CONTENT_LABELS)))

    def encode(self, pieces: Tensor, looks: Tensor, lengths: Tensor) -> Tensor:
        """What the encoder says of each piece of each window."""
        length = pieces.shape[1]
        there = torch.arange(length)[None, :] < lengths[:, None]
        x = self.words(pieces) + self.positions.weight[:length] + self.looks(looks)
        x = functional.dropout(self.norm(x), DROPOUT, self.training)
        for layer in self.layers:
            x = layer(x, there[:, None, None, :])
        return functional.dropout(x, DROPOUT, self.training)

    def pair_scores(
        self, tokens: Tensor, cue_of: Tensor, token_of: Tensor, starts: Tensor, places: Sequence[Tensor]
    ) -> Tensor:
        """Scores of the content labels; `starts` are rows of `tokens` by cue, the others one a pair."""
        cues = tokens[starts]
        x = self.of_token(tokens)[token_of] + self.of_cue(cues)[cue_of]
        x = x + self.token_factor(tokens)[token_of] * self.cue_factor(cues)[cue_of]
        for table, numbers in zip(self.places, places, strict=True):
            x = x + table(numbers)
        x = functional.dropout(quick_gelu(x), DROPOUT, self.training)
        near = self.near_bias + self.near[REACH // 2] * x
        for step in range(1, REACH // 2 + 1):
            same = (cue_of[step:] == cue_of[:-step])[:, None]
            near = near + self.near[REACH // 2 - step] * functional.pad(x[:-step] * same, (0, 0, step, 0))
            near = near + self.near[REACH // 2 + step] * functional.pad(x[step:] * same, (0, 0, 0, step))
        scores: Tensor = self.contents(x + quick_gelu(near))
        return scores


def quick_gelu(x: Tensor) -> Tensor:
    """The Gaussian error linear unit by a logistic function, which is the same in any library."""
    return x * torch.sigmoid(1.702 * x)


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "mixed_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "outer_norm",
}


def load_pretrained(network: Network, weights: Mapping[str, NDArray[Any]], kept: Sequence[int]) -> None:
    """Set the weights of the encoder; the type of a sentence, always the same here, joins the positions."""
    state = network.state_dict()

    def put(name: str, array: NDArray[Any]) -> None:
        state[name].copy_(torch.from_numpy(np.array(array)))

    put("words.weight", weights["embeddings.word_embeddings.weight"][list(kept)])
    types = weights["embeddings.token_type_embeddings.weight"][0]
    put("positions.weight", weights["embeddings.position_embeddings.weight"] + types)
    for part in ("weight", "bias"):
        put(f"norm.{part}", weights[f"embeddings.LayerNorm.{part}"])
        for i in range(LAYERS):
            for theirs, ours in _NAMES.items():
                put(f"layers.{i}.{ours}.{part}", weights[f"encoder.layer.{i}.{theirs}.{part}"])
