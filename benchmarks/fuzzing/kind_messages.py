"""What a page may say to the explorer and to the judge of samples: answered, or refused in words."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from analysis import AnnotatedCorpus, RunOptions, open_corpus
from analysis.base.layers import LAYERS
from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.samples import write_sample
from analysis.study.explorer import explore
from analysis.study.explorer.judge import judge
from fuzzing import fragments as words
from fuzzing.running import Kind, pieces_less
from fuzzing.structures import bent
from fuzzing.texts import text

Message = Mapping[str, Any]
Case = tuple[str, list[Message]]
"""Who is spoken to, and what is said, one after the other."""
MARK = {"document": "t0", "layer": "hedges", "start": 0, "end": 7}
DOCUMENTS = 6
LINES: Mapping[str, Mapping[str, Any]] = {
    "open": {"corpus": "nowhere"},
    "choose": {
        "voices": "all",
        "layers": ["hedges"],
        "lens": "",
        "by": ["item"],
        "per": "1,000 words",
        "top": 12,
    },
    "lines": {"group": ["hedges", "perhaps"], "sort": "voice", "page": 0},
    "read": {"document": "t0", "start": 0, "end": 7, "around": 2},
    "decide": {
        "verdict": "reject",
        **MARK,
        "labels": {"category": "approximator"},
        "reason": "a test",
        "annotator": "AL",
    },
    "add": {
        "document": "t0",
        "layer": "hedges",
        "words": "road",
        "near": 3,
        "span": [0, 7],
        "reason": "a test",
    },
    "undo": {},
    "keep": {"path": "decisions.yaml"},
    "freeze": {"path": "view.yaml", "replace": True},
}
"""A sensible question of each name."""
CHOICES: Mapping[str, tuple[Any, ...]] = {
    "corpus": ("nowhere", "", "corpus", "nltk:__class__", "sotu", "\x00", "x" * 300, "decisions.yaml"),
    "voices": ("all", "narrator", "attributed", [], ["Ann Lee"], ["nobody"]),
    "layers": (list(LAYERS), ["modals"], ["conditionals"], [], ["hedges", "hedges"]),
    "lens": ("", "hyland2005", "no such", "prince1982"),
    "by": (["item"], ["voice"], ["category"], ["doc_id"], ["sense"], [], ["party", "item"]),
    "per": (
        "1,000 words",
        "100 sentences",
        "statement",
        "100 finite verbs",
        "10000 words",
        "0 words",
        "words",
    ),
    "top": (1, 6, 0, -1, 10**9, 2.5),
    "group": (["modals", "may"], ["hedges"], ["hedges", "no such"], [], ["conditionals", "if"]),
    "sort": ("voice", "words before", "words after", "order of the texts", "", "colour"),
    "document": ("t0", "t1", "t2", "t9", ""),
    "layer": (*LAYERS, "statements", ""),
    "start": (0, 7, 30, -5, 10**9),
    "end": (7, 9, 40, 0, 10**9),
    "verdict": ("accept", "reject", "relabel", "add", "maybe"),
    "path": (
        "decisions.yaml",
        "view.yaml",
        "x.yml",
        "",
        " ",
        ".",
        "no/such/x.yaml",
        "x" * 300,
        "a\x00b",
        "view.txt",
    ),
}


def make(rng: Random) -> Case:
    """Some questions, most of them nearly right."""
    if rng.random() < 0.15:
        return "judge", [bent(rng, _judgement(rng)) for _ in range(rng.randint(1, 12))]
    return "explorer", [_question(rng) for _ in range(rng.randint(1, 6))]


def _question(rng: Random) -> Any:
    name = rng.choice(list(LINES))
    given = {key: rng.choice(CHOICES.get(key, (value,))) for key, value in LINES[name].items()}
    given = {
        key: value if rng.random() < 0.5 else LINES[name][key]
        for key, value in given.items()
        if rng.random() < 0.9
    }
    if name == "decide" and rng.random() < 0.3:
        part = {"words": rng.choice(("the road", "", "x")), "span": rng.choice(([], [0, 5], [5, 0], [1]))}
        given["parts"] = {rng.choice(("protasis", "apodosis", "x")): part}
    message = {"ask": name, "with": given, "id": "v-1"}
    return bent(rng, message) if rng.random() < 0.4 else message


def _judgement(rng: Random) -> dict[str, Any]:
    return rng.choice(
        (
            {
                "do": "judge",
                "judgement": rng.choice(("right", "wrong", "2", "", "maybe")),
                "label": "",
                "note": "a note",
            },
            {"do": "undo"},
            {"do": "go", "by": rng.choice((1, -1, 99))},
        )
    )


@cache
def annotated() -> AnnotatedCorpus:
    """A little corpus of made-up texts, annotated once."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(DOCUMENTS):
            whole = (
                "Perhaps the road is long. "
                + text(Random(f"messages {number}"))[:1500]
                + " We may go if it rains."
            )
            (Path(folder) / f"t{number}.txt").write_bytes(whole.encode("utf-8", "replace"))
        rows = (
            f"t{number}.txt,{words.NAMES[number % 2].split()[0]},{1990 + number}\n"
            for number in range(DOCUMENTS)
        )
        (Path(folder) / "metadata.csv").write_text("file,party,year\n" + "".join(rows), encoding="utf-8")
        return open_corpus(folder, run=RunOptions("explorer"))


@cache
def _sample() -> Any:
    return draw_sample(annotated().annotations, "hedges", marks=6, sentences=6)


def check(case: Case, folder: Path) -> Iterator[str]:
    """Say it all to a fresh explorer, or to a judge with a fresh sample."""
    who, messages = case
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "corpus").mkdir()
    (inner / "corpus" / "one.txt").write_text("We may go, perhaps.", encoding="utf-8")
    with chdir(inner):
        yield from _to_explorer(messages) if who == "explorer" else _to_judge(messages)


def _to_explorer(messages: list[Message]) -> Iterator[str]:
    explorer = explore(annotated(), decisions="decisions.yaml")
    heard: list[Mapping[str, Any]] = []
    explorer.send = heard.append  # type: ignore[method-assign]
    for message in messages:
        heard.clear()
        explorer._hear(explorer, message, [])
        if len(heard) != 1 or not {"answer", "error"} & set(heard[0]):
            yield "a message without an answer"
        elif "the explorer failed" in str(heard[0].get("error", "")):
            yield "an answer that speaks of a failure of the explorer"
        yield from _plain(heard)
        yield from _plain(explorer.state)


def _to_judge(messages: list[Message]) -> Iterator[str]:
    write_sample(_sample(), "sample.csv")
    judged = judge("sample.csv")
    for message in messages:
        judged._hear(judged, message, [])
        yield from _plain([judged.shown, judged.progress, judged.estimates, judged.message])


def _plain(said: Any) -> Iterator[str]:
    try:
        json.dumps(said, allow_nan=False).encode()
    except (TypeError, ValueError):
        yield "an answer that a page cannot be sent"


def smaller(case: Case) -> Iterator[Case]:
    """Fewer messages."""
    who, messages = case
    yield from ((who, less) for less in pieces_less(messages) if less)


MESSAGES = Kind("messages", make, check, smaller)
