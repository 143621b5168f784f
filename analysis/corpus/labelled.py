"""Turns that a file marks by its structure -> a text in which labels mark them, as in any transcript."""

from collections.abc import Iterable
from typing import NamedTuple


class Said(NamedTuple):
    """Words in a row of one speaker; "" where nobody is named."""

    speaker: str
    text: str


def labelled(turns: Iterable[Said]) -> tuple[str, dict[str, str]]:
    r"""The text, a line `Name: words` a turn, and metadata: the one speaker of all, who needs no label.

    >>> labelled([Said("Ann Lee", "We may."), Said("Ben", "No.")])
    ('Ann Lee: We may.\nBen: No.', {})
    >>> labelled([Said("Ann Lee", "We may."), Said("Ann Lee", "We will.")])
    ('We may.\nWe will.', {'speaker': 'Ann Lee'})
    """
    said = [turn for turn in turns if turn.text]
    speakers = {turn.speaker for turn in said}
    if len(speakers) == 1 and said[0].speaker:
        return "\n".join(turn.text for turn in said), {"speaker": said[0].speaker}
    lines = (f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in said)
    return "\n".join(lines), {}
