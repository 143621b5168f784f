"""Train `models/modals.tsv` and `models/semimodals.tsv`: `python -m analysis.training.train_modals --gold
DIR`.

Data are the train parts of UD English EWT and GUM (without GUM's non-commercial genres), each
sentence as it stands and once more in lower case, in capitals and in title case, so that the
decision does not hang on case alone. Pronoun + *would* or *had* also enters contracted (*'d*).
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotation.marks.modal_candidates import Candidate, candidates
from analysis.annotation.marks.modal_decision import TEMPLATES, WINDOW, window
from analysis.annotation.marks.modal_rules import decided_by_rule
from analysis.base.records import Span
from analysis.language.engine.linear_models import LinearModel
from analysis.language.text import Text
from analysis.training.fit import fit_binary, save_model
from analysis.training.gold import MODELS, read_treebank

NAMES = ("modals", "semimodals")
CASES = (str.lower, str.upper, str.title)
COPY_WEIGHT = 0.15
C = 2.0
_CONTRACTIBLE = re.compile(
    r"\b(I|you|he|she|we|they|it|who|there)( would| had)\b(?! to\b| not\b)", re.IGNORECASE
)
_TITLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate with the truth about it."""

    layer: str
    features: list[str]
    label: bool
    weight: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Train both models on the folder of gold data and write them into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with ud/*.train.jsonl.gz")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    gold = options.gold
    rows = [row for bank in ("ewt", "gum") for row in read_treebank(gold, bank, "train")]
    for name, model in train(rows).items():
        save_model(model, name, options.output)


def train(rows: list[dict[str, Any]]) -> dict[str, LinearModel]:
    """Fit one model for single verbs and one for semi-modals."""
    every = [example for row in rows for example in examples(row)]
    models = {}
    for layer in NAMES:
        chosen = [example for example in every if example.layer == layer]
        models[layer] = fit_binary(
            [example.features for example in chosen],
            [example.label for example in chosen],
            [example.weight for example in chosen],
            C=C,
            name="modal",
        )
    return models


def examples(row: dict[str, Any]) -> Iterator[Example]:
    """The candidates of one sentence and of its copies that the models have to decide."""
    marks = {layer: [(mark["start"], mark["end"]) for mark in row[layer]] for layer in NAMES}
    yield from _examples(Text(row["text"]), marks, 1.0)
    for change in CASES:
        text = _title(row["text"]) if change is str.title else change(row["text"])
        if len(text) == len(row["text"]):
            yield from _examples(Text(text), marks, COPY_WEIGHT)
    yield from _contracted(row)


def _examples(text: Text, marks: dict[str, list[Span]], weight: float) -> Iterator[Example]:
    for candidate in candidates(text):
        if decided_by_rule(candidate) is None:
            layer = "semimodals" if candidate.entry.category == "semi" else "modals"
            label = any(start < candidate.end and candidate.start < end for start, end in marks[layer])
            yield Example(layer, _features(candidate), label, weight)


def _features(candidate: Candidate) -> list[str]:
    return TEMPLATES.features(dict(zip(WINDOW, window(candidate), strict=True)))


def _contracted(row: dict[str, Any]) -> Iterator[Example]:
    """*he would go*, *he had gone* as *he'd go*, *he'd gone*: far more than the contractions in the data."""
    tags = {span[0]: tag for span, tag in zip(map(tuple, row["tokens"]), row["xpos"], strict=True)}
    text = row["text"]
    for match in _CONTRACTIBLE.finditer(text):
        is_modal = tags.get(match.start(2) + 1) == "MD"
        if is_modal or _is_perfect(row, match.end()):
            short = Text(f"{text[: match.end(1)]}'d{text[match.end() :]}")
            for candidate in candidates(short):
                if candidate.start == match.end(1) and candidate.form == "'d":
                    yield Example("modals", _features(candidate), is_modal, 1.0)


def _is_perfect(row: dict[str, Any], end: int) -> bool:
    """Whether a participle follows, after adverbs."""
    for (start, _), tag in zip(row["tokens"], row["xpos"], strict=True):
        if start >= end and tag != "RB":
            return bool(tag == "VBN")
    return False


def _title(text: str) -> str:
    return _TITLE.sub(lambda match: match.group()[0].upper() + match.group()[1:], text)


if __name__ == "__main__":
    main()
