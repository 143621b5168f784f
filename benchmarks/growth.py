"""How time grows with the length of one sentence: `python benchmarks/growth.py [--sizes N ...]`.

Texts that are hostile to one place of the suite or another, all without a full stop, are annotated at
doubling sizes (words, or signs and letters where there are none). The table gives CPU seconds and how many
times those of half the size they are: 2 is linear. A shape that takes longer than `--limit` is not doubled;
with `--best 3` the least of three measurements counts, which other programs on the machine disturb less.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from analysis.annotation.pipeline import annotate
from analysis.measure.formulas.dispersion import chance_dp

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)
NOUNS = [
    "apples",
    "pears",
    "plans",
    "roads",
    "bridges",
    "taxes",
    "schools",
    "farms",
    "ships",
    "banks",
    "courts",
    "towns",
    "rivers",
    "mills",
]
NAMES = ["Ann Lee", "Bo Reed", "Cy Dale", "Di Park", "Ed Moss", "Flo West", "Gus Hill", "Hal Wood"]
CLAUSES = [
    "we will go there",
    "they may stay at home",
    "you have to pay for it",
    "it could rain again",
    "nobody knows the answer",
    "I think that she would leave",
    "the council says it must act",
    "people can wait",
    "prices might rise",
]
JOINTS = ("if", "and", "if", "but", "because", "so", "unless", "that")


def repeated(piece: str) -> Callable[[int], str]:
    """One piece again and again, up to so many words (or pieces, where it has no letter)."""
    size = max(1, sum(any(map(str.isalnum, word)) for word in piece.split()))
    return lambda count: piece * (count // size)


def captions(count: int) -> str:
    """Lower case without any sign, as machines write down what they hear."""
    draw = random.Random(count)
    return _words(count, lambda: f"{draw.choice(CLAUSES)} {draw.choice(JOINTS)} ")


def resolution(count: int) -> str:
    """Clauses with *if* between semicolons."""
    draw = random.Random(count)
    return _words(count, lambda: f"if {draw.choice(CLAUSES)}, {draw.choice(CLAUSES)}; ")


def listed(count: int) -> str:
    """A list with a condition now and then."""
    draw = random.Random(count)
    return _words(count, lambda: f"{', '.join(draw.sample(NOUNS, 4))}, if needed, ")


def unclosed(count: int) -> str:
    """Quotations that are opened and never closed."""
    draw = random.Random(count)
    return _words(count, lambda: f"“{draw.choice(CLAUSES)}, said {draw.choice(NAMES)}, ")


def reports(count: int) -> str:
    """One paragraph of reports by many people."""
    draw = random.Random(count)
    return _words(count, lambda: f"{draw.choice(NAMES)} said that {draw.choice(CLAUSES)}. He warned her. ")


def quotations(count: int) -> str:
    """One paragraph of quotations, with names that are all different."""
    draw = random.Random(count)
    return _words(count, lambda: f"“{draw.choice(CLAUSES)},” said Al B{draw.randrange(10**6)}x Zed. ".title())


def _words(count: int, draw: Callable[[], str]) -> str:
    parts: list[str] = []
    words = 0
    while words < count:
        parts.append(draw())
        words += len(parts[-1].split())
    return "".join(parts)


SHAPES: dict[str, Callable[[int], str]] = {
    "captions": captions,
    "resolution": resolution,
    "comma list": listed,
    "if": repeated("if "),
    "if they": repeated("if they go "),
    "lest": repeated("lest "),
    "can": repeated("can "),
    "may,": repeated("may, "),
    "May,": repeated("May, "),
    "'ll": repeated("'ll"),
    "as long as": repeated("as long as "),
    "is going to": repeated("is going to "),
    "Even if": repeated("Even if it rains, it's fine."),
    "without": repeated("without aid, "),
    "otherwise": repeated("otherwise "),
    "stop and": repeated("stop and you will "),
    "I would think": repeated("I would think it is not likely about "),
    "said": repeated("said, "),
    "unclosed quotes": unclosed,
    "quotes": repeated("“a "),
    "single quotes": repeated("'a "),
    "reports": reports,
    "quotations": quotations,
    "names": repeated("Ann "),
    "initials": repeated("A. B. Lee, "),
    "turns": repeated("MR. LEE: No, I said.\n"),
    "dots": repeated("."),
    "dots and letters": repeated("a."),
    "marks": repeated('"'),
    "apostrophes": repeated("'"),
    "brackets": repeated("("),
    "square brackets": repeated("["),
    "brackets with words": repeated("(Laughter "),
    "dashes": repeated("-"),
    "long dashes": repeated("— "),
    "lines": repeated("\n"),
    "blanks": repeated(" "),
    "blanks in a phrase": lambda count: f"it is going{' ' * count}to rain",
    "one word": lambda count: f"if {'a' * (16 * count)} can",
    "capitals": lambda count: f"if {'A' * (16 * count)} can",
    "digits": repeated("1"),
    "numbers": repeated("1,"),
    "hyphens": repeated("a-"),
}


def seconds(shape: Callable[[int], str], size: int) -> float:
    """CPU seconds of the annotation of one text."""
    text = shape(size)
    start = time.process_time()
    annotate(text)
    return time.process_time() - start


def chance_seconds(size: int) -> float:
    """CPU seconds of DP by chance in a tenth as many texts, for fifty markers of increasing frequency."""
    start = time.process_time()
    for total in range(1, 51):
        chance_dp(total, [100] * (size // 10))
    return time.process_time() - start


def row(measure: Callable[[int], float], sizes: Sequence[int], limit: float, best: int) -> list[float]:
    """The seconds at each size, the least of so many measurements, up to the first above the limit."""
    taken: list[float] = []
    for size in sizes:
        taken.append(min(measure(size) for _ in range(best)))
        if taken[-1] > limit:
            break
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", nargs="+", help="names of shapes")
    parser.add_argument(
        "--limit", type=float, default=10.0, help="seconds above which nothing larger is tried"
    )
    parser.add_argument("--best", type=int, default=1, help="of how many measurements the least counts")
    options = parser.parse_args()
    annotate("If they stay, Ann Lee said, we will go.")  # models are read once
    measures = {name: lambda size, shape=shape: seconds(shape, size) for name, shape in SHAPES.items()}
    measures["chance of DP"] = chance_seconds
    print(f"| one sentence | {' | '.join(f'{size:,}' for size in options.sizes)} | largest ratio |")
    for name, measure in measures.items():
        if not options.only or name in options.only:
            taken = row(measure, options.sizes, options.limit, options.best)
            ratio = max((b / a for a, b in pairwise(taken) if b > 0.2), default=0.0)
            print(f"| {name} | {' | '.join(f'{one:.2f}' for one in taken)} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
