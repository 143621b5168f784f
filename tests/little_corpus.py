"""An annotated corpus for tests of figures: two short texts, annotated by hand, nothing found by any rule."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from analysis import AnnotatedCorpus, ReadingOptions, RunOptions, open_corpus
from analysis.base.layers import LAYERS
from analysis.base.records import (
    ActCandidate,
    Annotation,
    Booster,
    Conditional,
    Document,
    Hedge,
    Modal,
    Statement,
)
from analysis.language.text import count_words, split_sentences
from analysis.study.provenance.origin import Origin
from analysis.study.workbench.in_memory import InMemory

FIRST = "Ann Lee said: “If it rains, we will probably stay.” The road may be wet. It is certainly long."
SECOND = "“We might go,” said Bo Oak, who could not see it."
FIRST += " Word" * 90  # long enough to be rated
SECOND += " Word" * 110


def annotation(doc_id: str, text: str, **found: Any) -> Annotation:
    """A text with its statements and marks; what is not given is not found."""
    statements, metadata = tuple(found.pop("statements", ())), found.pop("metadata", {})
    return Annotation(
        document=Document(doc_id, text, metadata),
        words=count_words(text),
        sentences=tuple(split_sentences(text)),
        statements=statements,
        statement_words=tuple(sum(count_words(text, *span) for span in one.spans) for one in statements),
        excluded=(),
        marks={layer: tuple(found.get(layer, ())) for layer in LAYERS},
    )


def span(text: str, words: str) -> tuple[int, int]:
    """Where some words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def said(text: str, words: str, speaker: str) -> Statement:
    """A direct quotation."""
    place = span(text, words)
    return Statement(*place, (place,), speaker, None, None, "direct", "by hand")


def modal(text: str, word: str, statement: int | None, **senses: float) -> Modal:
    """A central modal with the senses given."""
    return Modal(*span(text, word), word, "central", False, senses, {}, statement)


def little_annotations() -> tuple[Annotation, ...]:
    """Three modals, two hedges, a booster, a conditional; voices Ann Lee, Bo Oak and the narrator."""
    condition = Conditional(
        marker=span(FIRST, "If"),
        marker_text="If",
        protasis=span(FIRST, "If it rains"),
        apodosis=span(FIRST, "we will probably stay"),
        kind="open",
        order="protasis-first",
        act_candidates=(ActCandidate("commitment", ("first-person plural apodosis",)),),
        statement=0,
        entry="if",
    )
    first = annotation(
        "first",
        FIRST,
        metadata={"date": "1901-05-08", "party": "Left"},
        statements=[said(FIRST, "“If it rains, we will probably stay.”", "Ann Lee")],
        modals=[
            modal(FIRST, "will", 0, epistemic=0.2, deontic=0.1, dynamic=0.7),
            modal(FIRST, "may", None, epistemic=0.5, deontic=0.4, dynamic=0.1),
        ],
        hedges=[
            Hedge(*span(FIRST, "probably"), "probably", "epistemic-adverb", 0),
            Hedge(*span(FIRST, "may"), "may", "epistemic-modal"),
        ],
        boosters=[Booster(*span(FIRST, "certainly"), "certainly")],
        conditionals=[condition],
    )
    second = annotation(
        "second",
        SECOND,
        metadata={"date": "1950-01-02", "party": "Right"},
        statements=[said(SECOND, "“We might go,”", "Bo Oak")],
        modals=[modal(SECOND, "might", 0, epistemic=0.9, deontic=0.05, dynamic=0.05)],
    )
    return first, second


def little_corpus(
    out_dir: Path,
    annotations: tuple[Annotation, ...] | None = None,
    voices: tuple[str, ...] | None = None,
) -> AnnotatedCorpus:
    """The two texts as a corpus whose figures go to `out_dir`."""
    chosen = little_annotations() if annotations is None else annotations
    origin = Origin(
        notebook="00_little",
        parameters={"corpus": "little"},
        corpus={"name": "little", "documents": len(chosen), "words": 0, "digest": "0" * 64},
        lexicons={"hedges": "a" * 12},
        models={"modals": "b" * 12},
        versions={"hedgerow": "0.1.0", "python": "3.11"},
        seed=1,
        denominator="1,000 words",
    )
    return AnnotatedCorpus(InMemory(chosen), origin, voices, out_dir=out_dir)


def opened(path: Any, run: RunOptions | None = None, **options: Any) -> AnnotatedCorpus:
    """`open_corpus` with the options of reading among the others."""
    names = [field.name for field in fields(ReadingOptions)]
    reading = ReadingOptions(**{name: options.pop(name) for name in names if name in options})
    return open_corpus(path, reading=reading, run=run, **options)
