"""Figures, their records and replication packs from elsewhere: cited and verified, or refused in words.

No notebook is run. What would be run is looked at instead: it is one of the suite, or the case fails.
"""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import chdir, suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from analysis.base.digests import digest_bytes
from analysis.base.errors import HedgerowError
from analysis.corpus import read_corpus
from analysis.study.provenance.cite import cite_figures
from analysis.study.runs.pack import zipped
from analysis.study.runs.pack_tables import pack_tables
from analysis.study.runs.plan import Step
from analysis.study.runs.replication import verify_all
from fuzzing.mutations import mutated
from fuzzing.running import Kind, pieces_less
from fuzzing.structures import bent

PROJECT = Path(__file__).parents[2]
NOTEBOOK = "02_modal_verbs"
SPEAKERS = b'["JD Vance"]\naliases = ["Vance"]\nparty = "Republican"\n'
FOREIGN = (
    *(b'"', b"\\", b"\x00", b"{", b"}", b"[" * 3000, b"null", b"NaN", b"<", b"&", b"hedgerow:", b"; id="),
    *(b"\n", b","),
    *(b"../", b"/etc/passwd", b"$HOME", b"\\input{x}", b"%", b"\xff", b"\xed\xa0\x80"),
    *(b"1e999", b"99999999999999999999"),
)
ELSEWHERE = (
    "evil",
    "./evil.ipynb",
    "../evil.ipynb",
    "evil.ipynb",
    "notebooks/02_modal_verbs",
    "02_modal_verbs.ipynb",
    "",
)
"""Notebooks that a record may name."""
ODD_NAMES = ("../x", "/x", "figures/../../x", "a\\b", "figures/", "notebooks/evil.ipynb", "figures/evil.json")
"""Names of files in a pack."""
Files = Mapping[str, bytes]
Case = tuple[str, Files]
"""The file that is asked about, and all that stands in its folder."""


def make(rng: Random) -> Case:
    """A figure with what stands beside it, or a pack; one or two of their files damaged."""
    if rng.random() < 0.4:
        members = dict(_pack())
        _damage(rng, members)
        if rng.random() < 0.15:
            members[rng.choice(ODD_NAMES)] = _notebook()
        content = zipped(members)
        return "pack.zip", {"pack.zip": mutated(rng, content, FOREIGN, 1) if rng.random() < 0.15 else content}
    files = dict(_figure())
    _damage(rng, files)
    if rng.random() < 0.3:
        del files[f"{NOTEBOOK}.json"]
    asked = rng.choice((*files, f"{NOTEBOOK}.json"))
    return asked, {**files, "evil.ipynb": _notebook()}


@cache
def _figure() -> Files:
    """The files of one published figure."""
    return {path.name: path.read_bytes() for path in sorted((PROJECT / "figures").glob(f"{NOTEBOOK}.*"))}


@cache
def _pack() -> Files:
    """The files of a pack of one figure."""
    contents = {
        **pack_tables(list(read_corpus(PROJECT / "seeds"))),
        **{f"figures/{name}": content for name, content in _figure().items()},
        f"notebooks/{NOTEBOOK}.ipynb": (PROJECT / "notebooks" / f"{NOTEBOOK}.ipynb").read_bytes(),
        "study.yaml": b"name: x\ncorpus: seeds\nnotebooks: [02_modal_verbs]\n",
        "speakers/speakers.toml": SPEAKERS,
        "decisions/decisions.yaml": b"[]\n",
    }
    about = {
        **{
            "format": 1,
            "study": "x",
            "title": "",
            "run": "x-1",
            "filters": {},
            "versions": {},
            "lexicons": {},
        },
        **{"models": {}, "left_out": [], "corpus": {"name": "seeds", "texts": 1, "digest": "0" * 64}},
        "files": {name: digest_bytes(content) for name, content in contents.items()},
    }
    return {**contents, "pack.json": json.dumps(about).encode()}


def _notebook() -> bytes:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["parameters"]},
        "source": 'corpus = "seeds"',
    }
    cells = [{**cell, "outputs": [], "execution_count": None}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _damage(rng: Random, files: dict[str, bytes]) -> None:
    for _ in range(rng.randint(1, 2)):
        values = [name for name in files if name.endswith(".json")]
        name = rng.choice(values if values and rng.random() < 0.6 else list(files))
        files[name] = _damaged(rng, name, files[name])


def _damaged(rng: Random, name: str, content: bytes) -> bytes:
    with suppress(ValueError):  # it was damaged before
        if name.endswith(".json") and rng.random() < 0.8:
            value = bent(rng, json.loads(content), 3)
            if isinstance(value, dict) and rng.random() < 0.2:
                value["notebook"] = rng.choice(ELSEWHERE)
            return json.dumps(value).encode()
    if name.endswith(".png") and rng.random() < 0.7:
        return _other_passport(rng, content)
    return mutated(rng, content, FOREIGN)


def _other_passport(rng: Random, content: bytes) -> bytes:
    """The picture with other words about itself."""
    from PIL import Image, PngImagePlugin

    stream = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        said: dict[str, Any] = {
            name: value for name, value in image.info.items() if str(name).startswith("hedgerow:")
        }
        name = rng.choice(sorted(said))
        said[name] = rng.choice(
            (mutated(rng, said[name], times=1), "", "[", "[" * 3000, "{}", "[1]", *ELSEWHERE)
        )
        info = PngImagePlugin.PngInfo()
        for name, value in said.items():
            info.add_text(name, value)
        Image.new("1", (1, 1)).save(stream, "png", pnginfo=info)
    return stream.getvalue()


def check(case: Case, folder: Path) -> Iterator[str]:
    """Cite and verify one file."""
    asked, files = case
    for name, content in files.items():
        (folder / name).write_bytes(content)
    foreign: list[str] = []

    def instead_of_running(step: Step, work: Path) -> tuple[bytes, Path]:
        if step.notebook.path.resolve().parent != PROJECT / "notebooks":
            foreign.append(step.notebook.name)
        for name, content in _figure().items():
            (work / name).write_bytes(content)
        return b"", work

    with patch("analysis.study.runs.execution.execute", instead_of_running), chdir(folder):
        for act in (cite_figures, lambda paths: verify_all(paths, corpus=PROJECT / "seeds"), verify_all):
            with suppress(HedgerowError):
                act([folder / asked])
    if foreign:
        yield "a notebook that is none of the suite would have been run"
    if {path.name for path in folder.iterdir()} != set(files):
        yield "a file was written where none should be"


def smaller(case: Case) -> Iterator[Case]:
    """Fewer files, or less of one."""
    asked, files = case
    for name in files:
        if name != asked:
            yield asked, {other: content for other, content in files.items() if other != name}
    for name, content in files.items():
        if content != _figure().get(name):
            yield from ((asked, {**files, name: less}) for less in pieces_less(content))


def save(case: Case, folder: Path) -> None:
    """Write the files as they are."""
    for name, content in case[1].items():
        (folder / name).write_bytes(content)


RECORDS = Kind("records", make, check, smaller, save)
