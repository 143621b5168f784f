"""A corpus seen otherwise: other choices, or some texts annotated anew; what is known already is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.base.records import Annotation
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.voice_choice import choose_voices, shortest_choice


def with_choices(
    corpus: AnnotatedCorpus, *, voices: str | Sequence[str], lens: str, per: str
) -> AnnotatedCorpus:
    """The same corpus through other choices (see `open_corpus`). StudyError for one that does not exist."""
    chosen = choose_voices(voices, corpus.every_voice)
    return replace(corpus, voices=chosen, lens=lens, per=per).checked()


def with_decisions(
    corpus: AnnotatedCorpus,
    anew: Mapping[str, Annotation],
    decided: tuple[Path, Mapping[str, Any]] | None,
) -> AnnotatedCorpus:
    """The corpus with some texts annotated anew, by name: the same words and voices, other marks.

    `decided` is the file of decisions that is in force now, and its record (`decisions.included`); None
    where no decision is.
    """
    about = {name: value for name, value in corpus.origin.corpus.items() if name != "decisions"}
    inputs = {name: path for name, path in corpus.inputs.items() if name != "decisions"}
    if decided:
        inputs["decisions"], about["decisions"] = decided[0], dict(decided[1])
    source, origin = corpus.source.with_annotations(anew), replace(corpus.origin, corpus=about)
    return replace(corpus, source=source, origin=origin, inputs=inputs)


def said_choice(corpus: AnnotatedCorpus) -> str | list[str]:
    """The voices of a corpus as `open_corpus` takes them, in the shortest way."""
    return shortest_choice(corpus.voices, corpus.every_voice)
