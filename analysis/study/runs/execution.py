"""One step -> an executed notebook and its files, in a folder of their own; only this file imports papermill.

The kernel is the running interpreter, whatever kernels are installed, with a fresh IPython folder,
UTC, the C locale, one thread and a fixed hash seed. What a machine, a user or a clock would leave
in the notebook is taken out again.
"""

import importlib.util
import json
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.translators import translate_parameters

from analysis.base.errors import OutputError, StudyError
from analysis.study.runs.plan import OUT, Step
from analysis.study.runs.portable import Scrub, portable_notebook

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class NotebookFailedError(StudyError):
    """A notebook stopped; `notebook` is what it had become, as the bytes of a notebook file."""

    def __init__(self, message: str, notebook: bytes) -> None:
        super().__init__(message)
        self.notebook = notebook


def execute(step: Step, folder: Path) -> tuple[bytes, Path]:
    """Run one step in the empty folder `folder`; the executed notebook and where its figures stand.

    Raises `NotebookFailedError` (naming notebook, cell and cause) and `OutputError` where the disk is full.
    """
    work = folder / "work"
    figures = (work / OUT).resolve()
    executed = folder / "executed.ipynb"
    figures.mkdir(parents=True)
    try:
        for name, path in step.inputs.items():
            if str(path) != name:  # an installed corpus is its own name
                _link(path, work / name)
        given = dict(step.parameters) | ({"out_dir": str(figures)} if "out_dir" in step.parameters else {})
        failure = _run(step, given, work, executed)
    except OSError as error:
        raise OutputError(f"{step.name}: cannot be run ({error.strerror}); is the disk full?") from error
    assignments = _assignments(step.parameters)
    notebook = portable_notebook(executed.read_bytes(), work, step.parameters, assignments)
    if failure:
        raise NotebookFailedError(f"{step.name}: {Scrub(work)(failure)}", notebook)
    return notebook, figures


def _link(target: Path, link: Path) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        link.symlink_to(target)
    except OSError:  # a system without links
        (shutil.copytree if target.is_dir() else shutil.copy2)(target, link)


def _run(step: Step, parameters: dict[str, Any], work: Path, executed: Path) -> str:
    """Run the notebook with papermill; '' or, in a few words, cell and cause of the failure."""
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="hedgerow-") as private, _closed_loop():
        try:
            papermill.execute_notebook(
                _braced(step.notebook.path),
                _braced(executed),
                parameters,
                kernel_name="python3",
                language="python",
                progress_bar={"desc": step.name, "leave": False, "disable": None},
                execution_timeout=step.timeout,
                kernel_manager_class=_kernel(Path(private)),
                resources={"metadata": {"path": str(work)}},
                record_timing=False,
                coalesce_streams=True,
            )
        except papermill.PapermillExecutionError as error:
            cause = _COLOUR.sub("", " ".join(f"{error.ename}: {error.evalue}".split()))
            return f"cell {error.exec_count} failed: {cause}"
        except DeadKernelError:
            return f"cell {_last_cell(executed)} ended the kernel (out of memory, or the process was killed)"
        except CellTimeoutError:
            return f"cell {_last_cell(executed)} took longer than the {step.timeout} s that `timeout` allows"
    return ""


@contextmanager
def _closed_loop() -> Iterator[None]:
    """Close the event loop that the client of a kernel leaves behind in a thread without one."""
    loop = ensure_event_loop()
    try:
        yield
    finally:
        if not loop.is_running():
            loop.close()


def _braced(path: Path) -> str:
    """papermill fills in `{name}` in paths; a path with braces is doubled so that it stays as it is."""
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _kernel(private: Path) -> Callable[..., AsyncKernelManager]:
    """A manager of kernels that run on this interpreter and keep their files in `private`."""
    arguments = [
        sys.executable,
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
        "--log-level=CRITICAL",
        "--InteractiveShellApp.ignore_cwd=True",
    ]
    spec = KernelSpec(argv=arguments, env=_environment(private), language="python", display_name="Python 3")
    sockets = {} if os.name == "nt" else {"transport": "ipc", "ip": str(private / "socket")}

    class Kernel(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            super().__init__(connection_file=str(private / "kernel.json"), **sockets, **options)

        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

    return Kernel


def _environment(private: Path) -> dict[str, str]:
    environment = {
        "IPYTHONDIR": str(private / "ipython"),
        "LANG": "C.UTF-8",
        "LANGUAGE": "",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONSAFEPATH": "1",  # an input called pandas.py is no module
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }
    plain = importlib.util.find_spec("matplotlib")
    for place in (plain and plain.submodule_search_locations) or ():
        environment["MATPLOTLIBRC"] = str(Path(place) / "mpl-data" / "matplotlibrc")
    return environment


def _last_cell(executed: Path) -> int | str:
    """The number of the last cell that began, as the notebook shows it."""
    cells = json.loads(executed.read_bytes())["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    begun = [n for n, cell in enumerate(code, 1) if cell["metadata"]["papermill"]["start_time"]]
    return begun[-1] if begun else "?"


def _assignments(parameters: Mapping[str, Any]) -> list[str]:
    source = str(translate_parameters("python3", "python", dict(parameters), "Parameters"))
    return source.splitlines(keepends=True)
