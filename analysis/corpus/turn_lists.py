"""A list of turns in JSON -> one text with a line `Name: words` for each turn, as transcripts have it.

Turns are objects with words and mostly a speaker, under any of the usual names: the segments of whisper, the
utterances of AssemblyAI and Deepgram, the monologues of Rev, messages of a chat, the `content` of the
Congressional Record. What an item holds that is no speech (titles, clerks, what the recorder notes) stands in
brackets on a line of its own, so that nobody said it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from analysis.corpus.labelled import Said, labelled
from analysis.corpus.metadata import flatten
from analysis.language.regex import regex

_LISTS = (
    *("turns", "utterances", "segments", "monologues", "dialogue", "dialog", "dialogues", "conversation"),
    *("messages", "transcript", "transcription", "content", "paragraphs", "audio_segments"),
    *("interventions", "contributions", "debate", "body", "text", "lines", "statements", "results"),
)
"""Where turns are kept, the likeliest first."""
_INSIDE = (
    "results",
    "result",
    "data",
    "transcript",
    "transcription",
    "channels",
    "alternatives",
    "paragraphs",
    "response",
)
"""Where to look further for them."""
_DEEPEST = 5
_WORDS = (
    "text",
    "content",
    "utterance",
    "transcript",
    "words",
    "speech",
    "message",
    "value",
    "line",
    "body",
    "sentence",
)
_PARTS = ("sentences", "elements", "tokens", "words", "paragraphs")
_SPEAKERS = (
    *("speaker", "speaker_name", "speakername", "name", "from", "author", "who", "role", "speaker_label"),
    *("speaker_id", "speaker_tag", "speakertag", "person", "participant", "user", "member", "actor"),
)
_KINDS = ("kind", "type", "itemtype")
_SPOKEN = {
    "speech",
    "turn",
    "utterance",
    "text",
    "speaker",
    "dialogue",
    "message",
    "segment",
    "paragraph",
    "contribution",
}
_EMPTY = {"linebreak", "line_break", "empty_line", "pagebreak", "page_break"}
_NOBODY = {"", "none", "null", "unknown", "nan"}
_ABOUT = ("header", "metadata", "meta", "info")
_NUMBER = regex(r"(?:speaker|spk)?[_ ]?0*(\d+)|[A-Za-z]", re.IGNORECASE)

_BRACKETS = regex(r"[\[\]]")

_Object = Mapping[str, Any]


class _Turn(NamedTuple):
    """A turn, or (`spoken` is false) what nobody says."""

    speaker: str
    text: str
    spoken: bool


def has_turns(value: _Object) -> bool:
    """Whether an object is one text in turns."""
    return _find(value) is not None


def told(value: _Object, texts: Sequence[str]) -> _Object:
    """An object whose turns have become its text; any other object as it is.

    >>> turns = [{"speaker": "Ann", "text": "We may."}, {"speaker": "Ben", "text": "No."}]
    >>> told({"id": 1, "turns": turns}, ["text"])
    {'id': 1, 'text': 'Ann: We may.\\nBen: No.'}
    """
    found = _find(value)
    if found is None:
        return value
    place, items = found
    turns = [turn for item in items if (turn := _turn(item)) is not None]
    lower = {name.strip().lower(): name for name in value}
    own = next((lower[name] for name in texts if name in lower and isinstance(value[lower[name]], str)), None)
    if own is not None and (len(texts) == 1 or not any(turn.speaker for turn in turns)):
        return {name: field for name, field in value.items() if name != place}
    about = {
        name: field
        for name, field in value.items()
        if name not in (place, own, "words") and name not in _ABOUT
    }
    known = flatten(
        {k: v for name in _ABOUT if isinstance(value.get(name), dict) for k, v in value[name].items()}
    )
    text, speaker = labelled(_together(turns))
    return {**known, **speaker, **about, texts[0]: text}


def _find(value: _Object, depth: int = 0) -> tuple[str, Sequence[_Object]] | None:
    """The field at the top below which the turns are, and the turns."""
    for name, field in _ordered(value, _LISTS):
        if _are_turns(field):
            return name, field
    if depth < _DEEPEST:
        for name, field in _ordered(value, _INSIDE):
            inner = field[0] if isinstance(field, list) and field else field
            if isinstance(inner, dict) and (found := _find(inner, depth + 1)):
                return name, found[1]
    return None


def _ordered(value: _Object, names: Sequence[str]) -> Iterator[tuple[str, Any]]:
    lower = {name.strip().lower(): name for name in value if isinstance(name, str)}
    return ((lower[name], value[lower[name]]) for name in names if name in lower)


def _are_turns(value: Any) -> bool:
    """Whether a value is a list of objects most of which have words."""
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return False
    return 2 * sum(_turn(item) is not None for item in value) >= len(value)


def _turn(item: _Object) -> _Turn | None:
    """One item as a turn; None without words."""
    lower = {name.strip().lower(): field for name, field in item.items() if isinstance(name, str)}
    text = _said(lower)
    kind = str(next((lower[name] for name in _KINDS if lower.get(name)), "")).casefold()
    if not text or kind in _EMPTY:
        return None
    speaker = _speaker(next((lower[name] for name in _SPEAKERS if lower.get(name) not in (None, "")), ""))
    spoken = (
        not kind or kind in _SPOKEN or bool(speaker and kind not in ("title", "recorder", "clerk", "note"))
    )
    return _Turn(speaker if spoken else "", text, spoken)


def _said(item: _Object) -> str:
    """The words of an item: a string, or put together from its parts."""
    for name in _WORDS:
        if isinstance(item.get(name), str):
            return " ".join(item[name].split())
    for name in _PARTS:
        if isinstance(parts := item.get(name), list) and parts:
            words = [part if isinstance(part, str) else _word(part) for part in parts]
            between = "" if name == "elements" else " "
            return " ".join(between.join(words).split())
    return ""


def _word(part: Any) -> str:
    found = (
        (part.get(name) for name in ("text", "value", "punctuated_word", "word", "content"))
        if isinstance(part, dict)
        else ()
    )
    return next((word for word in found if isinstance(word, str)), "")


def _speaker(value: Any) -> str:
    """The name of a speaker, also of one that is only a number or a letter; "" for nobody."""
    if isinstance(value, dict):
        value = next((value[name] for name in ("name", "full_name", "label", "id") if value.get(name)), "")
    name = " ".join(str(value).split()).strip(" :")
    if name.casefold() in _NOBODY:
        return ""
    number = _NUMBER.fullmatch(name)
    return f"Speaker {number[1] or name}" if number else name


def _together(turns: Iterable[_Turn]) -> Iterator[Said]:
    """What one speaker says in a row is one turn; what nobody says stands in brackets."""
    for (speaker, spoken), items in groupby(turns, key=lambda turn: (turn.speaker, turn.spoken)):
        if spoken:
            yield Said(speaker, " ".join(_unlabelled(item.text, speaker) for item in items))
        else:
            yield from (Said("", f"[{_BRACKETS.sub('', item.text)}]") for item in items)


def _unlabelled(text: str, speaker: str) -> str:
    if speaker and text.casefold().startswith(speaker.casefold()):
        rest = text[len(speaker) :]
        if label := re.match(r"[^.:]{0,60}?[.:][\s—–-]+", rest):
            return rest[label.end() :]
    return text
