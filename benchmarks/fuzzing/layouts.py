"""Turns -> a transcript as it is found in the world: labels, captions, question and answer, pages."""

import textwrap
from collections.abc import Callable, Sequence
from random import Random

Turn = tuple[str, str]
"""Who speaks, and the words."""

_LABELS = (
    *("{upper}: {text}", "{name}: {text}", "{upper}. {text}", "{upper}.- {text}"),
    *("**{name}:** {text}", "- {name}: {text}"),
    *(">> {name}: {text}", "[00:{n:02}:00] {name}: {text}"),
    *("Speaker {n} (00:{n:02}): {text}", "{name} (Left): {text}"),
    *("{name} – {text}", "{name}\n{text}", "{name}\n\n{text}"),
    *("<Newspeech>{name}: {text}", "The {upper}: {text}"),
    *("Mr. {upper}. {text}", "({name}): {text}", "{name} ({n} June 2019): {text}"),
    *("{n}. {name}: {text}", "Respondent {n}: {text}"),
    *("The PRESIDING OFFICER ({name}). {text}", "\t\t{upper}\n\t{text}", "{upper}:{text}", "{name} :{text}"),
)


def labelled(rng: Random, turns: Sequence[Turn]) -> str:
    """One style of label throughout, or another for every turn."""
    mixed, style = rng.random() < 0.2, rng.choice(_LABELS)
    lines = []
    for n, (name, text) in enumerate(turns, 1):
        style = rng.choice(_LABELS) if mixed else style
        lines.append(style.format(name=name, upper=name.upper(), text=text, n=n))
    return rng.choice(("\n", "\n\n", "\r\n", "\n\n\n")).join(lines)


def questions(rng: Random, turns: Sequence[Turn]) -> str:
    """Question and answer without names."""
    q, a = rng.choice(
        (("Q", "A"), ("Q.", "A."), ("Q:", "A:"), ("Question:", "Answer:"), ("QUESTION", "THE WITNESS"))
    )
    return "\n".join(f"{(q, a)[n % 2]} {text}" for n, (_, text) in enumerate(turns))


def captions(rng: Random, turns: Sequence[Turn]) -> str:
    """Captions of a recording: times, short lines, mostly without points and capitals."""
    head = rng.choice(("WEBVTT\n\n", "", "1\n"))
    cues = []
    for n, (name, text) in enumerate(turns):
        said = f"<v {name}>{text}" if rng.random() < 0.3 else text.lower().replace(".", "")
        cues.append(f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{textwrap.fill(said, 32)}\n")
    return head + "\n".join(cues)


def wrapped(rng: Random, turns: Sequence[Turn]) -> str:
    """Labels in lines of a fixed width, perhaps numbered, perhaps with page heads between."""
    width, numbered = rng.randint(20, 80), rng.random() < 0.3
    lines = textwrap.wrap(labelled(rng, turns), width, replace_whitespace=False) or [""]
    if rng.random() < 0.3:
        head = rng.choice(("Page {} of 9", "{}  OFFICIAL REPORT  {}", "— {} —"))
        lines.insert(rng.randint(0, len(lines)), head.format(3, 4))
    return "\n".join(f"{n % 25 + 1:2}  {line}" if numbered else line for n, line in enumerate(lines))


def marked_up(_: Random, turns: Sequence[Turn]) -> str:
    """Turns in tags, as in pages that were saved."""
    return "".join(f"<p><b>{name}:</b> {text}</p>\n" for name, text in turns)


LAYOUTS: Sequence[Callable[[Random, Sequence[Turn]], str]] = (
    *(labelled, labelled, labelled, questions, captions, wrapped, wrapped, marked_up),
)
