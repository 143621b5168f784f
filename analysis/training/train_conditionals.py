"""Train the marker decision: `python -m analysis.training.train_conditionals --gold DIR [--cross-validate]`.

DIR holds `ud/`, `political/` and `counterfactual/`. One logistic regression decides *if* and its kin,
inversion and *without*; its features carry the family of the marker. The counterfactual data teach
inversion and *without*: an antecedent that opens with the form is a case for it, a form in a sentence
that is not counterfactual a case against it (only where no open condition has that form: *had*).
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotation.marks.markers import Candidate, candidates, features
from analysis.language.engine.linear_models import LinearModel
from analysis.language.text import Text
from analysis.training.fit import fit_binary, save_model
from analysis.training.gold import MODELS, read_rows, read_treebank

LEARNED = frozenset(["learned", "lasting", "inverted", "unreal"])
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate with the right decision."""

    corpus: str
    document: str
    form: str
    entry: str
    row: list[str]
    right: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the model, or print precision and recall of a cross-validation by document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    parser.add_argument("--cross-validate", action="store_true", help="print scores, write nothing")
    parser.add_argument("--output", type=Path, default=MODELS, help="folder that the models go to")
    options = parser.parse_args(arguments)
    cases = list(read_cases(options.gold))
    if options.cross_validate:
        print(cross_validate(cases))
        return
    model = train(cases)
    print(
        save_model(model, "conditionals", options.output, digits=2),
        len(model.weights),
        "weights",
        len(cases),
        "cases",
    )


def read_cases(gold: Path) -> Iterator[Case]:
    """All candidates of the train parts with a known answer."""
    for bank in ("ewt", "gum"):
        for row in read_treebank(gold, bank, "train"):
            wanted = [c["marker"] for c in row["conditionals"] if c["kind"] == "conditional"]
            unsure = [c["marker"] for c in row["conditionals"] if c.get("note")]
            yield from (c for c in _cases(row, bank, row["doc"], wanted, unsure) if c.entry != "without")
    for row in read_rows(gold / "political/train.jsonl.gz"):
        wanted = [c["marker"] for c in row["conditionals"] if c["marker"]]
        yield from _cases(row, "political", row["doc"], wanted, [])
    yield from _counterfactual(gold)


def _counterfactual(gold: Path) -> Iterator[Case]:
    for row in read_rows(gold / "counterfactual/spans_train.jsonl.gz"):
        start = row["antecedent"][0]
        for case in _cases(row, "counterfactual", row["id"], [[start, start + 1]], []):
            if case.right and case.entry in ("inversion", "without"):
                yield case
    for row in read_rows(gold / "counterfactual/detection_train.jsonl.gz"):
        if not row["counterfactual"]:
            yield from (
                case
                for case in _cases(row, "counterfactual", row["id"], [], [])
                if case.form == "had" or case.entry == "without"
            )


def _cases(
    row: dict[str, Any], corpus: str, document: str, wanted: Sequence[Any], unsure: Sequence[Any]
) -> Iterator[Case]:
    for _, candidate in candidates([Text(row["text"])]):
        if candidate.entry.test in LEARNED and not _touches(candidate, unsure):
            right = _touches(candidate, wanted)
            yield Case(corpus, document, candidate.form, candidate.entry.id, features(candidate), right)


def _touches(candidate: Candidate, spans: Iterable[Any]) -> bool:
    return any(candidate.start < end and start < candidate.end for start, end in spans)


def train(cases: Sequence[Case]) -> LinearModel:
    """The logistic regression over all families."""
    return fit_binary([case.row for case in cases], [case.right for case in cases], C=1.0, name="conditional")


def cross_validate(cases: Sequence[Case]) -> str:
    """Precision, recall and errors by corpus and entry; a document is judged by a model that never saw it."""
    counts: Counter[tuple[str, str, str]] = Counter()
    fold = {case.document: zlib.crc32(case.document.encode()) % FOLDS for case in cases}
    for held in range(FOLDS):
        model = train([case for case in cases if fold[case.document] != held])
        for case in cases:
            if fold[case.document] == held:
                found = model.scores(case.row)[0] > 0
                name = ("fn", "tp")[found] if case.right else ("tn", "fp")[found]
                counts[case.corpus, case.entry, name] += 1
    return "\n".join(_line(counts, group) for group in sorted({key[:2] for key in counts}))


def _line(counts: Counter[tuple[str, str, str]], group: tuple[str, str]) -> str:
    tp, fp, fn = (counts[(*group, name)] for name in ("tp", "fp", "fn"))
    precision, recall = tp / (tp + fp or 1), tp / (tp + fn or 1)
    return f"{group[0]:15s} {group[1]:15s} P {precision:.3f}  R {recall:.3f}  tp {tp}  fp {fp}  fn {fn}"


if __name__ == "__main__":
    main()
