"""Prodigy JSON lines for `spans.manual`: text, words, and spans that are runs of words.

A span has one label ("hedges:approximator"), its offsets in code points, and the first and last of its
words. What Prodigy has no place for is kept under `hedgerow`, which it hands back as it is. Only tasks
that were accepted count as gone over. Source: prodi.gy/docs/api-interfaces.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from analysis.review.exchange.marked_document import Markup, Region
from analysis.review.exchange.sidecar import Beside, passport
from analysis.review.exchange.span_labels import flat_label, flat_labels, from_flat
from analysis.review.exchange.token_runs import words_between
from analysis.review.exchange.untrusted import (
    as_list,
    as_object,
    as_offset,
    as_text,
    read_json_lines,
    to_json,
    write_text,
)

TASKS: Final = "tasks.jsonl"


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write the tasks and the file of labels for `--label`."""
    write_text("".join(f"{to_json(_task(markup))}\n" for markup in markups), folder / TASKS)
    write_text("".join(f"{label}\n" for label in flat_labels()), folder / "labels.txt")


def read(path: Path) -> Iterator[Markup]:
    """Yield the documents of a file that `write` or `prodigy db-out` wrote."""
    for where, task in read_json_lines(path / TASKS if path.is_dir() else path):
        yield _markup(task, where)


def _task(markup: Markup) -> dict[str, Any]:
    text = markup.text or ""
    edges = [edge for region in markup.regions for edge in (region.start, region.end)]
    words = words_between(text, edges)
    starts = [start for start, _ in words]
    return {
        "text": text,
        "meta": {"document": markup.document, "text": markup.digest},
        "tokens": [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": n,
                "ws": text[end : end + 1].isspace(),
            }
            for n, (start, end) in enumerate(words)
        ],
        "spans": [_span(region, starts) for region in markup.regions],
        "hedgerow": passport(markup),
    }


def _span(region: Region, starts: list[int]) -> dict[str, Any]:
    return {
        "start": region.start,
        "end": region.end,
        "token_start": bisect_left(starts, region.start),
        "token_end": bisect_left(starts, region.end) - 1,
        "label": flat_label(region.kind, dict(region.labels)),
    }


def _markup(task: dict[str, Any], where: str) -> Markup:
    text = as_text(task.get("text"), f"{where}: text")
    beside = Beside(task.get("hedgerow"), text, where)
    regions = tuple(
        _region(as_object(span, where), str(n), beside, where)
        for n, span in enumerate(as_list(task.get("spans", []), f"{where}: spans"), 1)
    )
    judged = task.get("answer", "accept") == "accept"
    return Markup(beside.document, beside.digest, text, regions, (), judged=judged, where=where)


def _region(span: dict[str, Any], id: str, beside: Beside, where: str) -> Region:
    kind, labels = from_flat(as_text(span.get("label"), f"{where}: label"), where)
    start, end = (as_offset(span.get(name), f"{where}: {name}") for name in ("start", "end"))
    return Region(id, kind, start, end, labels, beside.details(kind, start, end))
