"""WebVTT and SubRip captions -> one document: what is said, without numbers, times and tags.

A voice (`<v Anna Lee>`) becomes the label of a turn, `Anna Lee: `; one voice alone is the speaker. Cues
of one speaker run on, so that a sentence may go over several; a turn begins on a line of its own, also at
`>>`, at `- ` and where a cue begins with a label (`LEE: `). Captions that roll (a cue repeats the lines of
the one before) say each line once.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.base.records import Document
from analysis.corpus.decoding import decode
from analysis.corpus.labelled import Said, labelled
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError

_VOICE = re.compile(r"<v(?:\.[^\s.<>]{1,80}){0,9}[ \t]+([^<>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>]{0,200}>|\{\\[^{}]{0,80}\}")
_NEW_TURN = re.compile(r"(?:>>+|[-–—]\s*(?=\S)|\[[^\[\]]{1,60}\]:?\s|\(?[^\W\d_a-z][^.?!:;,()]{0,50}\)?:\s)")
_ROLLING = 0.25
"""Share of cues that repeat the one before, from which on captions are taken to roll."""
_CHEVRONS = re.compile(r"\s+(?=>>)")


class _Line(NamedTuple):
    """A line of a cue: the voice that is named, "" for the one before, and its words."""

    voice: str
    text: str


def read_captions(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the words of a file of captions."""
    data = file.read(options.limits, options.limits.text)
    text, encoding = decode(data, file.path, options.encoding)
    said, speaker = labelled(_turns(_once([lines for cue in _cues(text, file) if (lines := _lines(cue))])))
    if not said:
        raise UnreadableError(file.path, "no captions in it")
    metadata = {**speaker, **file.metadata}
    if encoding != "utf-8":
        options.note(file.path, f"read as {encoding}; if that is wrong, name its encoding")
        metadata["encoding"] = encoding
    yield file.path, Document(file.id, said, metadata)


def _cues(text: str, file: CorpusFile) -> Iterator[str]:
    """The raw text of each cue."""
    import webvtt

    kind = "vtt" if text.lstrip("\ufeff\n\r ").startswith("WEBVTT") else "srt"
    lines = text.lstrip("\ufeff\n\r ").splitlines()
    try:
        captions = webvtt.from_buffer(lines, format=kind).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError) as error:
        wanted = "begins with WEBVTT" if file.suffix == ".vtt" else "has numbered cues with times"
        raise UnreadableError(file.path, f"not readable captions; a {file.suffix} file {wanted}") from error
    return (caption.raw_text for caption in captions)


def _lines(cue: str) -> list[_Line]:
    """The lines of a cue without tags; a voice holds to the next one."""
    voice = ""
    lines = []
    for line in cue.splitlines():
        pieces = _VOICE.split(line)
        for named, said in zip(["", *pieces[1::2]], pieces[::2], strict=True):
            voice = " ".join(html.unescape(named).split()) or voice
            words = " ".join(html.unescape(_TAG.sub("", said)).split())
            lines += [_Line(voice, part) for part in _CHEVRONS.split(words) if part]
    return lines


def _once(cues: Sequence[list[_Line]]) -> Iterator[_Line]:
    """The lines of all cues; where captions roll, without what a cue only repeats of the one before."""
    stays = [_repeated(*pair) for pair in pairwise([[], *cues])]
    rolling = sum(map(bool, stays)) >= _ROLLING * len(cues)
    for cue, repeated in zip(cues, stays, strict=True):
        yield from cue[repeated:] if rolling else cue


def _repeated(before: list[_Line], cue: list[_Line]) -> int:
    """How many lines at the beginning of a cue stood at the end of the one before."""
    most = range(min(len(before), len(cue)), 0, -1)
    return next((count for count in most if before[-count:] == cue[:count]), 0)


def _turns(lines: Iterator[_Line]) -> Iterator[Said]:
    """The words of each turn together, with the voice that was named last."""
    speaker = ""
    turn: list[str] = []
    for line in lines:
        new = bool(line.voice and line.voice != speaker)
        if turn and (new or _NEW_TURN.match(line.text)):
            yield Said(speaker, " ".join(turn))
            turn = []
        speaker = line.voice or speaker
        turn.append(line.text)
    yield Said(speaker, " ".join(turn))
