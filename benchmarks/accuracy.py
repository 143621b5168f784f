"""Accuracy on the annotated data, with intervals: `python benchmarks/accuracy.py --gold DIR`.

DIR is the folder of the annotated data with its own scorers (`score.py`, `attribution/score.py`),
which do all the matching; this file only predicts, resamples documents and writes two tables:

    benchmarks/accuracy.csv          one row a set, layer and measure, with a 95% bootstrap interval
    benchmarks/accuracy_markers.csv  one row a set, register, layer and marker: tp, fp, fn

No sentence of the data enters either table.
"""

import argparse
import csv
import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from analysis import annotate
from analysis.annotation.reader_names import FAST, READERS
from analysis.language.lexicon import load_lexicon
from analysis.language.text import fold

HERE = Path(__file__).parent
SETS = {
    "EWT": ["ud/ewt.dev.jsonl.gz"],
    "GUM": ["ud/gum.dev.jsonl.gz"],
    "UD pooled": ["ud/ewt.dev.jsonl.gz", "ud/gum.dev.jsonl.gz"],
    "political": ["political/dev.jsonl.gz"],
}
RATES = ("P", "R", "F1")
RESAMPLES = 2000
UNLISTED = "(not in the lexicon)"
Row = dict[str, Any]
Tally = Counter[str]


def main() -> None:
    """Predict, score, print and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    options = parser.parse_args()
    scorer = load_scorer(options.gold / "score.py")
    results, markers = [], []
    for name, files in SETS.items():
        gold = [row for file in files for row in read(options.gold / file)]
        predicted = [annotate(row["text"], id=row["id"]) for row in gold]
        results += list(measure(name, by_document(scorer, gold, predicted)))
        if name != "UD pooled":
            markers += list(by_marker(name, scorer, gold, predicted))
    for reader in READERS:
        results += list(attribution(options.gold, reader))
    write(HERE / "accuracy.csv", results)
    write(HERE / "accuracy_markers.csv", markers)
    for row in results:
        name = f"{row['set']:10} {row['layer']:28} {row['measure']:18}"
        print(f"{name} {row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}] n {row['n']}")


def load_scorer(path: Path) -> ModuleType:
    """A scorer of the annotated data as a module."""
    spec = importlib.util.spec_from_file_location(path.parent.name + "_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file; --gold must name the folder of the annotated data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[Row]:
    """The rows of one gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def by_document(scorer: ModuleType, gold: list[Row], predicted: list[Row]) -> dict[str, list[Tally]]:
    """Layer -> one tally a document: tp, fp, fn, and sum and number of every further measure."""
    groups: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for truth, guess in zip(gold, predicted, strict=True):
        groups[truth["doc"]][0].append(truth)
        groups[truth["doc"]][1].append(guess)
    layers: dict[str, list[Tally]] = defaultdict(list)
    for truths, guesses in groups.values():
        for layer, tally in scorer.score(truths, guesses).items():
            further = {
                f"{key} {part}": value
                for key, pair in tally.extra.items()
                for part, value in zip(("sum", "n"), pair, strict=True)
            }
            layers[layer].append(Counter(tally.n) + Counter(further))
    return layers


def measure(name: str, layers: dict[str, list[Tally]]) -> Iterator[Row]:
    """Each measure of each layer with a percentile interval from resampled documents."""
    rng = np.random.default_rng(1)
    for layer, tallies in layers.items():
        keys = sorted({key for tally in tallies for key in tally} | {"tp", "fp", "fn"})
        counts = np.array([[tally[key] for key in keys] for tally in tallies], dtype=float)
        weights = rng.multinomial(len(tallies), np.full(len(tallies), 1 / len(tallies)), RESAMPLES)
        point = dict(zip(keys, counts.sum(0), strict=True))
        resampled = dict(zip(keys, (weights @ counts).T, strict=True))
        for label, value in rates(point).items():
            low, high = np.nanpercentile(rates(resampled)[label], [2.5, 97.5])
            n = point["tp"] + point["fn"] if label in RATES else point[f"{label} n"]
            yield {
                "set": name,
                "layer": layer,
                "measure": label,
                "value": float(value),
                "low": low,
                "high": high,
                "n": int(n),
            }


def rates(sums: dict[str, Any]) -> dict[str, Any]:
    """Precision, recall, F1 and the mean of every further measure from summed tallies."""
    with np.errstate(invalid="ignore", divide="ignore"):
        tp, fp, fn = (np.asarray(sums[key]) for key in ("tp", "fp", "fn"))
        out = {"P": tp / (tp + fp), "R": tp / (tp + fn), "F1": 2 * tp / (2 * tp + fp + fn)}
        for key in sums:
            if key.endswith(" sum"):
                label = key.removesuffix(" sum")
                out[label] = np.asarray(sums[key]) / np.asarray(sums[f"{label} n"])
    return out


def by_marker(name: str, scorer: ModuleType, gold: list[Row], predicted: list[Row]) -> Iterator[Row]:
    """tp, fp, fn of each marker by register; a missed mark counts for its own wording."""
    counts: dict[tuple[str, str, str], Tally] = defaultdict(Counter)
    for truth, guess in zip(gold, predicted, strict=True):
        register = truth.get("genre") or truth.get("source", "")
        for layer, golds, found in comparable(truth, guess):
            pairs, free = scorer.pair(
                golds, found, lambda g, p: scorer.overlaps(scorer.span(g), scorer.span(p))
            )
            matched = [g for g, _ in pairs]
            for key, marks in (
                ("tp", [p for _, p in pairs]),
                ("fp", free),
                ("fn", [g for g in golds if g not in matched]),
            ):
                for mark in marks:
                    counts[register, layer, marker_of(truth["text"], layer, mark)][key] += 1
    for (register, layer, marker), tally in sorted(counts.items()):
        yield {
            "set": name,
            "register": register,
            "layer": layer,
            "marker": marker,
            **{k: tally[k] for k in ("tp", "fp", "fn")},
        }


def comparable(truth: Row, guess: Row) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """The layers that the row annotates, with gold and found marks that have a start and an end."""
    modals = guess["modals"]
    found = {
        "modals": [m for m in modals if m["class"] != "semi"],
        "semimodals": [m for m in modals if m["class"] == "semi"],
        "hedges": guess["hedges"],
        "boosters": guess["boosters"],
    }
    for layer, marks in found.items():
        if truth.get(layer) is not None:
            yield layer, truth[layer], marks
    if truth.get("conditionals") is not None:
        conditions = [
            c for c in truth["conditionals"] if c["kind"] not in ("interrogative", "comparative", "other")
        ]
        yield "conditionals", list(spanned(conditions)), list(spanned(guess["conditionals"]))


def spanned(conditionals: Iterable[Row]) -> Iterator[Row]:
    """Conditionals with the span of their marker (or condition) as start and end."""
    for conditional in conditionals:
        span = conditional["marker"] or conditional["protasis"]
        if span:
            yield {**conditional, "start": span[0], "end": span[1]}


def marker_of(text: str, layer: str, mark: Row) -> str:
    """The name under which a mark is listed: its lemma, or its wording where that is a form of our lexicon.

    Anything else would publish words of the annotated texts and is called `UNLISTED`.
    """
    if "lemma" in mark:
        return str(mark["lemma"])
    surface = " ".join(fold(text[mark["start"] : mark["end"]]).split())
    return surface if surface in load_lexicon(layer).by_form else UNLISTED


def attribution(gold: Path, reader: str) -> Iterator[Row]:
    """Content, content with speaker, and characters of a reader's statements on the news articles."""
    scorer = load_scorer(gold / "attribution/score.py")
    articles = read(gold / "attribution/dev.jsonl.gz")
    predicted = [annotate(article["text"], id=article["id"], reader=reader) for article in articles]
    reports = [scorer.score([a], [p]) for a, p in zip(articles, predicted, strict=True)]
    draws = np.random.default_rng(1).integers(len(reports), size=(RESAMPLES, len(reports)))
    resampled = [pooled([reports[i] for i in draw]) for draw in draws]
    for (layer, label), value in pooled(reports).items():
        low, high = np.nanpercentile([one[layer, label] for one in resampled], [2.5, 97.5])
        yield {
            "set": "news" if reader == FAST else f"news, {reader}",
            "layer": layer,
            "measure": label,
            "value": value,
            "low": low,
            "high": high,
            "n": len(reports),
        }


def pooled(reports: list[Row]) -> dict[tuple[str, str], float]:
    """F1 values from the summed counts of several articles: (layer, measure) -> value."""
    out = {}
    for block in ("content", "content+speaker"):
        for kind in ("all", "direct", "mixed", "indirect"):
            out[f"statements {block}", f"F1 {kind}"] = f1(r[block][kind] for r in reports)
    for block in ("characters", "characters+speaker"):
        out[f"statements {block}", "F1"] = f1(r[block] for r in reports)
    return out


def f1(counts: Iterable[Row]) -> float:
    """F1 from summed true positives, predictions and gold marks."""
    tp = predicted = gold = 0
    for row in counts:
        tp, predicted, gold = tp + row["tp"], predicted + row["predicted"], gold + row["gold"]
    return 2 * tp / (predicted + gold) if predicted + gold else float("nan")


def write(path: Path, rows: list[Row]) -> None:
    """Rows as CSV with four decimals, the same bytes each time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {k: f"{v:.4f}" if isinstance(v, float) else v for k, v in row.items()} for row in rows
        )


if __name__ == "__main__":
    main()
