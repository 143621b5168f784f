"""What goes wrong, said for people: where, what, and what would be right.

The command line prints the message of a `HedgerowError` as one line and exits with 1;
anything else is a bug.
"""


class HedgerowError(Exception):
    """Anything the user can mend. The message is complete: where, what, what would be right."""


class CorpusError(HedgerowError):
    """A corpus, or one file of it, cannot be read."""


class LexiconError(HedgerowError):
    """A lexicon file breaks its rules: no source, a form listed twice, an unknown field."""


class StudyError(HedgerowError):
    """A study, a parameter or a run is not as the schema wants it."""


class OutputError(HedgerowError):
    """A result cannot be written, or a declared result is missing."""
