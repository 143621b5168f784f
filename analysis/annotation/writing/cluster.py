"""A function over many items by the workers of a Dask cluster: in order, in bounded memory, retried.

The items are read here and travel with the task, the results travel back: a worker needs the package
and nothing else, neither the corpus nor the folder of the output. A worker that vanishes takes nothing
along: the scheduler gives its tasks to another one. The only file that imports `distributed`.
"""

import logging
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar

from analysis.base.digests import digest_package
from analysis.base.errors import HedgerowError

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

LOCAL: Final = "local"
"""Instead of an address: a cluster of worker processes on this machine."""
ANSWER_WITHIN: Final = 10
"""Seconds that a scheduler has to answer, and a first worker to be there."""
GIVE_UP_AFTER: Final = 60
"""Seconds without any worker after which a run is ended."""
AHEAD: Final = 4
"""Tasks per thread of the cluster that are under way at once."""
RETRIES: Final = 2
"""How often a task that raises is tried again; one whose worker dies is tried three times more."""
_ALIKE: Final = ("python", "distributed", "numpy", "pyarrow", "hedgerow")
"""What must have the same version everywhere: it carries the data, or makes the bytes of the result."""


def map_on_cluster(
    function: Callable[[Item], Result], items: Iterable[Item], address: str, *, workers: int = 1
) -> Iterator[Result]:
    """Yield `function(item)` for each item, in their order, computed by a Dask cluster.

    `address` is that of a scheduler, as in `tcp://10.0.0.7:8786`, or `local` for `workers` processes on
    this machine. HedgerowError if no scheduler or worker answers, if one of them does not run exactly
    this package with the same libraries, and if a task ends worker after worker.
    """
    with _connected(address, workers) as client:
        _check(client)
        if address == LOCAL:
            client.run(_ignore_interrupt)
        task = partial(_run, function, digest_package())
        pending: deque[Future[Result]] = deque()
        for item in items:
            pending.append(client.submit(task, pickle.dumps(item), pure=False, retries=RETRIES))
            if len(pending) >= AHEAD * _threads(client):
                yield _result(client, pending.popleft())
        while pending:
            yield _result(client, pending.popleft())


def _run(function: Callable[[Any], Result], package: str, item: bytes) -> Result:
    """One task, on a worker; one that has joined since the start may run another version."""
    if digest_package() != package:
        raise HedgerowError("a worker that joined later runs another version of Hedgerow; install the same")
    return function(pickle.loads(item))


def _ignore_interrupt() -> None:
    """Ctrl-C reaches all processes of a terminal; here only the first of them answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _connected(address: str, workers: int) -> "Iterator[Client]":
    """A client of the cluster; what the library raises when it loses the scheduler is said plainly."""
    distributed = _library()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        target = stack.enter_context(_local(distributed, workers)) if address == LOCAL else address
        try:
            if address != LOCAL:
                distributed.comm.addressing.resolve_address(address)  # a client that fails there is noisy
            client = distributed.Client(target, timeout=ANSWER_WITHIN, set_as_default=False)
        except (OSError, ValueError) as error:
            start = (
                f"start one with 'dask scheduler' and its workers with 'dask worker {address} --nthreads 1'"
            )
            raise HedgerowError(
                f"{address}: no Dask scheduler answers there within {ANSWER_WITHIN} seconds; {start}"
            ) from error
        stack.enter_context(client)
        try:
            yield client
        except (distributed.comm.CommClosedError, distributed.client.FutureCancelledError) as error:
            raise HedgerowError(f"{address}: the Dask scheduler is gone") from error


def _library() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        missing = "a cluster needs the library dask.distributed, which is not installed"
        raise HedgerowError(f"{missing}; add it with: pip install 'hedgerow[cluster]'") from error


def _local(distributed: Any, workers: int) -> Any:
    """A scheduler and worker processes on this machine, on free ports, out of reach of others."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        memory_limit=0,
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )


def _check(client: "Client") -> None:
    """Refuse a cluster without workers, or one whose results might differ from ours."""
    address = client.scheduler_info()["address"]
    try:
        client.wait_for_workers(1, timeout=ANSWER_WITHIN)
    except TimeoutError as error:
        start = f"start them with 'dask worker {address} --nthreads 1'"
        raise HedgerowError(f"{address}: the scheduler has no workers; {start}") from error
    versions: Any = client.get_versions(packages=list(_ALIKE))
    _compare(f"Dask scheduler {address}", versions["scheduler"], versions["client"])
    for worker, theirs in sorted(versions["workers"].items()):
        _compare(f"Dask worker {worker}", theirs, versions["client"])
    for worker, digest in sorted(client.run(digest_package).items()):
        if digest != digest_package():
            raise HedgerowError(
                f"Dask worker {worker}: runs another build of Hedgerow; install the same on every machine"
            )


def _compare(name: str, theirs: Any, ours: Any) -> None:
    for package in _ALIKE:
        found, wanted = (side["packages"].get(package) for side in (theirs, ours))
        if found != wanted:
            has = f"{package} {found}" if found else f"no {package}"
            raise HedgerowError(f"{name}: has {has}, here is {wanted}; install the same on every machine")


def _threads(client: "Client") -> int:
    """How many tasks run at once; one, while there is no worker."""
    threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    return max(1, sum(threads.values()))


def _result(client: "Client", future: "Future[Result]") -> Result:
    """The result of one task, as long as there is a worker that may still bring it."""
    while True:
        try:
            result: Result = future.result(timeout=GIVE_UP_AFTER)
            return result
        except TimeoutError as error:
            if future.status != "pending":  # an error of the task itself
                raise
            if not client.nthreads():  # type: ignore[no-untyped-call]
                raise HedgerowError(f"no worker is left, for {GIVE_UP_AFTER} seconds") from error
        except _library().KilledWorker as error:
            raise HedgerowError(
                "a part of the corpus has ended several workers, one after the other (too little memory?); "
                "give the workers more"
            ) from error
