"""Whose words are looked at: what a reader writes, and the names that it stands for in a corpus."""

from collections.abc import Iterable, Sequence

from analysis.base.errors import StudyError, did_you_mean
from analysis.measure.tables import NARRATOR


def said_voices(voices: str | Sequence[str]) -> str | list[str]:
    """A choice of voices as records keep it: one choice as a text, several names as a list.

    >>> said_voices("Ann Lee; Bo Oak"), said_voices(["narrator"]), said_voices([])
    (['Ann Lee', 'Bo Oak'], 'narrator', 'all')
    """
    names = voices.split(";") if isinstance(voices, str) else voices
    cleaned = [name.strip() for name in names if name.strip()]
    return cleaned if len(cleaned) > 1 else "".join(cleaned) or "all"


def choose_voices(voices: str | Sequence[str], known: Iterable[str]) -> tuple[str, ...] | None:
    """Which of the `known` voices of a corpus a choice stands for; None for all.

    A choice is "all", "attributed" (everybody but the narrator), or names, whatever their case. StudyError
    for nobody and for a name that nobody has.
    """
    names = sorted(set(known))
    if voices == "all":
        return None
    if voices == "attributed":
        return tuple(name for name in names if name != NARRATOR)
    if not voices:
        raise StudyError("voices: nobody is chosen; right would be all, attributed, narrator, or names")
    folded = {name.casefold(): name for name in names}
    for name in (chosen := [voices] if isinstance(voices, str) else voices):
        if name.casefold() not in folded:
            near = did_you_mean(name, ("all", "attributed", *names))
            raise StudyError(f"voices: nobody called {name!r} speaks in this corpus{near}")
    return tuple(folded[name.casefold()] for name in chosen)


def shortest_choice(voices: tuple[str, ...] | None, known: Iterable[str]) -> str | list[str]:
    """The choice that stands for these voices, in the shortest way.

    >>> shortest_choice(("Ann", "Bo"), ["narrator", "Bo", "Ann"]), shortest_choice(None, [])
    ('attributed', 'all')
    """
    if voices is None:
        return "all"
    if voices == (NARRATOR,):
        return NARRATOR
    return "attributed" if voices == choose_voices("attributed", known) else list(voices)
