"""Install the locked packages and this checkout into the environment whose python runs this: uv, else pip.

uv is several times as fast, but reads none of pip's settings. Those that say where packages are (an index,
a folder of wheels, a certificate) are handed to it; where it still cannot get a package, pip installs all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOCK = Path("requirements.lock")
PIP = [sys.executable, "-m", "pip"]
FROM_PIP = {  # setting of pip: the variable by which uv knows the same, and what parts its values
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "cert": ("SSL_CERT_FILE", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
}


def main() -> None:
    """Try uv, then pip; the exit code is that of the last."""
    began = time.monotonic()
    print(
        f"Installing into {Path(sys.prefix).name}: about half a minute with uv, two or three with pip.",
        flush=True,
    )
    if not with_uv() and not with_pip():
        sys.exit("The packages could not be installed; what pip says above tells why.")
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)


def with_uv() -> bool:
    """Whether uv installed everything; it is itself taken from the lock where the machine has none."""
    uv = shutil.which("uv") or uv_of_the_lock()
    if not uv:
        return False
    command = [uv, "pip", "install", "--quiet", "--python", sys.executable]
    known = os.environ | settings_of_pip()
    if succeeds([*command, "--require-hashes", "-r", str(LOCK)], known) and succeeds(
        [*command, "--no-deps", "--no-build-isolation", "--editable", "."], known
    ):
        return True
    print("uv cannot get every package from here; pip goes on, which takes longer.", flush=True)
    return False


def with_pip() -> bool:
    """Whether pip installed everything."""
    install = [*PIP, "install", "--quiet"]
    return succeeds([*install, "--require-hashes", "-r", str(LOCK)], loud=True) and succeeds(
        [*install, "--no-deps", "--no-build-isolation", "--editable", "."], loud=True
    )


def uv_of_the_lock() -> str | None:
    """uv as the lock has it, installed by pip; None where pip cannot."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith("uv==")), None)
    if first is None:
        return None
    last = next(n for n in range(first, len(lines)) if not lines[n].endswith("\\"))
    with tempfile.TemporaryDirectory() as folder:
        (only := Path(folder) / "uv.lock").write_text("\n".join(lines[first : last + 1]), encoding="utf-8")
        done = succeeds([*PIP, "install", "--quiet", "--require-hashes", "-r", str(only)])
    return shutil.which("uv", path=str(Path(sys.executable).parent)) if done else None


def settings_of_pip() -> dict[str, str]:
    """Where pip gets packages, in the words of uv; what is set for uv already is left alone."""
    listed = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False).stdout
    found: dict[str, str] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        if known := FROM_PIP.get(name.rpartition(".")[2]):
            variable, between = known
            given = value.strip("'\"").replace("\\n", " ").split()
            found[variable] = between.join([*filter(None, [found.get(variable)]), *given])
    strategy = (
        {"UV_INDEX_STRATEGY": "unsafe-best-match"} if "UV_INDEX" in found else {}
    )  # pip asks all as well
    return {name: value for name, value in (found | strategy).items() if name not in os.environ}


def succeeds(command: list[str], environment: dict[str, str] | None = None, *, loud: bool = False) -> bool:
    """Run a command and say whether it did its work."""
    silent = None if loud else subprocess.DEVNULL
    return not subprocess.run(command, env=environment, stderr=silent, check=False).returncode


if __name__ == "__main__":
    main()
