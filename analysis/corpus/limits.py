"""How much of a corpus is held in memory at a time: every bound of the readers, as multiples of one.

    document    15,000,000 characters     `longest`, which `--longest` raises; all others follow it
    line         2 x longest characters   a line, and a row of a table, with its metadata
    tree         1 x longest bytes        a part of a Word file, which takes up to 45 times its size
    text         4 x longest bytes        a file of plain text, a text in XML, a row of Parquet
    whole       16 x longest bytes        other files that are read as a whole: JSON, HTML, PDF, Excel

A bound counts what comes out of a packed file, so a small file that unpacks to a huge one is refused
before it is in memory.
"""

from dataclasses import dataclass

LONGEST = 15_000_000
"""Characters of one document; its annotations are in memory together, about 30 times its size."""

DEEPEST = 10_000
"""Elements of a web page, or of XML, that may stand inside one another."""

BESIDE = 64_000_000
"""Bytes of a file that says something of others (`sources.toml`, `metadata.csv`)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds that follow from the longest document.

    >>> Limits(longest=1_000).line
    2000
    """

    longest: int = LONGEST

    @property
    def line(self) -> int:
        """Characters of a line and of a row of a table."""
        return 2 * self.longest

    @property
    def tree(self) -> int:
        """Bytes of XML that is in memory as a tree of large nodes."""
        return self.longest

    @property
    def text(self) -> int:
        """Bytes of a plain text, which is no longer than `longest` in any encoding."""
        return 4 * self.longest

    @property
    def whole(self) -> int:
        """Bytes of a file that is read as a whole and holds more than its text."""
        return 16 * self.longest

    def too_long(self, length: int, unit: str = "characters") -> str:
        """The reason why a document of such a length is not read, and what to do."""
        return (
            f"{length:,} {unit} in one document; split it so that none has more than {self.longest:,} "
            "characters, or raise the limit (--longest)"
        )

    def too_large(self, what: str, most: int, unit: str = "bytes") -> str:
        """The reason why more than `most` is not read at once, and what to do."""
        return f"{what} has more than {most:,} {unit}; split it, or raise the limit (--longest)"


USUAL = Limits()
"""The bounds where nobody has set others."""
