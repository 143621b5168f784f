"""The worked example of docs/extending.md, followed to the letter in a copy of the package."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "extending.md"
BLOCK = re.compile(r"^```(?:python|toml)\n# (analysis/\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def extended_package(folder: Path) -> Mapping[str, str]:
    """Copy the package, do there what the page says, and return the variables that make Python use it."""
    for name in ("analysis", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.write_text(_merged(path.read_text("utf-8"), block) if path.exists() else block, "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def _merged(code: str, block: str) -> str:
    """The lines of a block in a file: an assignment replaces the old one, an import joins the others."""
    for line in filter(None, block.splitlines()):
        name = line.partition(":")[0]
        if line.startswith("from "):
            code = code.replace("from analysis.base.layers", f"{line}\nfrom analysis.base.layers", 1)
        else:
            code, changed = re.subn(rf"^{name}: Final = \(.*?\)$", line, code, flags=re.MULTILINE | re.DOTALL)
            assert changed == 1, line
    return code
