"""One sitting, many files: a ParlaMint corpus holds it plain, annotated, translated and in other formats.

They bear the same name but for its end (`.xml`, `.ana.xml`, `.vert`, `.conllu`, `.txt`, `-meta.tsv`) and the
`-en` of what was translated, and the same ids, so only the best of them is read: English before
other languages, since the lists of the suite are English, and text as it was printed before words put
together again.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import PurePosixPath

from analysis.language.regex import regex

_FORMS = (".xml", ".ana.xml", ".vert", ".conllu", ".txt")
"""The forms of a sitting, best first; tables of its speakers come last, since they hold no text."""
_NAME = regex(
    r"(ParlaMint-[A-Z]{2}(?:-[A-Z]{2})?)(-en)?(_.+?)"
    r"(\.xml|\.ana\.xml|\.vert|\.conllu|\.txt|(?:-ana)?-meta(?:-en)?\.tsv)(?:\.gz|\.zst)?"
)
_ENGLISH = {"ParlaMint-GB"}
"""Corpora whose own text is English: what was made for `-en` is no better."""


class Versions:
    """The sittings of a corpus and the best file of each; `paths` is asked for once, if at all."""

    def __init__(self, paths: Callable[[], Iterable[str]]) -> None:
        self._paths = paths

    def better(self, path: str) -> str | None:
        """The name of the file that holds the same sitting and is read instead; None for the best one.

        >>> paths = ["2020/ParlaMint-XX_2020-03-04.ana.xml", "2020/ParlaMint-XX_2020-03-04.xml"]
        >>> Versions(lambda: paths).better(paths[0])
        'ParlaMint-XX_2020-03-04.xml'
        """
        sitting = _sitting(path)
        if sitting is None:
            return None
        best = self._best[sitting[0]]
        return None if best == sitting[1] else best[-1]

    @cached_property
    def _best(self) -> dict[str, tuple[bool, int, str]]:
        best: dict[str, tuple[bool, int, str]] = {}
        for path in self._paths():
            if sitting := _sitting(path):
                key, version = sitting
                best[key] = min(best.get(key, version), version)
        return best


def _sitting(path: str) -> tuple[str, tuple[bool, int, str]] | None:
    """What names a sitting, and how good this version of it is: a smaller one is better."""
    name = PurePosixPath(path).name
    if (parts := _NAME.fullmatch(name)) is None:
        return None
    corpus, translated, sitting, form = parts.groups()
    rank = _FORMS.index(form) if form in _FORMS else len(_FORMS)
    return corpus + sitting, (bool(translated) == (corpus in _ENGLISH), rank, name)
