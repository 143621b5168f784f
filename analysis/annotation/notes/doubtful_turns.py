"""Whether the turns of a transcript look as if they had been read wrongly."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from analysis.base.records import Annotation, Note, Statement
from analysis.base.wording import share
from analysis.language.regex import regex

_LABEL = regex(
    r"^[^\S\n]*(?:[^\w\s]{0,3}\d{0,4}[^\w\s]{0,3}[^\S\n]*)?"
    r"(?P<name>(?:(?:M(?:r|rs|s)|Dr|Hon)\.?|[A-Z][\w'’-]*)(?:[^\S\n]+[A-Z][\w.'’-]*){0,4})"
    r"(?:[^\S\n]*\([^()\n]{1,40}\))?[*]*(?::[*]*|\.[^\S\n]?[-—])(?=\s)",
    re.MULTILINE,
)
_LOOKED_AT: Final = 60_000
"""Characters that are looked at for labels."""
_LABELS: Final = 8
"""Labels that make a transcript, of at least two names that come again."""
_FEW: Final = 0.5
"""Share of the words in direct speech below which a transcript is not read as one."""
_VOICES: Final = 5
_TURNS: Final = 12
_NEARLY_ALL: Final = 0.95
_SAME: Final = 5
"""Turns with the same words that make a page head, if they are more than half of those of a voice."""
_PHRASE: Final = 4
_WORD = regex(r"[^\W\d_]+")


def turn_notes(annotation: Annotation) -> Iterator[Note]:
    """Notes on a transcript with few words in turns, nearly all in one voice, or page heads as voices."""
    turns = [one for one in annotation.statements if one.kind == "direct"]
    words = [
        count
        for one, count in zip(annotation.statements, annotation.statement_words, strict=True)
        if one.kind == "direct"
    ]
    read = sum(words) if annotation.reader == "transcript" else 0  # a speech is one voice from end to end
    if read < _FEW * annotation.words and _looks_like_transcript(annotation):
        said = share(read, annotation.words)
        yield Note(
            "few-words-in-turns", f"looks like a transcript, but only {said} of its words are in turns"
        )
    if len(turns) >= _TURNS:
        yield from _one_voice(annotation, turns, words)
        yield from _page_heads(annotation, turns)


def _looks_like_transcript(annotation: Annotation) -> bool:
    """Whether enough lines begin with labels, most of which come again."""
    document = annotation.document
    text = document.text[document.body_start : document.body_start + _LOOKED_AT]
    if text.count(":") + text.count(".-") + text.count(".—") + text.count(". —") < _LABELS:
        return False
    names = Counter(match["name"] for match in _LABEL.finditer(text))
    again = {name: count for name, count in names.items() if count > 1}
    return sum(names.values()) >= _LABELS and len(again) >= 2 and 2 * sum(again.values()) > names.total()


def _one_voice(annotation: Annotation, turns: Sequence[Statement], words: Sequence[int]) -> Iterator[Note]:
    spoken: Counter[str] = Counter()
    for turn, count in zip(turns, words, strict=True):
        spoken[turn.speaker or ""] += count
    voice, most = spoken.most_common(1)[0]
    if len(spoken) >= _VOICES and voice and most > _NEARLY_ALL * annotation.words:
        what = f"{voice} has {share(most, annotation.words)} of the words of {len(spoken)} voices"
        yield Note("one-voice", f"{what}; labels may have been missed")


def _page_heads(annotation: Annotation, turns: Sequence[Statement]) -> Iterator[Note]:
    """Voices that say the same words again and again."""
    text = annotation.document.text
    by_voice: dict[str, Counter[str]] = {}
    for turn in turns:
        start, end = turn.spans[0]
        said = _WORD.findall(text[start : min(end, start + 200)].lower())
        by_voice.setdefault(turn.speaker or "", Counter())[" ".join(said)] += 1
    for voice, said_often in by_voice.items():
        words, times = said_often.most_common(1)[0]
        if voice and times >= _SAME and 2 * times > said_often.total() and words.count(" ") >= _PHRASE - 1:
            yield Note(
                "page-heads", f"{voice} says the same words {times} times: a page head, not a speaker?"
            )
