"""A real Dask scheduler with worker processes on this machine: the same bytes, whoever dies on the way."""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.annotation.writing import cluster
from analysis.annotation.writing.annotate_files import annotate_to_file
from analysis.annotation.writing.cluster import map_on_cluster
from analysis.annotation.writing.manifest import read_manifest
from analysis.annotation.writing.output import read_annotations, write_annotations
from analysis.annotation.writing.parquet_parts import annotate_to_parts
from analysis.base.digests import PACKAGE
from analysis.base.errors import HedgerowError, OutputError
from analysis.corpus import read_corpus

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed (extra: cluster)")

TEXT = (
    "“If that happens, we will perhaps walk away,” Ann Lee said. “We may.” It will certainly rain, "
    "she thinks. You may go. Call me if you must, and I might come. According to Bo Ek, the talks could "
    "have failed.\n"
)


class LittleCluster:
    """A scheduler and its workers, each a process, on ports that are free; a task survives one death."""

    def __init__(self, folder: Path) -> None:
        self.about = folder / "scheduler.json"
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.start("scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0")

    def start(self, kind: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a scheduler or a worker."""
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(self.about)]
        command += ["--host", "127.0.0.1", "--no-dashboard", *options]
        settings = {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_LOGGING__DISTRIBUTED": "error",
        }
        process = subprocess.Popen(command, env=os.environ | settings | environment, cwd=self.folder)
        self.processes.append(process)
        return process

    def start_workers(self, number: int, **environment: str) -> None:
        """Start workers of one thread each."""
        for _ in range(number):
            self.start("worker", "--nthreads", "1", "--no-nanny", **environment)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        wait_until(lambda: self.about.exists() and self.about.read_bytes().endswith(b"}"))
        return json.loads(self.about.read_bytes())["address"]

    def client(self) -> "distributed.Client":
        """A client of the test's own."""
        return distributed.Client(self.address, set_as_default=False)

    def stop(self) -> None:
        """End all processes, the scheduler last."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory) -> Iterator[LittleCluster]:
    """A cluster of two workers, for tests that leave them alive."""
    yield from running(tmp_path_factory.mktemp("cluster"), 2)


@pytest.fixture
def empty_cluster(tmp_path) -> Iterator[LittleCluster]:
    """A scheduler without workers."""
    yield from running(tmp_path, 0)


def running(folder: Path, workers: int) -> Iterator[LittleCluster]:
    little = LittleCluster(folder)
    try:
        little.start_workers(workers)
        yield little
    finally:
        little.stop()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """Forty texts in JSON lines."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    rows = [{"id": f"d{n:02}", "text": f"{n}. {TEXT * 5}"} for n in range(40)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_parts(monkeypatch) -> None:
    """A part has four texts, a batch as many."""
    monkeypatch.setattr("analysis.annotation.writing.parquet_parts.DOCUMENTS", 4)
    monkeypatch.setattr("analysis.annotation.writing.annotate_files.BATCH", 4_000)


@pytest.fixture(scope="module")
def here(corpus, tmp_path_factory) -> Path:
    """The parts of the corpus, made without a cluster."""
    folder = tmp_path_factory.mktemp("here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.annotation.writing.parquet_parts.DOCUMENTS", 4)
        annotate_to_parts(read_corpus(corpus), folder)
    return folder


def contents(folder):
    """The bytes of all files of a folder, the hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# The same bytes


def test_a_cluster_gives_the_same_bytes(two_workers, corpus, here, tmp_path):
    words = []
    summary = annotate_to_parts(
        read_corpus(corpus), tmp_path / "there", cluster=two_workers.address, on_done=words.append
    )
    assert contents(tmp_path / "there") == contents(here)
    assert (summary.documents, summary.words, len(words)) == (40, sum(words), 10)


def test_a_file_can_be_made_by_a_cluster_too(two_workers, corpus, here, tmp_path):
    annotate_to_file(read_corpus(corpus), tmp_path / "there.jsonl", cluster=two_workers.address)
    write_annotations(read_annotations(here), tmp_path / "here.jsonl")
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


def test_a_worker_that_is_killed_takes_nothing_along(empty_cluster, corpus, here, tmp_path):
    """Two workers; one of them is killed while it has tasks, when the first part is finished."""
    empty_cluster.start_workers(2)
    victims = []

    def kill_one(_words: int) -> None:
        if not victims:
            with empty_cluster.client() as client:
                processes = client.run(os.getpid)
                address, tasks = max(client.processing().items(), key=lambda item: len(item[1]))
                victims.append((address, len(tasks)))
                os.kill(processes[address], signal.SIGKILL)

    annotate_to_parts(
        read_corpus(corpus), tmp_path / "there", cluster=empty_cluster.address, on_done=kill_one
    )
    ((_, tasks),) = victims
    assert tasks > 0, "it had something to do"
    assert sorted(process.poll() is None for process in empty_cluster.processes) == [False, True, True]
    assert contents(tmp_path / "there") == contents(here)


def test_a_stopped_run_goes_on_here_or_there(two_workers, corpus, here, tmp_path):

    def stop(_words: int) -> None:
        raise KeyboardInterrupt

    output = tmp_path / "there"
    with pytest.raises(OutputError, match=r"^stopped \(4 finished documents are kept in .*with --resume\)$"):
        annotate_to_parts(read_corpus(corpus), output, cluster=two_workers.address, on_done=stop)
    assert read_manifest(output)["complete"] is False
    summary = annotate_to_parts(read_corpus(corpus), output, resume=True)
    assert (summary.documents, summary.resumed) == (40, 4)
    assert contents(output) == contents(here)


def test_workers_of_this_machine(write, tmp_path):
    """`--dask local`, as a command of its own; no process is left behind."""
    corpus = write("corpus.jsonl", [{"id": "a", "text": TEXT}])
    command = [sys.executable, "-m", "analysis.cli", "annotate", str(corpus), "-o"]
    for output, options in (("here", []), ("there", ["--dask", "local", "--jobs", "1"])):
        run = subprocess.run(
            [*command, f"{output}/", *options], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert run.stderr == f"{output}/: 1 document, 40 words\n"
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


# Order, errors, retries


def test_results_come_in_order_and_errors_in_their_place(two_workers):
    results = map_on_cluster(int, ["3", "1", "2", "x"], two_workers.address)
    assert [next(results), next(results), next(results)] == [3, 1, 2]
    with pytest.raises(ValueError, match="invalid literal"):
        next(results)


def test_a_stream_is_read_only_a_little_ahead(two_workers):
    taken = []
    results = map_on_cluster(abs, (taken.append(n) or n for n in range(1_000)), two_workers.address)
    assert [next(results), next(results)] == [0, 1]
    assert len(taken) <= 2 * cluster.AHEAD + 1
    results.close()


def test_what_ends_every_worker_is_given_up(empty_cluster):
    empty_cluster.start_workers(2)
    with pytest.raises(HedgerowError) as caught:
        list(map_on_cluster(os._exit, [1], empty_cluster.address))
    reason = "a part of the corpus has ended several workers, one after the other (too little memory?)"
    assert str(caught.value) == f"{reason}; give the workers more"


def test_without_any_worker_left_a_run_ends(empty_cluster, monkeypatch):
    monkeypatch.setattr(cluster, "GIVE_UP_AFTER", 0.5)
    empty_cluster.start_workers(1)
    with pytest.raises(HedgerowError, match=r"^no worker is left, for 0.5 seconds$"):
        list(map_on_cluster(os._exit, [1], empty_cluster.address))


def test_a_scheduler_that_vanishes_is_an_error(empty_cluster):
    empty_cluster.start_workers(1)
    results = map_on_cluster(time.sleep, [0, 60], empty_cluster.address)
    next(results)
    empty_cluster.stop()
    with pytest.raises(HedgerowError, match=r": the Dask scheduler is gone$"):
        next(results)


# What is refused before any work


def test_no_scheduler(monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_WITHIN", 0.3)
    with pytest.raises(HedgerowError) as caught:
        list(map_on_cluster(abs, [1], "tcp://127.0.0.1:1"))
    assert str(caught.value) == (
        "tcp://127.0.0.1:1: no Dask scheduler answers there within 0.3 seconds; start one with "
        "'dask scheduler' and its workers with 'dask worker tcp://127.0.0.1:1 --nthreads 1'"
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "klingon://a:1", "tcp://", "tcp://no such host:1", ""])
def test_an_address_that_is_none(address, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_WITHIN", 0.3)
    with pytest.raises(HedgerowError, match=r"^.*: no Dask scheduler answers there"):
        list(map_on_cluster(abs, [1], address))


def test_an_unknown_address_is_refused_at_once_and_quietly(capfd):
    begun = time.monotonic()
    with pytest.raises(HedgerowError):
        list(map_on_cluster(abs, [1], "nonsense"))
    gc.collect()
    assert time.monotonic() - begun < cluster.ANSWER_WITHIN
    assert capfd.readouterr().err == ""


def test_a_scheduler_without_workers(empty_cluster, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_WITHIN", 0.5)
    with pytest.raises(HedgerowError) as caught:
        list(map_on_cluster(abs, [1], empty_cluster.address))
    address = empty_cluster.address
    start = f"start them with 'dask worker {address} --nthreads 1'"
    assert str(caught.value) == f"{address}: the scheduler has no workers; {start}"


def test_a_worker_with_another_build_is_refused(empty_cluster, tmp_path):
    copy = tmp_path / "other"
    shutil.copytree(PACKAGE, copy / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "analysis/base/errors.py").open("a") as file:
        file.write("# one more line\n")
    empty_cluster.start_workers(1, PYTHONPATH=str(copy))
    with pytest.raises(HedgerowError) as caught:
        list(map_on_cluster(abs, [1], empty_cluster.address))
    assert str(caught.value).startswith("Dask worker tcp://127.0.0.1:")
    assert str(caught.value).endswith(": runs another build of Hedgerow; install the same on every machine")


@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        (
            {"pyarrow": "1.0"},
            "Dask worker w: has pyarrow 1.0, here is 2.0; install the same on every machine",
        ),
        (
            {"hedgerow": None},
            "Dask worker w: has no hedgerow, here is 2.0; install the same on every machine",
        ),
    ],
)
def test_other_versions_are_refused(theirs, message):
    ours = {"packages": dict.fromkeys(cluster._ALIKE, "2.0")}
    with pytest.raises(HedgerowError) as caught:
        cluster._compare("Dask worker w", {"packages": ours["packages"] | theirs}, ours)
    assert str(caught.value) == message


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(HedgerowError) as caught:
        list(map_on_cluster(abs, [1], "local"))
    missing = "a cluster needs the library dask.distributed, which is not installed"
    assert str(caught.value) == f"{missing}; add it with: pip install 'hedgerow[cluster]'"
