"""ConvoKit: a folder with `utterances.jsonl`, and files that say who speaks and what each conversation is.

A document is an utterance. Its speaker has the name that `speakers.json` (once `users.json`) gives and all
else that stands there as metadata; what `conversations.json` knows is called `conversation.title` and so on.
`timestamp` becomes the date (`dating.py`). What was deleted is no text and has no speaker.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from analysis.corpus.reading import CorpusFile
from analysis.corpus.rows import Row
from analysis.corpus.sources_beside import Beside

UTTERANCES = "utterances.jsonl"
_SPEAKERS = ("speakers.json", "users.json")
_CONVERSATIONS = "conversations.json"
_PARTS = (*_SPEAKERS, _CONVERSATIONS, "corpus.json", "index.json")
_NAMES = ("name", "full_name", "display_name", "speaker_name")
_DELETED = ("[deleted]", "[removed]")

_About = Mapping[str, Mapping[str, Any]]


def is_utterances(file: CorpusFile) -> bool:
    """Whether a file holds the utterances of a corpus whose other files are there."""
    return PurePosixPath(file.id).name == "utterances" and any(_has(file, name) for name in _PARTS)


def is_part(file: CorpusFile) -> bool:
    """Whether a file is about the utterances beside it."""
    return f"{PurePosixPath(file.id).name}{file.suffix}" in _PARTS and _has(file, UTTERANCES)


def _has(file: CorpusFile, name: str) -> bool:
    return name in file.beside.remember(
        f"files of {_folder(file)}", lambda beside: set(beside.names(_folder(file)))
    )


def _folder(file: CorpusFile) -> str:
    return str(PurePosixPath(file.id).parent)


def resolved(file: CorpusFile, rows: Iterable[Row]) -> Iterator[Row]:
    """The utterances with what is known of their speakers and conversations."""
    speakers: _About = {}
    for name in _SPEAKERS:
        speakers = speakers or _read(file.beside, f"{_folder(file)}/{name}")
    conversations = _read(file.beside, f"{_folder(file)}/{_CONVERSATIONS}")
    for where, row in rows:
        yield where, _resolved(row, speakers, conversations)


def _resolved(row: Mapping[str, Any], speakers: _About, conversations: _About) -> dict[str, Any]:
    known = {name: value for name, value in row.items() if name != "vectors"}
    who = known.pop("speaker", None) or known.pop("user", None)
    id = str(who.get("id", "") if isinstance(who, dict) else who or "")
    about = speakers.get(id, {})
    found = {name: value for name, value in about.items() if name not in _NAMES}
    conversation = str(known.get("conversation_id") or known.get("root") or "")
    talk = conversations.get(conversation, {})
    if id and id not in _DELETED:
        name = next((about[name] for name in _NAMES if isinstance(about.get(name), str)), id)
        found |= {"speaker": name, "speaker_id": id}
    if conversation:
        found["conversation"] = conversation
    if known.get("text") in _DELETED:
        known["text"] = ""
    return {**found, **{f"conversation.{name}": value for name, value in talk.items()}, **known}


def _read(beside: Beside, path: str) -> _About:
    """What one of the files says of each id; nothing where it is not there or damaged."""
    try:
        value = json.loads(beside.read(str(PurePosixPath(path))))
    except (ValueError, RecursionError, OSError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {
        str(id): about.get("meta", about) if isinstance(about.get("meta", about), dict) else {}
        for id, about in value.items()
        if isinstance(about, dict)
    }
