"""Annotation <-> the interchange record, a plain dict that other programs read as JSON.

The fields and their meaning are a contract. Beyond it a record carries `sentences` (their
number), `excluded` (stretches that are not counted), `metadata`, and per statement `words`,
`found_by` and `confidence`.
"""

from typing import Any

from analysis.records import Annotation, Booster, Conditional, Hedge, Modal, Span, Statement

DIGITS = 4
"""Decimal places of probabilities."""


def to_record(annotation: Annotation) -> dict[str, Any]:
    """One document as the interchange format wants it."""
    return {
        "id": annotation.document.id,
        "words": annotation.words,
        "sentences": len(annotation.sentences),
        "metadata": dict(annotation.document.metadata),
        "excluded": [list(span) for span in annotation.excluded],
        "statements": [
            _statement(statement, words)
            for statement, words in zip(annotation.statements, annotation.statement_words, strict=True)
        ],
        "modals": [_modal(mark) for mark in annotation.modals],
        "hedges": [_hedge(mark) for mark in annotation.hedges],
        "boosters": [_booster(mark) for mark in annotation.boosters],
        "conditionals": [_conditional(mark) for mark in annotation.conditionals],
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _statement(statement: Statement, words: int) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "spans": [list(span) for span in statement.spans],
        "speaker": statement.speaker,
        "speaker_span": _span(statement.speaker_span),
        "cue": _span(statement.cue),
        "kind": statement.kind,
        "words": words,
        "found_by": statement.found_by,
        "confidence": round(statement.confidence, DIGITS),
    }


def _modal(mark: Modal) -> dict[str, Any]:
    return {
        "start": mark.start,
        "end": mark.end,
        "lemma": mark.lemma,
        "class": mark.modal_class,
        "negated": mark.negated,
        "senses": _distribution(mark.senses),
        "quirk": _distribution(mark.quirk),
        "statement": mark.statement,
    }


def _distribution(shares: Any) -> dict[str, float]:
    """Rounded so that the shares still sum to 1: the largest takes what rounding left."""
    rounded = {name: round(share, DIGITS) for name, share in shares.items()}
    if rounded:
        top = max(rounded, key=rounded.__getitem__)
        rounded[top] = round(rounded[top] + 1 - sum(rounded.values()), DIGITS)
    return rounded


def _hedge(mark: Hedge) -> dict[str, Any]:
    return {
        "start": mark.start,
        "end": mark.end,
        "entry": mark.entry,
        "category": mark.category,
        "statement": mark.statement,
    }


def _booster(mark: Booster) -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, "entry": mark.entry, "statement": mark.statement}


def _conditional(mark: Conditional) -> dict[str, Any]:
    return {
        "marker": _span(mark.marker),
        "marker_text": mark.marker_text,
        "protasis": list(mark.protasis),
        "apodosis": _span(mark.apodosis),
        "kind": mark.kind,
        "order": mark.order,
        "act_candidates": [
            {"act": candidate.act, "reasons": list(candidate.reasons)} for candidate in mark.act_candidates
        ],
        "statement": mark.statement,
        "entry": mark.entry,
    }
