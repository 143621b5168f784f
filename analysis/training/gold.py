"""Read the annotated data that models are trained on; the folder is a parameter, nothing is copied."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MODELS = Path(__file__).parents[1] / "models"
"""Where the models of this package are."""
NONCOMMERCIAL = frozenset(["essay", "fiction", "letter", "podcast", "whow"])
"""GUM genres whose texts may not be used commercially: no shipped weight is trained on them."""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_treebank(gold: Path, bank: str, part: str) -> Iterator[dict[str, Any]]:
    """Sentences of one UD file (*ewt* or *gum*, *train* or *dev*); train without non-commercial genres."""
    for row in read_rows(gold / f"ud/{bank}.{part}.jsonl.gz"):
        if not (part == "train" and bank == "gum" and row["genre"] in NONCOMMERCIAL):
            yield row
