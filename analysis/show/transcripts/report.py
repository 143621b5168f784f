"""One document as it was read: layout, labels with counts, share of words in turns, what nobody says."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from analysis.base.records import Annotation, Statement
from analysis.language.text import Text

CHECKED = 10
"""Turns that are shown to be checked, spread evenly over the document."""
_SHOWN = 60


def report(annotation: Annotation) -> Iterator[str]:
    """The lines that show how a document was read."""
    document, statements = annotation.document, annotation.statements
    by = f", turns marked by: {annotation.layout}" if annotation.layout else ""
    yield f"{document.id}: read as {annotation.reader}{by}"
    said = sum(annotation.statement_words)
    share = round(100 * said / annotation.words) if annotation.words else 0
    what = "turns" if annotation.reader == "transcript" else "statements"
    yield f"  {len(statements):,} {what} with {said:,} of {annotation.words:,} words ({share}%)"
    yield from _voices(annotation)
    yield from _nobody(annotation)
    yield "  to check:"
    step = max(1, len(statements) // CHECKED)
    for statement in statements[::step][:CHECKED]:
        yield f"    {_line(annotation, statement)}"


def label_of(annotation: Annotation, statement: Statement) -> str:
    """The label of a turn as it stands in the text, on one line; empty where there is none."""
    if statement.speaker_span is None:
        return ""
    return " ".join(annotation.document.text[slice(*statement.speaker_span)].split())


def _voices(annotation: Annotation) -> Iterator[str]:
    """Each speaker with the labels that stand for them."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for statement, count in zip(annotation.statements, annotation.statement_words, strict=True):
        name = statement.speaker or "nobody named"
        labels[name][label_of(annotation, statement)] += 1
        words[name] += count
    yield "  speakers (words; turns by label):"
    for name, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        forms = ", ".join(f"{label or 'no label'} {n}" for label, n in labels[name].most_common(5))
        yield f"    {name}: {count:,}; {forms}"


def _nobody(annotation: Annotation) -> Iterator[str]:
    """What was excluded, by kind."""
    text = Text(annotation.document.text, annotation.document.body_start)
    stretches, words = Counter(annotation.excluded_kinds), Counter[str]()
    for span, kind in zip(annotation.excluded, annotation.excluded_kinds, strict=True):
        words[kind] += text.words_begun(*span)
    if stretches:
        said = ", ".join(f"{kind} {n:,} ({words[kind]:,} words)" for kind, n in stretches.most_common())
        yield f"  nobody's: {said}"


def _line(annotation: Annotation, statement: Statement) -> str:
    text = annotation.document.text
    number = text.count("\n", 0, statement.start) + 1
    stop = min(statement.end, statement.start + 2 * _SHOWN)
    words = " ".join(text[statement.start : stop].split())[:_SHOWN]
    return (
        f"line {number}: {label_of(annotation, statement)} -> {statement.speaker or 'nobody named'}: {words}"
    )
