"""An executed notebook without clock, machine and user: the same run gives the same bytes."""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_CELL_FILE = re.compile(r"[\w/\\.:~-]{0,80}[/\\]ipykernel_\d+[/\\]\d+\.py")
_NOISE = re.compile(
    r"^(?:mkdir -p failed for path .*|.*Matplotlib (?:is building the font|created a temporary) cache.*)\n?",
    re.M,
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def portable_notebook(
    content: bytes, work: Path, parameters: Mapping[str, Any], assignments: Sequence[str]
) -> bytes:
    """The bytes of an executed notebook, made portable.

    `work` is the folder it ran in; `parameters` are those that it is to name, `assignments` the lines
    of the cell that sets them.
    """
    notebook = json.loads(content)
    scrub = Scrub(work)
    notebook["metadata"]["papermill"] = {"parameters": dict(parameters)}
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        for clock in ("papermill", "execution"):
            cell["metadata"].pop(clock, None)
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            cell |= {"id": "injected-parameters", "source": list(assignments)}
        outputs = (_portable(output, scrub) for output in cell.get("outputs", ()))
        cell["outputs"] = [output for output in outputs if output.get("text") not in ([], "")]
        if cell["cell_type"] != "code":
            del cell["outputs"]
    _name_cells(notebook["cells"])
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _name_cells(cells: list[dict[str, Any]]) -> None:
    """papermill's marks of an error are cells with a random name."""
    for number, cell in enumerate(cells):
        if "papermill-error-cell-tag" in cell["metadata"].get("tags", ()):
            cell["id"] = f"error-{number}"


def _portable(output: dict[str, Any], scrub: Callable[[str], str]) -> dict[str, Any]:
    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return scrub("".join(value)).splitlines(keepends=True)
        return scrub(value) if isinstance(value, str) else value

    kept: dict[str, Any] = {key: clean(output[key]) for key in ("text", "evalue") if key in output}
    if "traceback" in output:
        kept["traceback"] = [scrub(line) for line in output["traceback"]]
    if "data" in output:
        kept["data"] = {
            kind: clean(value) if kind.startswith("text/") else value
            for kind, value in output["data"].items()
        }
    return output | kept


class Scrub:
    """Takes paths of this machine, addresses in memory and notes about its caches out of a text.

    Pictures inside a page are long runs of letters and slashes, so a path counts only where it begins
    and ends like one, and no pattern may look far ahead from every character.
    """

    def __init__(self, work: Path) -> None:
        self._names = _places(work)
        paths = "|".join(re.escape(path) for path in self._names)
        self._paths = re.compile(rf"({_COLOUR.pattern}|(?<=://)|(?<![\w+/.]))({paths})(?![\w+=-])")

    def __call__(self, text: str) -> str:
        text = self._paths.sub(lambda match: match[1] + self._names[match[2]], text)
        if "ipykernel_" in text:
            text = _CELL_FILE.sub("<cell>", text)
        return _NOISE.sub("", _ADDRESS.sub("", text))


def _places(work: Path) -> dict[str, str]:
    """Paths of this machine and what stands for them, longest first."""
    home = Path.home()
    named = {
        str(work.resolve()): ".",
        str(work): ".",
        str(Path(__file__).resolve().parents[3]): "hedgerow",
        sys.prefix: "python",
        sys.base_prefix: "python",
        str(Path(tempfile.gettempdir()).resolve()): "tmp",
    }
    if len(home.parts) > 1:
        named[str(home)] = "~"
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))
