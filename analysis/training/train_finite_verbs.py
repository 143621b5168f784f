"""Train the finite-verb tagger: `python -m analysis.training.train_finite_verbs --gold DIR`.

DIR holds `ud/*.jsonl.gz` with Penn tags. The treebank's words are cut by our own tokeniser, so
that the tagger sees at run time what it saw here; a token takes the tag of its first word.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.language.finite_verbs import COARSE, FINITE
from analysis.language.text import Tokens, fold
from analysis.training.gold import MODELS, NONCOMMERCIAL

Tagged = list[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the train parts, print the scores on the dev parts, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    tagger = train(
        [
            *sentences(options.gold / "ud/ewt.train.jsonl.gz"),
            *sentences(options.gold / "ud/gum.train.jsonl.gz"),
        ]
    )
    for name in ("ewt", "gum"):
        print(name, score(tagger, sentences(options.gold / f"ud/{name}.dev.jsonl.gz")))
    save(tagger, options.output / "finite_verbs.json.gz")


def sentences(path: Path) -> Iterator[Tagged]:
    """The sentences of one file as (word, coarse class) pairs."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not (
                row["id"].startswith("gum/") and row["genre"] in NONCOMMERCIAL and ".train." in path.name
            ):
                yield list(_tagged(row))


def _tagged(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    text = row["text"]
    tags = {start: tag for (start, _), tag in zip(row["tokens"], row["xpos"], strict=True)}
    tokens = Tokens(fold(text), 0, len(text))
    for start, end in zip(tokens.start, tokens.end, strict=True):
        yield text[start:end].replace("’", "'"), COARSE.get(tags.get(start, ""), "other")


def train(data: list[Tagged]) -> Any:
    """An NLTK perceptron tagger after eight passes in a fixed order, its small weights dropped."""
    from nltk.tag.perceptron import PerceptronTagger

    random.seed(1)
    tagger = PerceptronTagger(load=False)
    tagger.train(data, nr_iter=8)
    tagger.model.weights = {
        feature: kept
        for feature, row in tagger.model.weights.items()
        if (kept := {name: round(weight, 2) for name, weight in row.items() if abs(weight) >= 0.15})
    }
    return tagger


def score(tagger: Any, data: Iterator[Tagged]) -> str:
    """Precision, recall and F1 of finite verbs, and how far their number is off."""
    found = right = gold = 0
    for sentence in data:
        guesses = tagger.tag([word for word, _ in sentence])
        for (_, guess), (_, truth) in zip(guesses, sentence, strict=True):
            found += guess == FINITE
            gold += truth == FINITE
            right += guess == truth == FINITE
    precision, recall = right / found, right / gold
    f1 = 2 * precision * recall / (precision + recall)
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, counted {found} of {gold} ({found / gold - 1:+.1%})"
    )


def save(tagger: Any, path: Path) -> None:
    """The weights as JSON in a gzip file without a time stamp: the same bytes each time."""
    model = {"classes": sorted(tagger.classes), "tagdict": tagger.tagdict, "weights": tagger.model.weights}
    packed = json.dumps(model, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(packed, 9, mtime=0))


if __name__ == "__main__":
    main()
