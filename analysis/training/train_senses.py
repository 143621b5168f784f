"""Train the sense models: `python -m analysis.training.train_senses --gold DIR [--evaluate]`.

Data are MoVerb (conversation, three votes a verb), the MASC part of the modal sense corpus and the
political train part. Features enter twice, as they are and marked with the register (feature
augmentation, Daume 2007), which gives one model for conversation and one for edited language. Two
auxiliary models, of Quirk's meanings (MoVerb) and of the five senses of the political codebook, are
stacked below; being linear they vanish into the weights. `--evaluate` prints a cross-validation
by document instead, with the register guessed as it is in use.
"""

import argparse
import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.annotation.marks.modal_candidates import candidates
from analysis.annotation.marks.modals import is_negated
from analysis.annotation.marks.senses import PALMER, QUIRK, Clause, clause_features, register_features
from analysis.language.engine.linear_models import LinearModel
from analysis.language.text import Text
from analysis.training.fit import fit_binary, fit_multinomial, save_model
from analysis.training.gold import MODELS, read_rows

FILES = {
    "moverb": ("modal_sense/moverb.jsonl.gz", "modal_senses"),
    "msc_masc": ("modal_sense/msc_masc.jsonl.gz", "modal_senses"),
    "political": ("political/train.jsonl.gz", "modals"),
}
CODEBOOK = ("deontic", "dynamic", "epistemic", "future", "hypothetical")
BETWEEN = {
    "future": ("epistemic", "epistemic", "epistemic", "dynamic", "dynamic"),
    "hypothetical": ("epistemic", "dynamic"),
}
"""How MoVerb divides what the codebook calls plain future and hypothetical (about 3 to 2 and 1 to 1)."""
REGISTERS = ("chat", "edited")
FOLDS = 5
C, C_QUIRK, C_CODEBOOK, C_REGISTER = 0.006, 0.1, 0.3, 1.0
MIN_COUNT = 3
VOTES = 3.0
STACKED = 2.0
"""Factor of the auxiliary scores: the larger, the less the penalty keeps them down."""


@dataclass(frozen=True)
class Case:
    """One modal verb with its votes; `votes` is empty where no label is one of Palmer's three."""

    corpus: str
    document: str
    features: tuple[str, ...]
    register_features: tuple[str, ...]
    votes: dict[str, float]
    label: str
    quirk: str | None

    @property
    def register(self) -> str:
        """Which of the two registers its corpus belongs to."""
        return "chat" if self.corpus == "moverb" else "edited"

    @property
    def fold(self) -> int:
        """The part of a cross-validation that its document falls into."""
        return int(hashlib.md5(self.document.encode()).hexdigest(), 16) % FOLDS


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the models, or evaluate by cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with modal_sense/ and political/")
    parser.add_argument("--evaluate", action="store_true", help="print cross-validated scores, write nothing")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    cases = [case for corpus in FILES for case in read_cases(options.gold, corpus)]
    if options.evaluate:
        print(evaluate(cases))
    else:
        for name, model in train(cases).items():
            save_model(model, name, options.output)


def read_cases(gold: Path, corpus: str) -> Iterator[Case]:
    """The annotated modals of one corpus."""
    path, layer = FILES[corpus]
    for row in read_rows(gold / path):
        yield from _cases(corpus, row, row[layer])


def _cases(corpus: str, row: dict[str, Any], marks: list[dict[str, Any]]) -> Iterator[Case]:
    text = Text(row["text"])
    found = list(candidates(text))
    for mark in marks:
        hit = next((one for one in found if one.start < mark["end"] and mark["start"] < one.end), None)
        if hit is None:
            continue
        label = mark.get("sense3", mark["sense"])
        votes = [vote for vote in mark.get("votes") or BETWEEN.get(label, (label,)) if vote in PALMER]
        clause = Clause(hit.entry, hit.tokens.word, hit.first, hit.after, is_negated(hit))
        yield Case(
            corpus=corpus,
            document=row["doc"],
            features=tuple(clause_features(clause)),
            register_features=tuple(register_features(text)),
            votes={name: VOTES * votes.count(name) / len(votes) for name in PALMER if name in votes},
            label=label,
            quirk=mark.get("quirk") if mark.get("quirk") in QUIRK else None,
        )


def train(cases: Sequence[Case]) -> dict[str, LinearModel]:
    """All models by name."""
    palmer = [case for case in cases if case.votes]
    given = [_stacked(fit, cases, palmer) for fit in (fit_quirk, fit_codebook)]
    model = fit_multinomial(
        [_augmented(case) for case in palmer],
        [case.votes for case in palmer],
        C=C,
        min_count=MIN_COUNT,
        classes=PALMER,
        given=given,
    )
    return {
        **{f"senses-{register}": _of_register(model, register) for register in REGISTERS},
        "senses-codebook": fit_codebook(cases),
        "quirk": fit_quirk(cases),
        "quirk-palmer": kinds_of_meanings(cases),
        "register": fit_register(cases),
    }


def fit_quirk(cases: Sequence[Case]) -> LinearModel:
    """Quirk's meanings from the majority labels of MoVerb."""
    labelled = [(case, case.quirk) for case in cases if case.quirk]
    return fit_multinomial(
        [case.features for case, _ in labelled],
        [{quirk: 1.0} for _, quirk in labelled],
        C=C_QUIRK,
        min_count=MIN_COUNT,
        classes=QUIRK,
    )


def kinds_of_meanings(cases: Sequence[Case]) -> LinearModel:
    """For each of Quirk's meanings the logarithms of Palmer's shares of its votes, one vote added to each."""
    table = {meaning: dict.fromkeys(PALMER, 1.0) for meaning in QUIRK}
    for case in cases:
        for kind, votes in case.votes.items():
            if case.quirk:
                table[case.quirk][kind] += votes / VOTES
    return LinearModel(
        PALMER, {f"meaning {meaning}": tuple(map(math.log, row.values())) for meaning, row in table.items()}
    )


def fit_codebook(cases: Sequence[Case]) -> LinearModel:
    """The five senses of the political codebook."""
    labelled = [case for case in cases if case.corpus == "political" and case.label in CODEBOOK]
    return fit_multinomial(
        [case.features for case in labelled],
        [{case.label: 1.0} for case in labelled],
        C=C_CODEBOOK,
        min_count=MIN_COUNT,
        classes=CODEBOOK,
    )


def fit_register(cases: Sequence[Case]) -> LinearModel:
    """Conversation against the rest, one case a verb."""
    return fit_binary(
        [case.register_features for case in cases],
        [case.register == "chat" for case in cases],
        C=C_REGISTER,
        name="chat",
    )


def _stacked(
    fit: Callable[[Sequence[Case]], LinearModel], cases: Sequence[Case], scored: Sequence[Case]
) -> tuple[LinearModel, Any]:
    """The model of all cases, and the score of each case by a model that did not see its document."""
    whole = fit(cases)
    parts = [fit([case for case in cases if case.fold != fold]) for fold in range(FOLDS)]
    scores = np.array([parts[case.fold].scores(case.features) for case in scored])
    return _scaled(whole), STACKED * (scores - scores.mean(axis=1, keepdims=True))


def _scaled(model: LinearModel) -> LinearModel:
    """The model with scores centred and stretched as the stacked columns are."""
    return LinearModel(
        model.classes,
        {
            feature: tuple(STACKED * (weight - sum(row) / len(row)) for weight in row)
            for feature, row in model.weights.items()
        },
    )


def _augmented(case: Case) -> list[str]:
    return [*case.features, *(f"{case.register}: {feature}" for feature in case.features)]


def _of_register(model: LinearModel, register: str) -> LinearModel:
    """The weights that hold in one register: the shared ones and its own together."""
    table: dict[str, tuple[float, ...]] = {}
    for feature, row in model.weights.items():
        owner, _, plain = feature.partition(": ")
        if owner in REGISTERS and plain and owner != register:
            continue
        name = plain if owner == register and plain else feature
        table[name] = tuple(a + b for a, b in zip(table.get(name, (0.0,) * len(row)), row, strict=True))
    return LinearModel(model.classes, table)


def evaluate(cases: Sequence[Case]) -> str:
    """Accuracy, macro F1 and Brier score of each corpus by cross-validation over documents."""
    shares: dict[int, dict[str, float]] = {}
    for fold in range(FOLDS):
        models = train([case for case in cases if case.fold != fold])
        for i, case in enumerate(cases):
            if case.fold == fold and case.label in PALMER:
                shares[i] = predict(models, case)
    lines = [
        _scores(corpus, [(cases[i], share) for i, share in shares.items() if cases[i].corpus == corpus])
        for corpus in FILES
    ]
    return "\n".join(lines)


def predict(models: dict[str, LinearModel], case: Case) -> dict[str, float]:
    """The mixture of both registers, as `analysis.annotation.marks.senses.senses_of` makes it."""
    chat = models["register"].probability(case.register_features) if case.register_features else 0.0
    both = [models[f"senses-{register}"].distribution(case.features) for register in REGISTERS]
    return {name: chat * both[0][name] + (1 - chat) * both[1][name] for name in PALMER}


def _scores(corpus: str, results: list[tuple[Case, dict[str, float]]]) -> str:
    guesses = [(case.label, max(share, key=lambda name: share[name])) for case, share in results]
    accuracy = np.mean([label == guess for label, guess in guesses])
    f1 = np.mean([_f1(guesses, name) for name in PALMER])
    brier = np.mean(
        [
            sum((share[name] - case.votes.get(name, 0.0) / VOTES) ** 2 for name in PALMER)
            for case, share in results
        ]
    )
    return f"{corpus:10s} n {len(results)}  accuracy {accuracy:.3f}  macro F1 {f1:.3f}  Brier {brier:.3f}"


def _f1(guesses: list[tuple[str, str]], name: str) -> float:
    right = sum(label == guess == name for label, guess in guesses)
    return 2 * right / max(1, sum((label == name) + (guess == name) for label, guess in guesses))


if __name__ == "__main__":
    main()
