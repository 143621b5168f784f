"""A corpus -> a commented study file to begin with."""

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from analysis.annotation.cleaning import clean
from analysis.base.errors import OutputError
from analysis.base.format_versions import STUDY
from analysis.corpus import read_corpus
from analysis.corpus.named import named_corpus
from analysis.measure.taxonomies import LENSES
from analysis.study.runs.notebooks import SHIPPED, known_notebooks
from analysis.study.runs.plan import FIELDS
from analysis.study.runs.run_folder import place

ANY_CORPUS = ("01_statements", "02_modal_verbs", "03_hedging", "04_conditionality", "05_voices")
"""Notebooks that need nothing but texts; the others ask for years, groups or speakers."""
VALUES = 5
"""Values of a metadata field that are shown."""


def write_study(corpus: str | Path, output: str | Path, *, force: bool = False) -> None:
    """Write a study of `corpus` to `output` with every field explained.

    `OutputError` where the file is there already (unless `force`) or cannot be written; `CorpusError`
    where the corpus cannot be read.
    """
    output = Path(output)
    if output.exists() and not force:
        raise OutputError(f"{output}: is there already; give another name with -o, or --force to replace it")
    content = study_text(Path(corpus), output)
    try:
        place(output, content.encode())
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); give another place with -o"
        ) from error


def study_text(corpus: Path, output: Path) -> str:
    """The text of the study file `output` for a corpus: what it holds, as comments, and the fields."""
    texts = words = 0
    fields: dict[str, set[str]] = defaultdict(set)
    for document in read_corpus(corpus):
        text = clean(document).working_text()
        texts, words = texts + 1, words + text.count_words(text.start)
        for name, value in document.metadata.items():
            fields[name].add(value)
    return _TEMPLATE.format(
        format=STUDY.version,
        name=_as_text(_name(corpus)),
        corpus=_quoted(_seen_from(output, corpus)),
        size=f"{texts:,} {'text' if texts == 1 else 'texts'}, {words:,} words",
        filters=_filters(fields),
        lenses=", ".join(LENSES),
        lens=next(iter(LENSES)),
        notebooks="\n".join(_notebooks(output.parent)),
    )


def _seen_from(output: Path, corpus: Path) -> str:
    """How the study file names its corpus."""
    if named_corpus(str(corpus)):
        return str(corpus)
    return Path(os.path.relpath(corpus.resolve(), output.resolve().parent)).as_posix()


def _name(corpus: Path) -> str:
    stem = corpus.resolve().name.split(".")[0]
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in stem).strip("-")
    return kept or "study"


def _as_text(name: str) -> str:
    """A name as YAML reads it back: 2024 and yes in quotes."""
    return name if yaml.safe_load(name) == name else _quoted(name)


def _quoted(value: Any) -> str:
    """A value as YAML reads it back: what JSON writes is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _filters(fields: dict[str, set[str]]) -> str:
    lines = []
    for name, values in sorted(fields.items()):
        shown = ", ".join(_quoted(" ".join(value.split())[:40]) for value in sorted(values)[:VALUES])
        more = f", … {len(values) - VALUES} more" if len(values) > VALUES else ""
        lines.append(f"#   {name}: {shown}{more}")
    return "\n".join(lines or ["#   (the texts of this corpus have no metadata)"])


def _notebooks(folder: Path) -> list[str]:
    """Every notebook as an entry with its own parameters as comments; those for some corpora only are off."""
    lines = []
    for notebook in known_notebooks(folder):
        off = "" if notebook.name in ANY_CORPUS or notebook.path.parent != SHIPPED else "# "
        lines.append(f"  {off}- notebook: {notebook.name}  # {notebook.title}")
        own = [one for one in notebook.parameters.values() if one.name not in {*FIELDS, "out_dir"}]
        lines += ["  #   parameters:"] if own else []
        lines += [f"  #     {one.name}: {_quoted(one.default)}  # {one.comment}" for one in own]
    return lines


_TEMPLATE = """\
# A study: what is run on what. Run it with `hedgerow run` and the name of this file.
format: {format}
name: {name}
title: ""

# {size}. Paths count from this file.
corpus: {corpus}

# Only texts with this metadata (one value, or a list of them). In this corpus:
{filters}
# filters:
#   party: [D, R]

# Whose words count: all, narrator, attributed (everybody but the narrator), or names.
# voices: all

# Hedges and boosters as a published taxonomy calls them: {lenses}.
# lens: {lens}

# What is known of the speakers: names, aliases, party, role.
# speakers: speakers.toml

# How transcripts mark their turns, where that is not found: a layout (hedgerow turns) or a pattern.
# turns: own

# Who finds statements in prose: fast, or careful, which is better and slower (docs/readers.md).
# reader: careful

# What readers decided about marks: rejected, relabelled, added.
# decisions: decisions.yaml

# For every notebook that has such a parameter:
# parameters:
#   per: 1,000 words
seed: 1

# `hedgerow notebooks` lists them all. To set a parameter, take the # from its line and from `parameters:`.
notebooks:
{notebooks}

# Once for each value, with one table of all results:
# matrix:
#   voices: [narrator, attributed]

# Where the figures are published, and in which formats (all of them without this line).
figures: figures
# formats: [pdf, svg, png]
"""
