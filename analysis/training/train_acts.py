"""Train the ranking of acts: `python -m analysis.training.train_acts --gold DIR [--cross-validate]`.

DIR holds `acts/` and `political/`. Each conditional that is found in a passage and matches an annotated one
is a case: its reasons (`marks/acting`) with the acts that the annotators gave it, preferred first. Sentences
of our own (`train_acts.toml`) are cases as well. With `--cross-validate` the development part of `acts` is
used too, and only scores are printed.
"""

import argparse
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotation.marks.acting import Scene, reasons
from analysis.annotation.marks.acting.ranking import weighed
from analysis.annotation.marks.conditionals import Reading, readings
from analysis.base.layers.conditional_layer import ACTS
from analysis.base.records import Span
from analysis.language.engine.linear_models import LinearModel
from analysis.language.text import Text
from analysis.training.fit import fit_multinomial, save_model
from analysis.training.gold import MODELS, read_rows

FOLDS = 10
PREFERRED = 0.75
"""Share of the vote of the act that annotators put first, where they gave two."""
STRENGTH = 0.2
"""Inverse strength of the L2 penalty (cross-validated)."""
LEAST = 2
"""Cases that a reason must have."""


@dataclass(frozen=True, slots=True)
class Case:
    """The reasons of one conditional and the acts that it has been given, preferred first."""

    corpus: str
    document: str
    names: list[str]
    acts: tuple[str, ...]

    @property
    def votes(self) -> dict[str, float]:
        """How much each act is voted for."""
        if len(self.acts) == 1:
            return {self.acts[0]: 1.0}
        return {self.acts[0]: PREFERRED, self.acts[1]: 1 - PREFERRED}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the model, or print the scores of a cross-validation by document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--cross-validate", action="store_true", help="print scores, write nothing")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    cases = list(read_cases(options.gold))
    if options.cross_validate:
        print(cross_validate([*cases, *_cases(options.gold / "acts/dev.jsonl.gz", "acts")]))
        return
    model = train(cases)
    print(save_model(model, "acts", options.output), len(model.weights), "weights", len(cases), "cases")


def read_cases(gold: Path) -> Iterator[Case]:
    """The cases of the train parts."""
    for corpus in ("acts", "political"):
        yield from _cases(gold / f"{corpus}/train.jsonl.gz", corpus)
    yield from own_cases()


def own_cases() -> Iterator[Case]:
    """The sentences of our own; the last conditional of each is the one that counts."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    for act, lines in tomllib.loads(text).items():
        for line in lines.strip().splitlines():
            for one in readings(Text(line))[-1:]:
                yield Case("own", "own", _names(one), (act,))


def _cases(path: Path, corpus: str) -> Iterator[Case]:
    for row in read_rows(path):
        found = readings(Text(row["text"]))
        for wanted in row["conditionals"]:
            if not wanted["protasis"]:
                continue
            near = max(found, key=lambda one: _shared(one, wanted), default=None)
            if near is not None and _shared(near, wanted):
                acts = tuple(wanted.get("acts") or [wanted["act"]])
                yield Case(corpus, row["doc"], _names(near), acts)


def _names(one: Reading) -> list[str]:
    """The names of the reasons of one conditional."""
    scene = Scene(one.sentence, one.clauses, one.mark.kind, one.entry)
    return weighed(name for name, _ in reasons(scene))


def _shared(one: Reading, wanted: Mapping[str, Any]) -> int:
    """Characters that two protases share; a marker that both have decides."""
    if one.mark.marker and wanted["marker"]:
        return 1000 * _overlap(one.mark.marker, wanted["marker"])
    return _overlap(one.mark.protasis, wanted["protasis"])


def _overlap(one: Span, other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def train(cases: Sequence[Case]) -> LinearModel:
    """The regression over the names of the reasons."""
    return fit_multinomial(
        [case.names for case in cases],
        [case.votes for case in cases],
        C=STRENGTH,
        min_count=LEAST,
        classes=ACTS,
    )


def cross_validate(cases: Sequence[Case]) -> str:
    """Scores of the first candidate and of the probabilities, each document judged by a model without it."""
    judged = list(_judged(cases))
    return "\n".join(scores([pair for pair in judged if pair[0].corpus == "acts"]))


def _judged(cases: Sequence[Case]) -> Iterator[tuple[Case, dict[str, float]]]:
    fold = {case.document: zlib.crc32(case.document.encode()) % FOLDS for case in cases}
    for held in range(FOLDS):
        model = train([case for case in cases if case.corpus == "own" or fold[case.document] != held])
        for case in cases:
            if case.corpus != "own" and fold[case.document] == held:
                yield case, model.distribution(case.names)


def scores(judged: Sequence[tuple[Case, dict[str, float]]]) -> Iterator[str]:
    """Accuracy, macro F1 by act, Brier score and expected calibration error of the probabilities."""
    pairs = [(case.acts[0], max(shares, key=shares.__getitem__)) for case, shares in judged]
    values = [f_score(pairs, act) for act in ACTS]
    first = _share(right == said for right, said in pairs)
    yield f"cases {len(pairs)}  first act {first:.3f}  macro F1 {_mean(values):.3f}"
    yield (
        "either act "
        + format(_share(max(s, key=s.__getitem__) in case.acts for case, s in judged), ".3f")
        + "  among the first two "
        + format(_share(case.acts[0] in sorted(s, key=lambda act: -s[act])[:2] for case, s in judged), ".3f")
    )
    yield "  ".join(f"{act} {value:.2f}" for act, value in zip(ACTS, values, strict=True))
    yield f"Brier {brier(judged):.3f}  expected calibration error {calibration_error(judged):.3f}"
    for low, count, said, right in reliability(judged):
        yield f"  {low:.1f}-{low + 0.1:.1f}: {count:4d} candidates, said {said:.2f}, right {right:.2f}"


def f_score(pairs: Sequence[tuple[str, str]], act: str) -> float:
    """F1 of one act over pairs of the right act and the first candidate."""
    counts = Counter((right == act, first == act) for right, first in pairs)
    wrong = counts[True, False] + counts[False, True]
    return 2 * counts[True, True] / (2 * counts[True, True] + wrong or 1)


def brier(judged: Sequence[tuple[Case, dict[str, float]]]) -> float:
    """Mean squared distance of the probabilities from the preferred act (0 best, 2 worst; Brier 1950)."""
    return _mean(
        sum((share - (act == case.acts[0])) ** 2 for act, share in shares.items()) for case, shares in judged
    )


def reliability(judged: Sequence[tuple[Case, dict[str, float]]]) -> Iterator[tuple[float, int, float, float]]:
    """By tenths of the probability said of a candidate: how many, the mean said, the share that is right."""
    every = [(share, act == case.acts[0]) for case, shares in judged for act, share in shares.items()]
    for tenth in range(10):
        of = [pair for pair in every if min(9, int(pair[0] * 10)) == tenth]
        if of:
            yield tenth / 10, len(of), _mean(said for said, _ in of), _share(right for _, right in of)


def calibration_error(judged: Sequence[tuple[Case, dict[str, float]]]) -> float:
    """Mean distance of what is said from what is right over ten bins of the first candidates."""
    first = [
        (max(shares.values()), max(shares, key=shares.__getitem__) == case.acts[0]) for case, shares in judged
    ]
    total = 0.0
    for tenth in range(10):
        of = [pair for pair in first if min(9, int(pair[0] * 10)) == tenth]
        total += abs(sum(said for said, _ in of) - sum(right for _, right in of))
    return total / len(first)


def _share(flags: Iterable[bool]) -> float:
    return _mean(map(float, flags))


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known)


if __name__ == "__main__":
    main()
