"""Train the clause ranker: `python -m analysis.training.train_clauses --gold DIR [--cross-validate]`.

DIR holds `ud/`, `political/` and `counterfactual/`. Both models are conditional logits with a
quadratic penalty, fitted by L-BFGS. The counterfactual spans follow other conventions: their
features enter twice, once under a tag of their own, and only the untagged weights are kept
(feature augmentation, Daume 2007).
"""

import argparse
import math
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from analysis.annotation.marks.clause_columns import (
    Conditions,
    Rows,
    end_columns,
    inside_columns,
    none_columns,
    protasis_columns,
    start_columns,
)
from analysis.annotation.marks.clause_features import END, INSIDE, NONE, PROTASIS, START
from analysis.annotation.marks.clause_ranker import Ranker
from analysis.annotation.marks.clauses import (
    Case,
    Condition,
    Segment,
    condition_type,
    protasis_ends,
    segments,
)
from analysis.annotation.marks.sentence_words import Sentence
from analysis.language.engine.linear_models import LinearModel
from analysis.language.engine.scoring import features_of
from analysis.language.text import Text
from analysis.language.word_lists import word_list
from analysis.training.fit import save_model
from analysis.training.gold import MODELS, read_rows, read_treebank

PENALTY = 1.5
FOREIGN_WEIGHT = 0.5
"""How much a counterfactual sentence counts beside one of the other corpora."""
RARE = 3
"""A feature must occur in this many sentences."""
SMALL = 0.02
"""Weights below this are left out of the file."""
FOLDS = 5
RIVALS = 80
"""Most rivals of the right apodosis that one sentence brings into the training."""
OPENERS = word_list("conditions", "clauses.openers")


@dataclass(frozen=True, slots=True)
class Example:
    """One condition with its gold clauses as cuts; `apodosis` is usable only if `whole`."""

    corpus: str
    document: str
    sentence: Sentence
    condition: Condition
    end: int
    apodosis: Segment | None
    whole: bool
    governor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One softmax: the features and fixed offsets of the candidates, which is right, and its weight."""

    candidates: list[list[str]]
    offsets: list[float]
    right: int
    weight: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write both models, or print the scores of a cross-validation by document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--cross-validate", action="store_true", help="print scores, write nothing")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    examples = list(read_examples(options.gold))
    if options.cross_validate:
        print(cross_validate(examples))
        return
    for name, model in zip(("protasis", "apodosis"), train(examples), strict=True):
        kept = {feature: row for feature, row in model.weights.items() if abs(row[0]) >= SMALL}
        path = save_model(LinearModel(model.classes, kept), name, options.output, digits=2)
        print(path, len(kept), "weights")


# --- examples ---------------------------------------------------------------------------------


def read_examples(gold: Path) -> Iterator[Example]:
    """All usable conditions of the train parts."""
    for bank in ("ewt", "gum"):
        for row in read_treebank(gold, bank, "train"):
            marks = [c for c in row["conditionals"] if c["kind"] == "conditional" and not c.get("note")]
            yield from _examples(row, marks, bank, row["doc"])
    for row in read_rows(gold / "political/train.jsonl.gz"):
        yield from _examples(row, row["conditionals"], "political", row["doc"])
    for row in read_rows(gold / "counterfactual/spans_train.jsonl.gz"):
        yield from _examples(row, _counterfactual(row), "counterfactual", row["id"])


def _counterfactual(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The antecedent as a condition, if it opens with a marker."""
    start, end = row["antecedent"]
    first = (row["text"][start:end].split() or [""])[0]
    if first.lower().strip(',"') not in OPENERS:
        return []
    return [{"marker": [start, start + len(first)], "protasis": [start, end], "apodosis": row["consequent"]}]


def _examples(
    row: dict[str, Any], marks: list[dict[str, Any]], corpus: str, document: str
) -> Iterator[Example]:
    text = Text(row["text"])
    sentences: dict[int, Sentence] = {}
    for mark in marks:
        if not (mark["marker"] and mark["protasis"]):
            continue
        marker = row["text"][slice(*mark["marker"])].lower()
        number = text.sentence_at(mark["marker"][0])
        if number not in sentences:
            sentences[number] = Sentence(text, number)
        low, high = text.sentences[number]
        if (
            marker not in ("otherwise", "and", "or")
            and low <= mark["protasis"][0] < mark["protasis"][1] <= high
        ):
            example = _example(sentences[number], mark, corpus, document, (low, high))
            if example:
                yield example


def _example(
    s: Sentence, mark: dict[str, Any], corpus: str, document: str, bounds: tuple[int, int]
) -> Example | None:
    start, end = s.cuts(mark["protasis"])
    first, after = s.cuts(mark["marker"])
    after = max(after, start + 1)
    if not first - 3 <= start <= first < after <= s.size or end <= after:
        return None
    entry = "inversion" if s.word[after - 1] in ("had", "were", "should", "could") else s.word[after - 1]
    if start and s.word[start - 1] == "what" and entry == "if":
        entry = "what-if"
    condition = Condition(start, after, condition_type(s, start, after, entry))
    apodosis, whole = _apodosis(s, mark["apodosis"], (start, end), bounds)
    governor = s.cuts(mark["governor"]) if mark.get("governor") else None
    return Example(corpus, document, s, condition, end, apodosis, whole, governor)


def _apodosis(
    s: Sentence, span: list[int] | None, protasis: tuple[int, int], bounds: tuple[int, int]
) -> tuple[Segment | None, bool]:
    """The apodosis as a segment, and whether the gold span lies in this sentence on one side."""
    if span is None:
        return None, True
    if span[0] < bounds[0] or span[1] > bounds[1]:
        return None, False
    first, last = s.cuts((span[0], span[1]))
    if first >= protasis[1]:
        return Segment("R", first, last), last > first
    return Segment("L", first, last), first < last <= protasis[0]


# --- training ---------------------------------------------------------------------------------


def train(examples: Sequence[Example]) -> tuple[LinearModel, LinearModel]:
    """The protasis model, then the apodosis model on the protases that a cross-fitted model offers."""
    protasis = fit(protasis_choice(example) for example in examples)
    offers: dict[int, list[tuple[float, int]]] = {}
    for learn, held in folds(examples):
        other = Ranker(fit(protasis_choice(example) for example in learn), LinearModel(("score",), {}))
        found = other.protases([Case(example.sentence, example.condition) for example in held])
        offers |= {id(example): some for example, some in zip(held, found, strict=True)}
    return protasis, fit(apodosis_choice(example, offers[id(example)]) for example in examples)


def folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """(rest, held out) for each fold; a document is never in both."""
    number = {example.document: zlib.crc32(example.document.encode()) % FOLDS for example in examples}
    for fold in range(FOLDS):
        yield (
            [example for example in examples if number[example.document] != fold],
            [example for example in examples if number[example.document] == fold],
        )


def protasis_choice(example: Example) -> Choice | None:
    """Which end is right; None where the right one is not among the candidates."""
    ends = protasis_ends(example.sentence, example.condition)
    if example.end not in ends:
        return None
    c = Conditions([Case(example.sentence, example.condition)])
    features = features_of(PROTASIS, protasis_columns(c, np.zeros_like(ends), c.base[0] + np.array(ends)))
    return _choice(example, features, [0.0] * len(ends), ends.index(example.end))


def apodosis_choice(example: Example, offers: list[tuple[float, int]]) -> Choice | None:
    """Which pair of protasis and apodosis is right, among the offered protases and the right one."""
    if not example.whole:
        return None
    if example.end not in [end for _, end in offers]:
        offers = [*offers, (min(offer[0] for offer in offers) - 1.0, example.end)]
    right = (example.end, example.apodosis)
    rows = [
        (probability, (end, segment))
        for probability, end in offers
        for segment in (None, *segments(example.sentence, example.condition, end))
    ]
    if right not in [pair for _, pair in rows]:
        return None
    rows = _nearest(rows, right)
    candidates = _features(example, [pair for _, pair in rows])
    index = [pair for _, pair in rows].index(right)
    return _choice(example, candidates, [probability for probability, _ in rows], index)


Row = tuple[float, tuple[int, Segment | None]]


def _nearest(rows: list[Row], right: tuple[int, Segment | None]) -> list[Row]:
    """At most `RIVALS` rows: those that share an edge with the right one, then others at random."""
    truth = right[1]

    def close(row: Row) -> bool:
        end, segment = row[1]
        if segment is None or row[1] == right:
            return True
        shares = truth and segment.side == truth.side and truth in (
            Segment(truth.side, segment.start, truth.end), Segment(truth.side, truth.start, segment.end)
        )  # fmt: skip
        return bool(shares) and end == right[0]

    near = [row for row in rows if close(row)]
    far = [row for row in rows if not close(row)]
    random.Random(len(rows)).shuffle(far)
    return near + far[: max(RIVALS // 4, RIVALS - len(near))]


def _features(example: Example, pairs: Sequence[tuple[int, Segment | None]]) -> list[list[str]]:
    """The features of each pair of a protasis's end and its apodosis."""
    c = Conditions([Case(example.sentence, example.condition)])
    base = int(c.base[0])
    with_segment = [(base + end, segment) for end, segment in pairs if segment]
    number = np.zeros(len(with_segment), dtype=np.int64)
    right = np.array([segment.side == "R" for _, segment in with_segment], dtype=np.bool_)
    rows = Rows(c, number, np.array([end for end, _ in with_segment], dtype=np.int64), right)
    starts = base + np.array([segment.start for _, segment in with_segment], dtype=np.int64)
    ends = base + np.array([segment.end for _, segment in with_segment], dtype=np.int64)
    edges = zip(
        features_of(START, start_columns(rows, starts)),
        features_of(END, end_columns(rows, ends)),
        features_of(INSIDE, inside_columns(rows, starts, ends)),
        strict=True,
    )
    joined = iter([[*first, *last, *inside] for first, last, inside in edges])
    alone = np.array([base + end for end, segment in pairs if not segment], dtype=np.int64)
    none = iter(features_of(NONE, none_columns(c, np.zeros_like(alone), alone)))
    return [next(joined) if segment else next(none) for _, segment in pairs]


def _choice(example: Example, candidates: list[list[str]], offsets: list[float], right: int) -> Choice:
    if example.corpus != "counterfactual":
        return Choice(candidates, offsets, right, 1.0)
    tagged = [[*features, *("cf:" + feature for feature in features)] for features in candidates]
    return Choice(tagged, offsets, right, FOREIGN_WEIGHT)


def fit(choices: Iterator[Choice | None]) -> LinearModel:
    """A conditional logit with a quadratic penalty; returns the untagged weights."""
    cases = [choice for choice in choices if choice]
    columns = _columns(cases)
    rows = [[columns[f] for f in row if f in columns] for case in cases for row in case.candidates]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    flat = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
    matrix = csr_array((np.ones(len(flat), np.float32), flat, starts), shape=(len(rows), len(columns)))
    sizes = np.array([len(case.candidates) for case in cases])
    weights = _maximise(matrix, cases, sizes)
    return LinearModel(
        ("score",),
        {feature: (float(weights[column]),) for feature, column in columns.items() if feature[:3] != "cf:"},
    )


def _columns(cases: list[Choice]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update({feature for row in case.candidates for feature in row})
    return {f: column for column, f in enumerate(sorted(f for f, count in counts.items() if count >= RARE))}


def _maximise(matrix: Any, cases: list[Choice], sizes: Any) -> Any:
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(cases)), sizes)
    right = first + np.array([case.right for case in cases])
    weight = np.array([case.weight for case in cases])
    offset = np.concatenate([case.offsets for case in cases])
    turned = matrix.T.tocsr()

    def loss(parameters: Any) -> tuple[float, Any]:
        scores = matrix @ parameters + offset
        highest = np.maximum.reduceat(scores, first)
        powers = np.exp(scores - highest[group])
        total = np.add.reduceat(powers, first)
        likelihood = weight * (scores[right] - highest - np.log(total))
        slope = powers / total[group] * weight[group]
        slope[right] -= weight
        return PENALTY / 2 * parameters @ parameters - likelihood.sum(), turned @ slope + PENALTY * parameters

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


# --- scores -----------------------------------------------------------------------------------


def cross_validate(examples: Sequence[Example]) -> str:
    """Scores given the right marker, corpus by corpus, each document judged by models that never saw it."""
    rates: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for learn, held in folds(examples):
        ranker = Ranker(*train(learn))
        for example in held:
            if example.corpus != "counterfactual":
                for name, value in _judge(ranker, example):
                    rates["all"][name].append(value)
                    rates[example.corpus][name].append(value)
    return "\n".join(
        f"{corpus:10s} " + "  ".join(f"{name} {math.fsum(v) / len(v):.4f}" for name, v in sorted(row.items()))
        for corpus, row in sorted(rates.items())
    )


def _judge(ranker: Ranker, example: Example) -> Iterator[tuple[str, float]]:
    [found] = ranker.choose([Case(example.sentence, example.condition)])
    gold = (example.condition.start, example.end)
    yield "protasis exact", float(found.protasis == gold)
    yield "protasis F1", overlap(found.protasis, gold)
    if example.whole and example.apodosis:
        truth = (example.apodosis.start, example.apodosis.end)
        guess = (found.apodosis.start, found.apodosis.end) if found.apodosis else (0, 0)
        yield "apodosis exact", float(guess == truth)
        yield "apodosis F1", overlap(guess, truth)
        if example.governor:
            yield "governor", float(guess[0] < example.governor[1] and example.governor[0] < guess[1])
    elif example.whole:
        yield "none right", float(found.apodosis is None)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """F1 of the words of two segments."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    total = a[1] - a[0] + b[1] - b[0]
    return 2 * common / total if total else 1.0


if __name__ == "__main__":
    main()
