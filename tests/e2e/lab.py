"""A JupyterLab of its own for a test: a free port, a token, a home that is thrown away, a real Chromium."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
OPTIONS = [
    "--LabApp.default_url=/lab/tree/notebooks/00_explore.ipynb",
    "--no-browser",
    "--ServerApp.open_browser=False",
    "--LabApp.extension_manager=readonly",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--KernelSpecManager.ensure_native_kernel=True",
]
FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)
START = 120
"""Seconds that the server may take to answer."""


@contextmanager
def running_lab(root: Path, home: Path) -> Iterator[str]:
    """A JupyterLab on the folder `root` that opens on the tour; gives its address, and ends it afterwards."""
    port, token = free_port(), secrets.token_hex(16)
    options = [*OPTIONS, f"--port={port}", "--port-retries=0", f"--IdentityProvider.token={token}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    command = [sys.executable, "-m", "jupyterlab", *options, str(root)]
    write_settings(home)
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=root, env=environment(home), stdout=log, stderr=log)
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/api/status?token={token}", server, home / "lab.log")
            yield f"{address}/?token={token}"
        finally:
            server.terminate()
            server.wait(20)


def write_settings(home: Path) -> None:
    """Settings of JupyterLab under which nothing is fetched and nobody is asked about news."""
    folder = home / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "notification.jupyterlab-settings").write_text(
        '{"fetchNews": "false", "checkForUpdates": false}'
    )


def environment(home: Path) -> Mapping[str, str]:
    """The variables of this process, with every folder that Jupyter writes to below `home`."""
    below = {name: str(home / name.lower()) for name in (*FOLDERS, "IPYTHONDIR", "XDG_CACHE_HOME")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, **below, "HOME": str(home), "PATH": path, "JUPYTER_PREFER_ENV_PATH": "1"}


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; fail with its log where it does not."""
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8', 'replace')[-4000:]}")


def chromium() -> str | None:
    """The Chromium of the system; Playwright's own browsers are not asked for."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
