"""A corpus -> a commented study file to begin with, made for this corpus.

Columns, groups, periods and filters are its own; notebooks that it cannot answer are switched off, with the
reason.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from analysis.base.errors import OutputError
from analysis.base.format_versions import STUDY
from analysis.base.wording import plural
from analysis.corpus.named import named_corpus
from analysis.corpus.reading import HOW_TEXTS_ARE_READ
from analysis.measure.taxonomies import LENSES
from analysis.study.runs.corpus_profile import CorpusProfile, profile_corpus
from analysis.study.runs.notebooks import Notebook, known_notebooks, shipped_notebook
from analysis.study.runs.plan import FIELDS
from analysis.study.runs.run_folder import place

ANY_CORPUS: Final = ("01_statements", "02_modal_verbs", "03_hedging", "04_conditionality", "05_voices")
"""Notebooks that need nothing but texts; the others ask for dates, groups or judgements."""
VALUES: Final = 5
"""Values of a metadata field that are shown."""
_OFF: Final = {
    "00_explore": "is for JupyterLab",
    "06_accuracy": "is about the suite, not about these texts",
    "07_over_time": "needs texts of four years or more",
    "08_compare": "needs a field with two values and several texts each",
    "09_view": "is what the explorer freezes",
    "10_audit": "asks you to judge",
    "12_norms": "asks you to say beside which speakers",
    "13_coverage": "needs transcripts beside articles",
    "14_models": "needs predictors, which you choose",
    "gallery": "draws other kinds of figures",
}
"""Why a notebook is switched off."""


def write_study(
    corpus: str | Path, output: str | Path, *, force: bool = False, **reading: Any
) -> CorpusProfile:
    """Write a study of `corpus` to `output` with every field explained; what was found in the corpus.

    `reading` are options of `read_corpus`. `OutputError` where the file is there already (unless `force`) or
    cannot be written; `CorpusError` where the corpus cannot be read.
    """
    output = Path(output)
    if output.exists() and not force:
        raise OutputError(f"{output}: is there already; give another name with -o, or --force to replace it")
    profile = profile_corpus(corpus, **reading)
    try:
        place(output, study_text(Path(corpus), output, profile).encode())
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); give another place with -o"
        ) from error
    return profile


def study_text(corpus: Path, output: Path, profile: CorpusProfile) -> str:
    """The text of the study file `output` for a corpus: what it holds, as comments, and the fields."""
    return _TEMPLATE.format(
        format=STUDY.version,
        name=_as_text(_name(corpus)),
        corpus=_quoted(seen_from(output.parent, corpus)),
        size=f"{plural(profile.texts, 'text')}, {plural(profile.words, 'word')}",
        found="\n".join(f"#   {line}" for line in profile.found),
        reading="\n".join(_reading(profile)),
        filters=_filters(profile.fields),
        example=_example(profile),
        lenses=", ".join(LENSES),
        lens=next(iter(LENSES)),
        notebooks="\n".join(_notebooks(output.parent, profile)),
    )


def seen_from(folder: Path, corpus: Path) -> str:
    """How a file in a folder names its corpus."""
    if named_corpus(str(corpus)):
        return str(corpus)
    return Path(os.path.relpath(corpus.resolve(), folder.resolve())).as_posix()


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


def _on_one_line(value: str) -> str:
    return _quoted(" ".join(value.split())[:40])


def _reading(profile: CorpusProfile) -> Iterator[str]:
    """The lines of a study that say how files become texts; those that nothing asks for are comments."""
    shown = {
        "text_column": "text",
        "id_column": "doc_id",
        "encoding": "cp1252",
        "name_fields": "country_year",
    }
    for name in HOW_TEXTS_ARE_READ:
        if name in profile.reading:
            yield f"{name}: {_quoted(profile.reading[name])}"
        elif name in shown:
            yield f"# {name}: {shown[name]}"


def _filters(fields: Mapping[str, Counter[str]]) -> str:
    lines = []
    for name, values in sorted(fields.items()):
        shown = ", ".join(map(_on_one_line, sorted(values)[:VALUES]))
        more = f", … {len(values) - VALUES:,} more" if len(values) > VALUES else ""
        lines.append(f"#   {name}: {shown}{more}")
    return "\n".join(lines or ["#   (the texts of this corpus have no metadata)"])


def _example(profile: CorpusProfile) -> str:
    """A filter with values that texts of this corpus have."""
    if profile.groups:
        name, *values = profile.groups
        return f"{name}: {_quoted(values)}"
    field = next(iter(sorted(profile.fields)), None)
    return f"{field}: {_on_one_line(min(profile.fields[field]))}" if field else "party: Green"


def _given(notebook: Notebook, profile: CorpusProfile) -> dict[str, Any] | None:
    """What a notebook is to be given on this corpus; None where it has nothing to say about it."""
    if notebook.name in ANY_CORPUS or not shipped_notebook(notebook.name):
        return {}
    if notebook.name == "07_over_time" and profile.periods:
        before, after = profile.periods
        span = after[1] - before[0]
        return {"years": 10 if span > 60 else 5 if span > 20 else 1, "before": before, "after": after}
    if notebook.name == "08_compare" and profile.groups:
        group, a, b = profile.groups
        unit = {"unit": "speaker"} if profile.repeated_speakers else {}
        return {"group": group, "a": a, "b": b, **unit}
    return None


def _notebooks(folder: Path, profile: CorpusProfile) -> Iterator[str]:
    """Every notebook as an entry with its own parameters; one with nothing to say here is off, with why."""
    for notebook in known_notebooks(folder):
        given = _given(notebook, profile)
        if given is None:
            yield f"  # - notebook: {notebook.name}  # off: it {_OFF[notebook.name]}"
        else:
            yield f"  - notebook: {notebook.name}  # {notebook.title}"
            yield from _parameters(notebook, given)


def _parameters(notebook: Notebook, given: Mapping[str, Any]) -> Iterator[str]:
    """The own parameters of a notebook: those that are given, and as comments those that can be."""
    own = [one for one in notebook.parameters.values() if one.name not in {*FIELDS, "out_dir"}]
    if own:
        yield "    parameters:" if given else "  #   parameters:"
    for one in own:
        at = "     " if one.name in given else "  #    "
        yield f"{at} {one.name}: {_quoted(given.get(one.name, one.default))}  # {one.comment}"


_TEMPLATE = """\
# A study: what is run on what. Run it with `hedgerow run` and the name of this file.
format: {format}
name: {name}
title: ""

# {size}. Paths count from this file.
corpus: {corpus}

# Found in it:
{found}
# Which column of a table holds the text, and which names it; the encoding; what file names hold.
{reading}

# Only texts with this metadata (one value, or a list of them). In this corpus:
{filters}
# filters:
#   {example}

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
