"""Studies and the files they name, damaged: planned, or refused in words before a kernel starts."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import yaml

from analysis.annotation.pipeline import annotate_document
from analysis.annotation.speakers import read_speakers
from analysis.base.errors import HedgerowError
from analysis.base.records import Annotation, Document
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision import Decision, text_digest
from analysis.review.decisions.decision_files import read_decisions, written
from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.samples import read_sample, write_sample
from analysis.study.runs.plan import plan
from analysis.study.runs.study import read_study
from fuzzing.mutations import mutated
from fuzzing.running import Kind, pieces_less
from fuzzing.structures import bent

TEXT = "“If it rains, we will perhaps stay,” said Ann Lee. We may go. It is certainly wet."
STUDY = {
    "name": "little",
    "title": "A little study",
    "corpus": "texts",
    "filters": {"year": "2019", "party": ["Left", "Right"]},
    "voices": ["Ann Lee", "narrator"],
    "lens": "",
    "speakers": "speakers.toml",
    "decisions": "decisions.yaml",
    "seed": 1,
    "formats": ["png"],
    "parameters": {"per": "1,000 words"},
    "notebooks": ["01_statements", {"notebook": "03_hedging", "parameters": {"top": 12}}, "own"],
    "matrix": {"per": ["1,000 words", "statement"]},
    "figures": "figures",
    "timeout": 60,
}
PARAMETERS = """\
corpus = "texts"  # a folder
voices: str or list[str] = "all"
per = "1,000 words"
seed = 1
filters = {}
lens = ""
speakers = ""
decisions = ""
out_dir = "figures"
"""
_CELL = {"id": "p", "metadata": {"tags": ["parameters"]}, "outputs": [], "execution_count": None}
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "# A title\n\nA question?"},
        {"cell_type": "code", **_CELL, "source": PARAMETERS},
    ],
    **{"metadata": {"hedgerow": {"outputs": ["a"]}}, "nbformat": 4, "nbformat_minor": 5},
}
BOMB = "\n".join(
    ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)), ""]
).encode()
FOREIGN = (
    *(b":", b"- ", b"\n", b"  ", b"\t", b"{", b"}", b"[", b"]", b"[" * 3000, b"&a ", b"*a"),
    *(b"!!python/object:x", b"!x ", b"|\n"),
    *(b"'", b'"', b"#", b"%YAML 9.9\n", b"---\n", b"...\n", b"<<: *a\n", b"? ", b"\x00", b"\xff"),
    *(b"\xef\xbb\xbf", b"~", b"1e999"),
    *(b"2019-03-04", b"0x1F", b"yes", b"null", b"NaN", b".inf", b"12:30:45", b"9" * 5000, b"a: &a [*a]\n"),
    *(BOMB, b"../x"),
)
Files = Mapping[str, bytes]


@cache
def _annotation() -> Annotation:
    return annotate_document(Document("one", TEXT))


@cache
def good() -> Files:
    """A study and all that it names, by the name in its folder."""
    import tempfile

    hedge = _annotation().hedges[0]
    about = ("one", text_digest(TEXT), "hedges", hedge.start, hedge.end, TEXT[hedge.start : hedge.end])
    with tempfile.TemporaryDirectory() as folder:
        sample = write_sample(
            draw_sample([_annotation()], "modals"), Path(folder) / "sample.csv"
        ).read_bytes()
    return {
        "study.yaml": yaml.safe_dump(STUDY, sort_keys=False).encode(),
        "speakers.toml": b'["Ann Lee"]\naliases = ["Lee", "the chair"]\nparty = "Left"\n',
        "decisions.yaml": written([Decision(*about, "reject", {}, "AL", "a test")]),
        "notebooks/own.ipynb": json.dumps(NOTEBOOK).encode(),
        "sample.csv": sample,
    }


def make(rng: Random) -> Files:
    """One of the files is damaged, most often the study itself."""
    files = dict(good())
    name = rng.choice(("study.yaml", "study.yaml", "study.yaml", *files))
    if name == "study.yaml" and rng.random() < 0.6:
        files[name] = yaml.safe_dump(bent(rng, STUDY, 3), sort_keys=False, allow_unicode=True).encode(
            "utf-8", "surrogatepass"
        )
    elif name.endswith(".ipynb") and rng.random() < 0.6:
        files[name] = json.dumps(bent(rng, NOTEBOOK, 3)).encode()
    else:
        files[name] = mutated(rng, files[name], FOREIGN)
    return files


def check(files: Files, folder: Path) -> Iterator[str]:
    """Read every file as the suite does, and plan the study."""
    own = folder / "a" / "b"
    for name, content in files.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(content)
    (own / "texts").mkdir()
    (own / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    readers = (
        lambda: plan(read_study(own / "study.yaml"), own),
        lambda: annotate_document(Document("one", TEXT), speakers=read_speakers(own / "speakers.toml")),
        lambda: apply_decisions([_annotation()], read_decisions(own / "decisions.yaml")),
        lambda: read_sample(own / "sample.csv"),
    )
    for read in readers:
        with suppress(HedgerowError):
            read()
    yield from ()


def smaller(files: Files) -> Iterator[Files]:
    """The damaged file as it was, or without a part."""
    for name, content in files.items():
        if content != good()[name]:
            yield from ({**files, name: less} for less in pieces_less(content))


def save(files: Files, folder: Path) -> None:
    """Write the files as they are."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


STUDIES = Kind("studies", make, check, smaller, save)
