"""A grammar of political text: sentences of every shape that a layer looks for, whole and broken off."""

from collections.abc import Callable, Sequence
from random import Random

from fuzzing import fragments as words
from fuzzing.layouts import LAYOUTS
from fuzzing.mutations import mutated

MOST_REPEATS = 1_500
FOREIGN = (*words.ODD, *words.MARKUP, *words.STAGE, *words.MARKERS, *words.MODALS, *words.JOINTS)


def text(rng: Random) -> str:
    """A text: prose, a transcript or a page, or the one and then the other; mostly damaged."""
    if rng.random() < 0.05:
        return rng.choice(_EXTREMES)(rng)
    parts = [rng.choice((prose, prose, spoken))(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    whole = rng.choice(words.JOINTS).join(parts)
    return mutated(rng, whole, FOREIGN, times=6) if rng.random() < 0.7 else whole


def prose(rng: Random) -> str:
    """Some sentences of an article or a speech."""
    return "".join(sentence(rng) + rng.choice(words.JOINTS) for _ in range(rng.randint(0, 9)))


def spoken(rng: Random) -> str:
    """Some turns in one of the layouts of transcripts."""
    turns = [(rng.choice(words.NAMES), _speech(rng)) for _ in range(rng.randint(1, 7))]
    return rng.choice(LAYOUTS)(rng, turns)


def sentence(rng: Random) -> str:
    """One sentence of any shape."""
    return rng.choice(_SHAPES)(rng)


def _speech(rng: Random) -> str:
    parts = [sentence(rng) for _ in range(rng.randint(0, 4))]
    if rng.random() < 0.5:
        parts.insert(rng.randint(0, len(parts)), rng.choice(words.STAGE))
    return rng.choice((" ", " ", "\n")).join(parts)


def _somebody(rng: Random) -> str:
    return rng.choice(words.NAMES if rng.random() < 0.6 else words.OTHERS)


def _softened(rng: Random, verb: str) -> str:
    return f"{rng.choice(rng.choice((words.HEDGES, words.BOOSTERS)))} {verb}" if rng.random() < 0.4 else verb


def _clause(rng: Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(words.THINGS)
    return f"{_somebody(rng)} {rng.choice(words.MODALS)} {_softened(rng, rng.choice(words.VERBS))}"


def _plain(rng: Random) -> str:
    return _clause(rng).capitalize() + rng.choice(words.CLOSINGS)


def _conditional(rng: Random) -> str:
    condition = f"{rng.choice(words.MARKERS)} {rng.choice(words.THINGS)}"
    parts = [condition, _clause(rng)] if rng.random() < 0.6 else [_clause(rng), condition]
    return rng.choice((", ", " ", ", then ", " – ", "; ", "; and ", "—but ")).join(parts) + rng.choice(
        words.CLOSINGS
    )


def _broken_off(rng: Random) -> str:
    """A condition that nothing follows, or only the beginning of something."""
    rest = rng.choice(("", " we will", " you", " and", " it is", " s ee", " then"))
    begun = rng.choice(words.THINGS)[: rng.randint(0, 12)]
    return f"{rng.choice(words.MARKERS)} {begun}{rest}{rng.choice(words.CLOSINGS)}"


def _quoted(rng: Random) -> str:
    """A quotation with its speaker before, behind or in the middle; marks of all kinds, some left open."""
    (open, close), inner = rng.choice(words.QUOTES), sentence(rng) if rng.random() < 0.7 else prose(rng)
    said = f"{_somebody(rng)} {rng.choice(words.CUES)}"
    cut = rng.randint(0, len(inner))
    shapes = (
        f"{open}{inner}{close} {said}.",
        f"{said}{rng.choice((', ', ': ', ' that ', ' '))}{open}{inner}{close}",
        f"{open}{inner[:cut]}{close} {said}, {open}{inner[cut:]}{close}",
        f"{open}{inner}{close}",
    )
    return rng.choice(shapes)


def _reported(rng: Random) -> str:
    content = " and that ".join(_clause(rng) for _ in range(rng.choice((1, 1, 2, 3))))
    shapes = (
        f"{_somebody(rng)} {rng.choice(words.CUES)} {rng.choice(('that ', '', 'if ', 'whether '))}{content}.",
        f"According to {_somebody(rng)}, {content}.",
        f"{content}, {_somebody(rng)} {rng.choice(words.CUES)}{rng.choice(words.CLOSINGS)}",
    )
    return rng.choice(shapes)


def _chain(rng: Random) -> str:
    """Modals, hedges and markers in a row, with and without sense."""
    pool = (*words.MODALS, *words.HEDGES, *words.BOOSTERS, *words.MARKERS)
    return rng.choice((" ", ", ", " and ", "")).join(rng.choice(pool) for _ in range(rng.randint(1, 9)))


def _odd(rng: Random) -> str:
    return "".join(
        rng.choice((*words.ODD, *words.MARKUP, *words.THINGS, " ")) for _ in range(rng.randint(1, 9))
    )


def _directed(rng: Random) -> str:
    return rng.choice(("", " ")).join((rng.choice(words.STAGE), sentence(rng), rng.choice(words.STAGE)))


_SHAPES: Sequence[Callable[[Random], str]] = (
    *(_plain, _plain, _conditional, _conditional, _broken_off, _quoted, _quoted, _quoted),
    *(_reported, _reported),
    *(_chain, _odd, _directed),
)


def _again_and_again(rng: Random) -> str:
    """One sentence, word or character many times: what takes time that grows faster than its length."""
    piece = rng.choice((sentence, sentence, lambda rng: rng.choice(FOREIGN)))(rng)[:80]
    return (piece + rng.choice(words.JOINTS)) * rng.randint(2, MOST_REPEATS if len(piece) < 15 else 60)


def _one_token(rng: Random) -> str:
    return rng.choice(("a", "A", "é", "1", "'", "-", "may", "if-", "“", "(", "🙂", "\u0301")) * rng.randint(
        1_000, 20_000
    )


def _nested(rng: Random) -> str:
    open, close = rng.choice((*words.QUOTES, ("(", ")"), ("[", "]"), ("<b>", "</b>")))
    depth = rng.randint(2, 300)
    return open * depth + sentence(rng) + close * rng.choice((depth, depth - 1, 0))


def _noise(rng: Random) -> str:
    return "".join(
        chr(rng.choice((rng.randrange(128), rng.randrange(0x3000), rng.randrange(0x110000))))
        for _ in range(200)
    )


_EXTREMES: Sequence[Callable[[Random], str]] = (
    *(_again_and_again, _again_and_again, _one_token, _nested, _noise),
    *(lambda _: "", lambda rng: rng.choice(FOREIGN)),
)
