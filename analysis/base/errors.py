"""What goes wrong, said for people: where, what, and what would be right.

The command line prints the message of a `HedgerowError` as one line and exits with 1;
anything else is a bug.
"""

from collections.abc import Iterable


class HedgerowError(Exception):
    """Anything the user can mend. The message is complete: where, what, what would be right."""


class CorpusError(HedgerowError):
    """A corpus, or one file of it, cannot be read."""


class AnnotationError(HedgerowError):
    """One text cannot be annotated: its id is `document`, and `reason` says why."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(document, reason)
        self.document = document
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.document}: {self.reason}"


class LexiconError(HedgerowError):
    """A lexicon file breaks its rules: no source, a form listed twice, an unknown field."""


class StudyError(HedgerowError):
    """A study, a parameter or a run is not as the schema wants it."""


class NoTextsError(StudyError):
    """A question about words, put to a corpus whose marks are here and whose texts are not."""


class ReaderError(HedgerowError):
    """A reader of statements that is not known, or that needs what is not installed."""


class OutputError(HedgerowError):
    """A result cannot be written, or a declared result is missing."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest known one, or else all of them.

    >>> did_you_mean("hegding", ["hedging", "modals"])
    "; did you mean 'hedging'?"
    >>> did_you_mean("xyz", ["hedging", "modals"])
    '; known: hedging, modals'
    """
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; known: {', '.join(names) or 'none'}"


def values_there(values: Iterable[str], wanted: Iterable[str] = (), *, most: int = 12) -> str:
    """The values there are, for a message about one that is not, and the one nearest to it.

    >>> values_there(["Labour", "Green"], ["Labor"])
    "Green, Labour; did you mean 'Labour'?"
    """
    from difflib import get_close_matches

    known = sorted(values)
    rest = f" and {len(known) - most:,} more" if len(known) > most else ""
    near = [match for name in wanted for match in get_close_matches(name, known, n=1)]
    advice = f"; did you mean {near[0]!r}?" if near else ""
    return f"{', '.join(known[:most]) or 'none'}{rest}{advice}"
