"""Tables from 100 million marks on disk: `python benchmarks/tables_at_scale.py`.

Writes Parquet parts of made-up marks with the columns of `hedgerow annotate` (seeded, one part at a time),
opens them as a store in a process of its own, and prints seconds and peak memory of each step. The
folder is removed at the end; 100 million marks take 1 GB, and 2 GB more while they are counted.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.annotation.writing.parquet import FIELDS, SCHEMA
from analysis.language.lexicon import load_lexicon
from analysis.measure.statistics.design import Design

MARKS, DOCUMENTS, PART = 100_000_000, 200_000, 1_000
LAYERS = tuple(FIELDS)
PER_MARK = {"modals": 0.5, "hedges": 0.34, "boosters": 0.08, "conditionals": 0.08}
STATEMENTS, SPEAKERS, VOICES_A_TEXT = 40, 3_000, 5
KINDS = ("direct", "mixed", "indirect")
CONDITIONS = ("open", "hypothetical", "counterfactual", "concessive", "speech-act")
ORDERS = ("protasis-first", "apodosis-first", "embedded", "alone")
CLASSES = ("central", "semi", "marginal")
QUIRK = ("ability", "prediction", "volition")
ACTS = ("threat", "warning", "promise", "offer", "inference", "other")

Result = TypeVar("Result")


def main() -> None:
    """Make the marks, count them in another process, say what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--marks", type=int, default=MARKS, help="how many marks, about")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--memory", default="256MB", help="what DuckDB may hold in memory")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--count", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.count:
        count(Path(options.count), options.memory, options.threads)
        return
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        write_parts(Path(folder), options.marks, options.documents)
        size = sum(part.stat().st_size for part in Path(folder).iterdir()) / 1e9
        print(f"{options.marks:,} marks in {options.documents:,} documents: {size:.2f} GB of Parquet")
        print(f"written in {time.perf_counter() - start:.0f} s")
        arguments = ["--count", folder, "--memory", options.memory, "--threads", str(options.threads)]
        subprocess.run([sys.executable, __file__, *arguments], check=True)


def count(folder: Path, memory: str, threads: int) -> None:
    """What a notebook asks: rates of a layer by category and kind of voice, by item, by party and year."""
    from analysis.measure.statistics.frequencies import rates
    from analysis.measure.store import open_store

    store = timed("open", lambda: open_store(folder, memory=memory, threads=threads))
    voices = timed("documents and voices", lambda: (store.documents, store.denominators))[1]
    marks = timed("kinds of marks", store.marks)
    print(f"{len(marks):,} marks, {len(voices):,} voices in {len(store.documents):,} documents")
    hedges = marks.of("hedges")
    for by in (["category", "voice_kind"], ["item"], ["category", "party"]):
        table = timed(
            f"rates of hedges by {' and '.join(by)}",
            lambda by=by: rates(hedges, voices, store.documents, Design(by=by)),
        )
        print(f"  {len(table)} rows, {table['n'].sum():,} marks, {table['low'].notna().sum()} intervals")
    timed("200 lines drawn at random", lambda: hedges.lines(200, seed=1))


def timed(what: str, work: Callable[[], Result]) -> Result:
    """Do it, and print seconds, those of the processors, and the highest memory of the process so far."""
    start, used = time.perf_counter(), time.process_time()
    result = work()
    passed, worked = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {passed:.1f} s, CPU {worked:.1f} s, peak {peak:.0f} MiB", flush=True)
    return result


def write_parts(folder: Path, marks: int, documents: int) -> None:
    """Parts of a thousand documents each."""
    per_text = marks / documents
    for part, first in enumerate(range(0, documents, PART)):
        table = part_table(first, min(PART, documents - first), per_text, np.random.default_rng([1, part]))
        pq.write_table(table, folder / f"part-{part:05}.parquet", compression="zstd", row_group_size=100_000)


def part_table(first: int, documents: int, per_text: float, draw: np.random.Generator) -> Any:
    """The rows of one part: each document, its statements, its marks."""
    means = [STATEMENTS, *(per_text * PER_MARK[layer] for layer in LAYERS[2:])]
    counts = np.column_stack([np.ones(documents, int), draw.poisson(means, (documents, len(means)))])
    runs = counts.ravel()
    rows = Rows(
        layer=np.repeat(np.tile(np.arange(len(LAYERS)), documents), runs),
        document=np.repeat(np.repeat(np.arange(documents), len(LAYERS)), runs),
        place=np.arange(runs.sum()) - np.repeat(np.cumsum(runs) - runs, runs),
        counts=counts,
        draw=draw,
    )
    columns = {
        "doc_id": texts([f"d{first + number:07}" for number in range(documents)], rows.document),
        "layer": texts(LAYERS, rows.layer),
        **rows.facts(),
        **rows.places(),
        **rows.labels(),
        **rows.doubts(),
    }
    missing = {name: pa.nulls(len(rows.layer), SCHEMA.field(name).type) for name in SCHEMA.names}
    return pa.table(missing | columns).cast(SCHEMA)


@dataclass(frozen=True)
class Rows:
    """The rows of a part: layer, document and place in its layer of each, and how many there are."""

    layer: Any
    document: Any
    place: Any
    counts: Any
    draw: np.random.Generator

    def on(self, *layers: str) -> Any:
        """Which rows belong to these layers."""
        return np.isin(self.layer, [LAYERS.index(name) for name in layers])

    def some(self, number: int) -> Any:
        """A number below `number` for each row, small ones more often."""
        return (number * self.draw.random(len(self.layer)) ** 2).astype(int)

    def facts(self) -> dict[str, Any]:
        """Words, sentences, speakers, metadata."""
        texts_, said = self.on("documents"), self.on("statements")
        words = np.where(texts_, self.counts[self.document].sum(axis=1) * 25, 15)
        speaker = (self.document * 7 + self.some(VOICES_A_TEXT)) % SPEAKERS
        years = [str(year) for year in range(1950, 2030)]
        metadata = [texts(years, self.document % len(years)), texts(("Left", "Right"), self.document % 2)]
        return {
            "words": numbers(words, texts_ | said),
            "sentences": numbers(np.where(texts_, words // 20, 1), texts_ | said),
            "excluded_sentences": numbers(words * 0, texts_),
            "speaker": texts([f"Speaker {number}" for number in range(SPEAKERS)], speaker, said),
            "metadata": maps(("date", "party"), metadata, texts_),
        }

    def places(self) -> dict[str, Any]:
        """Offsets; half of the marks stand in a statement."""
        start, said = self.place * 40 + self.layer, self.counts[self.document, 1]
        within = (self.draw.random(len(start)) * said).astype(int)
        spoken = (self.draw.random(len(start)) < 0.5) & (said > 0) & ~self.on("documents")
        own, condition = self.on("statements"), self.on("conditionals")
        return {
            "start": numbers(start, ~self.on("documents")),
            "end": numbers(start + 5, ~self.on("documents")),
            "statement": numbers(np.where(own, self.place, within), own | spoken),
            "marker": spans(start, start + 2, condition),
            "protasis": spans(start, start + 30, condition),
            "apodosis": spans(start + 30, start + 70, condition),
        }

    def labels(self) -> dict[str, Any]:
        """Entries, categories, kinds."""
        entries = {layer: load_lexicon(layer).entries for layer in LAYERS[2:]}
        names = {layer: [entry.id for entry in found] for layer, found in entries.items()}
        which = {layer: self.some(len(found)) for layer, found in names.items()}
        kinds = {"statements": KINDS, "conditionals": CONDITIONS}
        acts = pa.StructArray.from_arrays(
            [texts(ACTS, self.some(len(ACTS))), pa.nulls(len(self.layer), pa.list_(pa.string()))],
            ["act", "reasons"],
        )
        return {
            "lemma": texts(names["modals"], which["modals"], self.on("modals")),
            "class": texts(CLASSES, which["modals"] % 3, self.on("modals")),
            "negated": numbers(self.some(10) == 7, self.on("modals")),
            "entry": merged(texts(names[layer], which[layer], self.on(layer)) for layer in LAYERS[3:]),
            "category": texts(
                [entry.category for entry in entries["hedges"]], which["hedges"], self.on("hedges")
            ),
            "kind": merged(
                texts(names, self.some(len(names)), self.on(layer)) for layer, names in kinds.items()
            ),
            "order": texts(ORDERS, self.some(len(ORDERS)), self.on("conditionals")),
            "act_candidates": lists(acts, 1, self.on("conditionals")),
        }

    def doubts(self) -> dict[str, Any]:
        """Probabilities of four decimal places that sum to 1."""
        cuts = np.sort(self.draw.integers(0, 10_001, (len(self.layer), 2)), axis=1)
        parts = np.column_stack([cuts[:, 0], np.diff(cuts), 10_000 - cuts[:, 1]]) / 10_000
        shares = [pa.array(part) for part in parts.T]
        nowhere = pa.array(~self.on("modals"))
        return {
            "senses": pa.StructArray.from_arrays(shares, ["epistemic", "deontic", "dynamic"], mask=nowhere),
            "quirk": maps(QUIRK, shares, self.on("modals")),
        }


def numbers(values: Any, on: Any) -> Any:
    """The values, null where they are not on."""
    return pa.array(values, mask=~on)


def texts(names: Sequence[str], which: Any, on: Any = None) -> Any:
    """The name that each row takes."""
    index = pa.array(which.astype(np.int32), mask=None if on is None else ~on)
    return pa.DictionaryArray.from_arrays(index, pa.array(names)).cast(pa.string())


def merged(parts: Iterator[Any]) -> Any:
    """The first of the parts that has a value."""
    return pc.coalesce(*parts)


def lists(values: Any, width: int, on: Any) -> Any:
    """A list of `width` of the values in each row."""
    kept = values.filter(pa.array(np.repeat(on, width)))
    return pa.ListArray.from_arrays(offsets(width, on), kept, mask=pa.array(~on))


def spans(start: Any, end: Any, on: Any) -> Any:
    """A start and an end in each row."""
    return lists(pa.array(np.column_stack([start, end]).ravel()), 2, on)


def maps(keys: Sequence[str], values: Sequence[Any], on: Any) -> Any:
    """A map from the keys to a value of each column in each row."""
    size, rows = len(keys), len(on)
    order = np.arange(size * rows).reshape(size, rows).T[on].ravel()
    items = pa.concat_arrays(values).take(pa.array(order))
    names = texts(keys, np.tile(np.arange(size), int(on.sum())))
    return pa.MapArray.from_arrays(offsets(size, on), names, items, mask=pa.array(~on))


def offsets(width: int, on: Any) -> Any:
    """Where the values of each row begin."""
    return pa.array(np.concatenate([[0], np.cumsum(on * width)]).astype(np.int32))


if __name__ == "__main__":
    main()
