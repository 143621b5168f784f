"""A small study for the tests: a corpus of two texts and notebooks that need no heavy library."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

PARAMETERS = """\
corpus = "seeds"      # a file or a folder
voices = []           # the voices looked at; empty: all
per = 1000.0          # rates per so many words
seed = 1
out_dir = "figures"
"""
COUNT = """\
import hashlib, json
from pathlib import Path

def sha(text): return hashlib.sha256(text.encode()).hexdigest()

texts = {p.name: p.read_text() for p in sorted(Path(corpus).rglob("*.txt"))}
counts = {name: len(text.split()) for name, text in texts.items()}
table = "text,words,per\\n" + "".join(f"{name},{n},{n / per}\\n" for name, n in counts.items())
title, caption = "Words & texts", f"{len(texts)} texts, <b>{sum(counts.values())}</b> words"
drawn = f"<svg xmlns='http://www.w3.org/2000/svg'><text>{len(texts)}</text></svg>"
files = {f"{FIGURE}.csv": table, f"{FIGURE}.svg": drawn}
record = {
    "figure": FIGURE, "id": sha(table + title + caption)[:12], "title": title, "caption": caption,
    "alt": "Words by text.", "notebook": NAME,
    "parameters": {"corpus": corpus, "voices": voices, "per": per, "seed": seed},
    "corpus": {"name": Path(corpus).name, "documents": len(texts), "words": sum(counts.values()),
               "digest": sha("".join(texts.values()))},
    "lexicons": {}, "models": {}, "versions": {"hedgerow": "0.1.0"}, "seed": seed, "licence": "CC BY 4.0",
    "files": {name: sha(text) for name, text in files.items()},
}
for name, text in {**files, f"{FIGURE}.json": json.dumps(record)}.items():
    (Path(out_dir) / name).write_text(text)
print(Path(out_dir).resolve(), object())
"""


def write_notebook(
    path: Path,
    *cells: str,
    parameters: str = PARAMETERS,
    title: str = "Words",
    metadata: Mapping[str, object] = {},
) -> Path:
    """A notebook of a title, a parameters cell and `cells` of code."""
    prose = {
        "cell_type": "markdown",
        "id": "title",
        "metadata": {},
        "source": f"# {title}\n\nHow many words?",
    }
    code = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": ["parameters"]} if number == 0 else {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate((parameters, *cells))
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    raw = {
        "cells": [prose, *code],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(raw))
    return path


def counting(path: Path, figure: str = "words", **options: object) -> Path:
    """A notebook that counts the words of each text and saves one figure."""
    head = f"FIGURE, NAME = {figure!r}, {path.stem!r}\n"
    return write_notebook(path, head + COUNT, **options)  # type: ignore[arg-type]


@contextmanager
def shipped(folder: Path) -> Iterator[None]:
    """The notebooks of `folder` as those of the suite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.study.runs.notebooks.SHIPPED", folder / "notebooks")
        yield


def little_study(folder: Path, *lines: str, notebooks: str = "[01_words]") -> Path:
    """A study `folder`/study.yaml over two texts in `folder`/seeds and one notebook that counts words."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "a.txt").write_text("We may go. They might stay.")
    (folder / "seeds" / "b.txt").write_text("If so, we would leave.")
    counting(folder / "notebooks" / "01_words.ipynb")
    study = folder / "study.yaml"
    study.write_text("\n".join(["name: little", "corpus: seeds", f"notebooks: {notebooks}", *lines]) + "\n")
    return study
