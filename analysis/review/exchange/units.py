"""Code points <-> UTF-16 code units, in which Java and JavaScript count.

A character beyond the first 65,536 (an emoji, some scripts) is one code point and two units.
"""

from bisect import bisect_left


class Utf16:
    """Offsets into one text in both counts.

    >>> units = Utf16("a😀b")
    >>> units.from_points(2), units.to_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        astral = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]
        self._points = astral
        self._units = [point + n for n, point in enumerate(astral)]

    def from_points(self, offset: int) -> int:
        """The offset in code units."""
        return offset + bisect_left(self._points, offset)

    def to_points(self, offset: int) -> int:
        """The offset in code points; ValueError inside a pair of surrogates."""
        pairs = bisect_left(self._units, offset)
        if pairs and self._units[pairs - 1] + 1 == offset:
            raise ValueError(f"offset {offset} lies inside a character of two UTF-16 units")
        return offset - pairs
