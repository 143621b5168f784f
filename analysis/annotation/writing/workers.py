"""A function over many items by several processes: in order, in bounded memory, none left behind."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from analysis.base.errors import HedgerowError

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_over(
    function: Callable[[Item], Result], items: Iterable[Item], *, jobs: int = 1, cluster: str | None = None
) -> Iterator[Result]:
    """Yield `function(item)` for each item in their order: by `jobs` processes, or by a Dask cluster.

    `cluster` is an address, or `local` for a cluster of `jobs` processes (`cluster.map_on_cluster`).
    """
    if cluster is None:
        return map_in_order(function, items, sensible(jobs))
    from analysis.annotation.writing.cluster import map_on_cluster

    return map_on_cluster(function, items, cluster, workers=sensible(jobs))


def sensible(jobs: int) -> int:
    """So many of the processes asked for as this machine can use: four a processor, at most 61 on Windows.

    >>> sensible(1), sensible(100_000) < 100_000
    (1, True)
    """
    return min(jobs, 4 * (os.cpu_count() or 1), 61 if os.name == "nt" else jobs)


def map_in_order(function: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Yield `function(item)` for each item, computed by `jobs` processes (with one: by this process).

    At most three items a process are under way, so a stream of any length can be mapped. The
    function, the items and the results must be fit to be sent to another process.
    """
    if jobs == 1:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pending: deque[Future[Result]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_serve) as pool:
        try:
            for item in items:
                pending.append(pool.submit(function, item))
                if len(pending) >= 3 * jobs:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            cause = "a worker process was ended from outside (too little memory?)"
            raise HedgerowError(f"{cause}; try again with fewer --jobs") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _serve() -> None:
    """Set up a worker: only the first process answers Ctrl-C, and no worker outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
