"""Hand the suite made-up input of every kind, and say what does not hold.

    python benchmarks/fuzz.py [--kind texts] [--cases 1000] [--seed 1] [--seconds-a-case 5] [--save DIR]
    python benchmarks/fuzz.py --kind texts --seed 1 --number 417      # one case again, made smaller

Prints what fails with the numbers of the first cases, then a Markdown table; exits with 1 where anything
failed.
"""

import argparse
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

from fuzzing.kinds import KINDS
from fuzzing.running import Kind, Outcome, case_of, run_case, smallest

SHOWN = 3
"""Numbers of cases that are named for one complaint."""


def main() -> None:
    """Run the cases that the command line asks for."""
    asked = _asked()
    if asked.number is not None:
        sys.exit(_again(KINDS[asked.kind[0]], asked))
    rows, bad = [], False
    for name in asked.kind:
        before = time.monotonic()
        outcomes = _run(KINDS[name], asked)
        failed = [outcome for outcome in outcomes if outcome.complaints]
        _say(failed)
        _save(KINDS[name], failed, asked.save)
        rows.append(_row(name, outcomes, failed, time.monotonic() - before))
        bad = bad or bool(failed)
    print(
        "| kind | seed | cases | failed | slowest, CPU s | all, s |\n|---|---|---|---|---|---|",
        *rows,
        sep="\n",
    )
    sys.exit(int(bad))


def _run(kind: Kind, asked: argparse.Namespace) -> list[Outcome]:
    """The cases in their order; what is done counts when somebody stops them with Ctrl-C."""
    outcomes: list[Outcome] = []
    with suppress(KeyboardInterrupt):
        for number in range(asked.cases):
            outcomes.append(run_case(kind, asked.seed, number, asked.seconds_a_case))
    return outcomes


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, help="only this case, shown and made smaller")
    parser.add_argument("--seconds-a-case", type=float, default=5.0)
    parser.add_argument("--save", type=Path, help="a folder to which cases that fail are written")
    return parser.parse_args()


def _again(kind: Kind, asked: argparse.Namespace) -> int:
    """Run one case, and show the smallest that fails in the same way."""
    outcome = run_case(kind, asked.seed, asked.number, asked.seconds_a_case)
    case = case_of(kind, asked.seed, asked.number)
    for complaint in outcome.complaints:
        print(complaint, repr(smallest(kind, case, complaint, asked.seconds_a_case)), sep="\n    ")
    if not outcome.complaints:
        print(f"{kind.name} {asked.number}: nothing is wrong ({outcome.seconds:.1f} s)\n    {case!r}")
    _save(kind, [outcome] if outcome.complaints else [], asked.save)
    return int(bool(outcome.complaints))


def _say(failed: list[Outcome]) -> None:
    """Every complaint with the number of cases and the first of them."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for outcome in failed:
        for complaint in outcome.complaints:
            numbers[complaint].append(outcome.number)
    for complaint, cases in sorted(numbers.items(), key=lambda one: -len(one[1])):
        first = ", ".join(map(str, cases[:SHOWN]))
        print(f"{failed[0].kind}: {complaint}: {len(cases)} (the first: {first})")


def _save(kind: Kind, failed: list[Outcome], folder: Path | None) -> None:
    for outcome in failed if folder and kind.save else ():
        own = folder / f"{kind.name}-{outcome.seed}-{outcome.number}"
        own.mkdir(parents=True, exist_ok=True)
        kind.save(case_of(kind, outcome.seed, outcome.number), own)


def _row(name: str, outcomes: list[Outcome], failed: list[Any], seconds: float) -> str:
    slowest = max((outcome.seconds for outcome in outcomes), default=0.0)
    seed = outcomes[0].seed if outcomes else ""
    return f"| {name} | {seed} | {len(outcomes):,} | {len(failed)} | {slowest:.1f} | {seconds:.0f} |"


if __name__ == "__main__":
    main()
