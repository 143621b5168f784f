"""Every statement of some articles beside its source in some transcripts: two tables, without wording."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.records import Annotation, Span, Statement
from analysis.measure.alignment.locating import SHORTEST, Located, locate
from analysis.measure.alignment.mark_pairs import Pair, pairs_of_quoted, pairs_of_reported, within
from analysis.measure.alignment.quoted_pieces import pieces_of
from analysis.measure.alignment.reported_sources import ReportedSources, sentences_in
from analysis.measure.alignment.source_words import Sources, Words, day_of, last_name, read_sources, words_of

NO_SOURCE: Final = "no source found"
TOO_SHORT: Final = "too short to look for"
WORD_FOR_WORD, NEARLY = "word for word", "shortened"
REPORTED: Final = "reported"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch of a statement beside its source: places on both sides, score, and the pairs of marks."""

    start: int
    end: int
    how: str
    source: str = ""
    source_start: int = -1
    source_end: int = -1
    score: float = 0.0
    pairs: tuple[Pair, ...] = ()


def align(
    transcripts: Sequence[Annotation], articles: Sequence[Annotation]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements and pairs of marks: one row a piece of a statement, one row a pair.

    Only statements of people who speak in the transcripts are looked for. Columns of the first: doc_id,
    outlet, statement, speaker, kind, headline, pieces, and those of `Aligned` without its pairs; of the
    second: doc_id, statement, start and those of `mark_pairs.Pair`. StudyError where nobody is in both.
    """
    sources = read_sources(transcripts)
    reports = ReportedSources(sources)
    rows: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for article in articles:
        for number, statement in enumerate(article.statements):
            if last_name(statement.speaker) in sources.persons:
                found = list(_aligned(article, statement, sources, reports))
                about = _about(article, number, statement) | {"pieces": len(found)}
                rows += [about | _flat(one) for one in found]
                keys = {"doc_id": about["doc_id"], "statement": number}
                pairs += [keys | {"start": one.start} | asdict(pair) for one in found for pair in one.pairs]
    if not rows:
        raise StudyError(
            "no statement of the articles is by somebody who speaks in the transcripts; right would be "
            "transcripts and articles about the same people"
        )
    names = ["doc_id", "statement", "start", *(field.name for field in fields(Pair))]
    return pd.DataFrame(rows), pd.DataFrame(pairs, columns=names)


def _flat(one: Aligned) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Aligned.__slots__ if name != "pairs"}


def _about(article: Annotation, number: int, statement: Statement) -> dict[str, Any]:
    metadata = article.document.metadata
    title = len(str(metadata.get("title", "")))
    return {
        "doc_id": article.document.id,
        "outlet": str(metadata.get("publisher") or metadata.get("outlet") or ""),
        "statement": number,
        "speaker": last_name(statement.speaker),
        "kind": statement.kind,
        "headline": bool(title and statement.start < article.document.body_start + title),
    }


def _aligned(
    article: Annotation, statement: Statement, sources: Sources, reports: ReportedSources
) -> Iterator[Aligned]:
    """The quoted pieces of a statement, each with its source, and what is reported, with its own."""
    text, person, day = article.document.text, last_name(statement.speaker), day_of(article)
    pieces = pieces_of(article, statement)
    for span in pieces.quoted:
        words = words_of(text, [span])
        located = locate(words, person, day, sources)
        if located:
            yield _quoted(article, span, words, located, sources)
        elif words.forms:
            yield Aligned(*span, TOO_SHORT if len(words) < SHORTEST else NO_SOURCE)
    if statement.kind == "indirect":
        yield _reported(article, statement, person, sources, reports)


def _quoted(article: Annotation, span: Span, words: Words, located: Located, sources: Sources) -> Aligned:
    stream = sources.streams[located.stream]
    transcript = sources.transcripts[stream.document]
    first, last = stream.words.spans[located.first][0], stream.words.spans[located.last][1]
    sentences = sentences_in(transcript, first, last)
    whole = _whole(transcript, sentences, (first, last))
    places = {stream.words.spans[there]: words.spans[here] for here, there in located.pairs}
    pairs = pairs_of_quoted(within(transcript, whole), within(article, span), places, (first, last))
    how = WORD_FOR_WORD if located.exact else NEARLY
    name = transcript.document.id
    return Aligned(*span, how, name, first, last, located.score, tuple(pairs))


def _whole(transcript: Annotation, sentences: list[Span], inside: Span) -> Span:
    """The sentences that hold a stretch, whole."""
    touched = [one for one in transcript.sentences if one[0] < inside[1] and inside[0] < one[1]]
    return (touched[0][0], touched[-1][1]) if touched and sentences else inside


def _reported(
    article: Annotation, statement: Statement, person: str, sources: Sources, reports: ReportedSources
) -> Aligned:
    words = words_of(article.document.text, statement.spans)
    found = reports.find(words, person, day_of(article))
    if not found:
        short = len(words) < 2 * SHORTEST
        return Aligned(statement.start, statement.end, TOO_SHORT if short else NO_SOURCE)
    unit, score = found
    transcript = sources.transcripts[unit.document]
    printed = [one for span in statement.spans for one in within(article, span)]
    pairs = tuple(pairs_of_reported(within(transcript, unit.span), printed))
    name = transcript.document.id
    return Aligned(statement.start, statement.end, REPORTED, name, *unit.span, score, pairs)
