"""The encoder of the careful reader: a small transformer in whole numbers (ONNX), run on one thread.

Windows are read one by one, since the whole numbers of a window are scaled by what stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from analysis.annotation.statements.careful.pair_head import PairHead, unpack_pair_head
from analysis.annotation.statements.careful.windows import Window
from analysis.annotation.statements.careful.word_pieces import WordPieces
from analysis.annotation.statements.chain import Floats
from analysis.annotation.statements.ranker import Ranker, unpack_ranker

FILES = ("encoder.onnx", "pieces.txt", "pairs.npz")
"""What the model is made of: the encoder, its word pieces by number, and the pair head."""
RANKER = "ranker.npz"


@dataclass(frozen=True)
class Encoder:
    """The model and what belongs to it."""

    session: Any
    pieces: WordPieces
    pair_head: PairHead

    def read(self, windows: Sequence[Window], tokens: int) -> tuple[Floats, Floats]:
        """For each of so many tokens the scores of the cue labels, and what the pair head needs."""
        cues, pairs = (
            np.zeros((tokens, output.shape[1]), dtype=np.float32) for output in self.session.get_outputs()
        )
        for window in windows:
            inputs = {"pieces": window.pieces, "looks": window.looks, "places": window.places}
            cues[window.tokens], pairs[window.tokens] = self.session.run(None, inputs)
        return cues, pairs


@lru_cache
def load_encoder() -> Encoder:
    """The model that ships with the package."""
    return unpack_encoder(*map(_stored, FILES))


@lru_cache
def load_careful_ranker() -> Ranker:
    """The ranker that has learned from what the encoder says."""
    return unpack_ranker(_stored(RANKER))


def _stored(name: str) -> bytes:
    path: Any = resources.files("analysis").joinpath(f"models/statements/careful/{name}")
    content: bytes = path.read_bytes()
    return content


def unpack_encoder(encoder: bytes, pieces: bytes, pairs: bytes) -> Encoder:
    """An encoder from the contents of its files."""
    names = pieces.decode("utf-8").splitlines()
    return Encoder(_session(encoder), WordPieces(names), unpack_pair_head(pairs))


def _session(content: bytes) -> Any:
    import onnxruntime  # heavy, and not installed with everything else

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
