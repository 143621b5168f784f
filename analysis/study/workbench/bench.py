"""`open_bench` of Hedgerow 0.1.0, for notebooks written then: `open_corpus` under its earlier name."""

import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.open_corpus import open_corpus
from analysis.study.workbench.open_options import ReadingOptions, RunOptions

_READ = tuple(option.name for option in fields(ReadingOptions))
_CHOSEN = ("voices", "per", "lens", "seed")


def open_bench(
    notebook: str, *, corpus: str | int | Path = "seeds", out_dir: str | Path = "figures", **options: Any
) -> AnnotatedCorpus:
    """The corpus that `open_corpus` gives; options that it does not know are parameters of the notebook."""
    warnings.warn(
        "open_bench is called open_corpus now and groups its options; docs/python.md shows them",
        DeprecationWarning,
        stacklevel=2,
    )
    reading = ReadingOptions(**{name: options.pop(name) for name in _READ if name in options})
    chosen = {name: options.pop(name) for name in _CHOSEN if name in options}
    return open_corpus(corpus, **chosen, reading=reading, run=RunOptions(notebook, out_dir, options))
