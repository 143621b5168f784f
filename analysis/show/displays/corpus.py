"""The corpus card: what is in these texts, and what looks odd about them, before anything is concluded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final, Protocol

import pandas as pd

from analysis.annotation.notes import notes_in_words
from analysis.base.records import Annotation
from analysis.base.wording import joined, plural, share
from analysis.measure.tables import NARRATOR
from analysis.show.displays.card import show_card
from analysis.show.displays.elements import Html, shortened
from analysis.show.displays.html_tables import show_table
from analysis.show.displays.survey import PER, Survey, survey

VOICES: Final = 8
"""How many voices a card names."""
VALUES: Final = 6
"""How many values of a field a card names."""
VALUE: Final = 60
"""Longest value that a card shows whole, in letters."""
IDS: Final = 5
"""How many odd texts a card names."""
_DIGITS: Final = 12


class Annotated(Protocol):
    """What holds a corpus: see `analysis.study.workbench.annotated_corpus.AnnotatedCorpus`."""

    @property
    def annotations(self) -> Iterable[Annotation]: ...


def show_corpus(
    corpus: Iterable[Annotation] | Annotated,
    *,
    title: str = "Corpus",
    skipped: Sequence[tuple[str, str]] = (),
) -> Html:
    """Texts, words, voices, marks by layer with rates, metadata and oddities of a corpus; its digest.

    `skipped` are files that could not be read, each with the reason (see `on_skip` of
    `analysis.corpus.read_corpus`); an annotated corpus says by itself what is left out and which reader it
    had. All voices are counted, and every interval is one of texts resampled, or of the bare count where
    there are fewer than five. NoTextsError for marks without their texts.
    """
    found = survey(corpus if isinstance(corpus, Iterable) else corpus.annotations)
    known = {"reader": getattr(corpus, "reader", ""), "left out": getattr(corpus, "left_out", "")}
    known = {name: said for name, said in known.items() if said}
    parts = [
        show_card(title, dict(_facts(found, skipped)) | known),
        show_table(found.rates(), caption=_caption(found)),
        *([show_table(_fields(found), caption="Metadata")] if found.metadata else []),
    ]
    return Html("".join(part.html for part in parts), "\n\n".join(part.text for part in parts))


def _facts(found: Survey, skipped: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    texts, said = len(found.words), found.total - found.voices[NARRATOR]
    yield (
        "size",
        f"{plural(texts, 'text')}, {plural(found.total, 'word')}, {plural(found.sentences, 'sentence')}",
    )
    if texts > 1:
        middle = f"{median(found.words):,.0f} ({min(found.words):,} to {max(found.words):,})"
        yield "words a text", f"{middle}: the median, the shortest and the longest"
    if found.dates:
        yield "dates", " to ".join(dict.fromkeys(found.dates))
    yield "voices", _voices(found)
    kinds = [f"{share(words, found.total)} {kind}" for kind, words in sorted(found.kinds.items())]
    yield (
        "attributed speech",
        f"{share(said, found.total)} of the words" + (f" ({joined(kinds)})" if kinds else ""),
    )
    yield from _oddities(found)
    if skipped:
        named = [f"{where}: {reason}" for where, reason in skipped]
        yield "skipped", f"{plural(len(skipped), 'file')} ({_some(named, '; ')})"
    yield "digest", found.digest.hexdigest()[:_DIGITS]


def _voices(found: Survey) -> str:
    named = [(voice, words) for voice, words in found.voices.items() if voice != NARRATOR]
    ranked = sorted(named, key=lambda pair: (-pair[1], pair[0]))
    most = [f"{voice} {words:,}" for voice, words in ranked[:VOICES]]
    rest = [f"{len(ranked) - VOICES:,} more"] if len(ranked) > VOICES else []
    who = f" ({', '.join([*most, *rest])} words)" if most else ""
    return f"{plural(len(ranked), 'voice')} besides the narrator{who}"


def _oddities(found: Survey) -> Iterator[tuple[str, str]]:
    odd = {
        "without a word": found.empty,
        "the same words as an earlier text": found.copies,
        "with unreadable characters": found.damaged,
        "with a date that is not sure": found.unsure,
    }
    for name, ids in odd.items():
        if ids:
            yield name, f"{plural(len(ids), 'text')} ({_some(ids, ', ')})"
    yield from notes_in_words(found.noted.record).items()


def _some(names: Sequence[str], between: str) -> str:
    rest = len(names) - IDS
    return between.join([*names[:IDS], *([f"{rest:,} more"] if rest > 0 else [])])


def _caption(found: Survey) -> str:
    return (
        f"Marks by layer in {plural(found.total, 'word')}: count, texts with a mark, "
        f"rate per {PER:,} words and its 95% interval. A word may be a mark of several layers."
    )


def _fields(found: Survey) -> pd.DataFrame:
    rows = [
        {
            "field": name,
            "texts": values.total(),
            "values": len(values),
            "most frequent": ", ".join(
                f"{shortened(value, VALUE)} ({count:,})" for value, count in _top(values)
            ),
        }
        for name, values in sorted(found.metadata.items())
    ]
    return pd.DataFrame(rows)


def _top(values: Counter[str]) -> list[tuple[str, int]]:
    return sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))[:VALUES]
