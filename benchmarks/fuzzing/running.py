"""Cases -> failures: every case by itself, within a bound of time, and made smaller where it fails."""

import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

PATIENCE = 6
"""A case is stopped after so many times its bound: it may hang, and the machine may be busy."""
TRIES = 400
"""Smaller cases that are tried for one that fails."""


@dataclass(frozen=True)
class Kind:
    """One kind of input. `make` gives a case as plain data, `check` what is wrong with what comes of it (it
    may write to the empty folder given), `smaller` the cases that are left when something is taken away."""

    name: str
    make: Callable[[Random], Any]
    check: Callable[[Any, Path], Iterable[str]]
    smaller: Callable[[Any], Iterable[Any]] = lambda _: ()
    save: Callable[[Any, Path], None] | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of one case: complaints (none if all is well) and the seconds it took."""

    kind: str
    seed: int
    number: int
    complaints: tuple[str, ...]
    seconds: float


class _TooLongError(BaseException):
    """Nothing that guards against errors of readers may hold this one up."""


def case_of(kind: Kind, seed: int, number: int) -> Any:
    """The case of a number; the same on every machine."""
    return kind.make(Random(f"{kind.name} {seed} {number}"))


def run_case(kind: Kind, seed: int, number: int, seconds: float) -> Outcome:
    """Make a case and check it."""
    return Outcome(kind.name, seed, number, *checked(kind, case_of(kind, seed, number), seconds))


def checked(kind: Kind, case: Any, seconds: float) -> tuple[tuple[str, ...], float]:
    """The complaints about a case, and its seconds of computing."""
    before = time.process_time()
    with tempfile.TemporaryDirectory(prefix="hedgerow-fuzz-") as folder:
        try:
            with _stopped_after(PATIENCE * seconds):
                found = [*kind.check(case, Path(folder))]
        except _TooLongError:
            found = [f"stopped after {PATIENCE * seconds:g} s"]
        except Exception as error:  # whatever a case leads to
            found = [in_words(error)]
    took = time.process_time() - before
    if took > seconds:
        found.append(f"took more than {seconds:g} s")
    return tuple(dict.fromkeys(found)), took


def in_words(error: BaseException) -> str:
    """An error that nobody should see, and the place in the suite where it came from."""
    while error.__cause__:
        error = error.__cause__
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzzing" not in frame.filename]
    ours = [frame for frame in frames if "analysis" in Path(frame.filename).parts] or frames
    place = f" in {Path(ours[-1].filename).name}, {ours[-1].name}" if ours else ""
    return f"{type(error).__name__}{place}"


def smallest(kind: Kind, case: Any, complaint: str, seconds: float) -> Any:
    """A case from which nothing can be taken away without losing the complaint, or one near to it."""
    left = TRIES
    going = True
    while going and left:
        going = False
        for smaller in kind.smaller(case):
            left -= 1
            if complaint in checked(kind, smaller, seconds)[0]:
                case, going = smaller, True
                break
            if not left:
                break
    return case


def pieces_less(whole: Any) -> Iterator[Any]:
    """A text, bytes or a list without one half, one quarter ... of it."""
    size = len(whole)
    while size > 1:
        size = (size + 1) // 2
        for start in range(0, len(whole), size):
            yield whole[:start] + whole[start + size :]
    if len(whole) == 1:
        yield whole[:0]


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Raise within the block when the time is up, where the system can (not on Windows)."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
