"""What a tool does not show, kept in one list beside its marks and found again by kind and place.

For tools that let a document carry data of its own but give a mark no room for any.
"""

from collections.abc import Mapping
from typing import Any

from analysis.base.errors import StudyError
from analysis.review.exchange.marked_document import Markup, Region, visible_edges
from analysis.review.exchange.untrusted import as_list, as_object, as_offset, as_text

Details = dict[str, Any]


def passport(markup: Markup) -> dict[str, Any]:
    """What a document carries along: its id, the digest of its text, and the details of its marks."""
    return {
        "document": markup.document,
        "text": markup.digest,
        "marks": [dict(region.details) for region in markup.regions],
    }


class Beside:
    """The passport of a document, read back; StudyError where it is missing or damaged."""

    def __init__(self, value: Any, text: str, where: str) -> None:
        where = f"{where}: hedgerow"
        data = as_object(value, where)
        self.document = as_text(data.get("document"), f"{where}: document")
        self.digest = as_text(data.get("text"), f"{where}: text")
        self._marks: dict[tuple[str, int, int], list[Details]] = {}
        for entry in as_list(data.get("marks"), f"{where}: marks"):
            details = as_object(entry, where)
            kind = as_text(details.get("kind"), f"{where}: kind")
            span = details_span(details, where)
            self._marks.setdefault((kind, *visible_edges(text, span)), []).append(details)

    def details(self, kind: str, start: int, end: int) -> Details:
        """The details of a mark at this place, given out once; empty for a new mark."""
        waiting = self._marks.get((kind, start, end))
        return waiting.pop(0) if waiting else {}


def details_span(details: Mapping[str, Any], where: str) -> tuple[int, int]:
    """The exact span that the details of a mark name."""
    span = as_list(details.get("span"), f"{where}: span")
    if len(span) != 2:
        raise StudyError(f"{where}: span {span!r:.40} is none; right would be two offsets")
    return as_offset(span[0], f"{where}: span"), as_offset(span[1], f"{where}: span")


def kept_span(region: Region, text: str) -> tuple[int, int]:
    """The span of a region with the white space at its edges that no tool shows, if it was not moved."""
    if region.details:
        span = details_span(region.details, region.kind)
        if visible_edges(text, span) == (region.start, region.end):
            return span
    return region.start, region.end
