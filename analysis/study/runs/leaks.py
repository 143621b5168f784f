"""Does a file repeat the wording of a corpus? Runs of words that stand in a text are found in it.

A replication pack may be given to anybody, the texts may not: whatever holds a run of `RUN` words
of a text stays out of the pack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.language.lexicon import load_lexicon
from analysis.language.text import fold
from analysis.review.decisions.decision import Decision

RUN = 5
"""So many words in a row are wording; shorter runs are names, titles and phrases of anybody."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TAG = re.compile(r"<(?!!--)[^>]*>")
_CODE = re.compile(r"\\[a-zA-Z]+|\\[ntr\"]|[{}&]")


def repeated_wording(files: Mapping[str, str], documents: Iterable[Document]) -> dict[str, str]:
    """File name -> id of the first document whose wording it repeats; files that repeat none are left out.

    The documents are read once and not kept.

    >>> files = {"a.csv": "context,n\\nthe sky may be the limit,1", "b.csv": "verb,n\\nmay,1"}
    >>> repeated_wording(files, [Document("speech", "They say the sky may be the limit.")])
    {'a.csv': 'speech'}
    """
    places: dict[tuple[str, ...], list[str]] = {}
    for name, text in files.items():
        for run in set(_runs(_CODE.sub(" ", _TAG.sub(" ", text)))):
            places.setdefault(run, []).append(name)
    found: dict[str, str] = {}
    for document in documents:
        for run in _runs(document.text):
            for name in places.get(run, ()):
                found.setdefault(name, document.id)
    return dict(sorted(found.items()))


def without_wording(decisions: Sequence[Decision], documents: Iterable[Document]) -> list[Decision]:
    """Decisions of readers as they may leave the house: the same in what they do.

    The marked words are taken out, and a reason that repeats the wording of a text. Labels stay, as the
    entries of marks do.
    """
    reasons = {str(number): decision.reason for number, decision in enumerate(decisions)}
    quoting = repeated_wording(reasons, documents)
    return [
        replace(decision, surface="", reason="" if str(number) in quoting else decision.reason)
        for number, decision in enumerate(decisions)
    ]


def quoting_items(decisions: Sequence[Decision], documents: Sequence[Document]) -> list[Decision]:
    """Decisions by which a mark would be called as a text has it: its item, or the words of an added mark.

    The entries of the lexicons may be called what they are.
    """
    texts = {document.id: document.text for document in documents}
    entries = {entry.id for layer in LAYERS for entry in load_lexicon(layer).entries}
    names = {str(number): _item(decision, texts) for number, decision in enumerate(decisions)}
    found = repeated_wording({key: name for key, name in names.items() if name not in entries}, documents)
    return [decision for number, decision in enumerate(decisions) if str(number) in found]


def _item(decision: Decision, texts: Mapping[str, str]) -> str:
    """What the mark of a decision will be called, as far as the decision says so."""
    added = decision.verdict == "add"
    words = texts.get(decision.document, "")[decision.start : decision.end] if added else ""
    return decision.labels.get("item") or words


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return zip(*(words[start:] for start in range(RUN)), strict=False)
