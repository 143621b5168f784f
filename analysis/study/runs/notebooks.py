"""A notebook file -> what a run has to know about it: its question, its parameters, its outputs.

The file is read as the JSON it is; no kernel is started and no notebook library is loaded.
Parameters are the plain literals of the cell tagged `parameters`, each with its comment:

    corpus = "seeds"      # a file or a folder
    per: float = 1000     # rates are given per so many words

The type of a parameter is its annotation or else the type of its default.
"""

import ast
import hashlib
import io
import json
import re
import textwrap
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.base.digests import PACKAGE
from analysis.base.errors import StudyError, did_you_mean
from analysis.corpus.paths import exists, in_short

_EMPHASIS = re.compile(r"([*`]+)(\S(?:[^*`]*\S)?)\1")
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
SHIPPED = next(
    (folder for folder in (PACKAGE / "notebooks", PACKAGE.parent / "notebooks") if folder.is_dir()),
    PACKAGE / "notebooks",
)
"""The notebooks of the suite: inside an installed package, else those of the checkout around it."""
LARGEST = 32_000_000
"""Bytes of a notebook: one that was run holds its pictures."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One assignment of the parameters cell; `kind` is written like a type: `list[str]`, `int | None`."""

    name: str
    default: Any
    kind: str
    comment: str


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook before it is run.

    `outputs` are the figures that its metadata declare (`"hedgerow": {"outputs": [...]}`);
    `digest` covers all cells and that declaration, but no stored output.
    """

    path: Path
    title: str
    question: str
    parameters: Mapping[str, Parameter]
    outputs: tuple[str, ...]
    digest: str

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return self.path.stem


def find_notebook(name: str, near: Path) -> Path:
    """The file of a notebook given by name or by path, seen from the folder `near`.

    A bare name is looked up in the nearest `notebooks` folder at or above `near`, then among the
    notebooks of the suite. Raises `StudyError` with the nearest name where there is none.
    """
    path = near / name
    if path.suffix == ".ipynb" and exists(path) and path.is_file():
        return path.resolve()
    known = _known(near)
    stem = name.removesuffix(".ipynb")
    if stem not in known:
        raise StudyError(f"no notebook {in_short(name)!r}{did_you_mean(stem[:80], known)}")
    return known[stem]


def shipped_notebook(name: str) -> Path | None:
    """The notebook of the suite with this bare name, from the suite's own folder; None for any other name.

    What somebody else wrote may say which notebook is to be run; a path, or a name that only a folder
    somewhere else knows, is nothing that it may choose.

    >>> shipped_notebook("../03_hedging"), shipped_notebook("/elsewhere/evil.ipynb")
    (None, None)
    """
    path = SHIPPED / f"{name}.ipynb"
    return path if _BARE.fullmatch(name) and exists(path) and path.is_file() else None


def known_notebooks(near: str | Path) -> list[Notebook]:
    """All notebooks that can be given by a bare name, seen from the folder `near`, in order of name."""
    known = _known(Path(near))
    return [read_notebook(known[name]) for name in sorted(known)]


def describe(notebook: Notebook) -> str:
    """Name, title, question and parameters (default, comment) of a notebook, for a terminal."""
    lines = [f"{notebook.name}: {notebook.title}"]
    lines += textwrap.wrap(notebook.question, 100, initial_indent="  ", subsequent_indent="  ")
    shown = [(f"{one.name} = {one.default!r}", one.comment) for one in notebook.parameters.values()]
    width = min(40, max((len(text) for text, _ in shown), default=0))
    lines += [f"    {text:<{width}}  {comment}".rstrip() for text, comment in shown]
    return "\n".join(lines) + "\n"


def _known(near: Path) -> dict[str, Path]:
    return {path.stem: path for folder in reversed(_folders(near)) for path in _notebooks_in(folder)}


def _folders(near: Path) -> list[Path]:
    here = near.resolve()
    above = (folder / "notebooks" for folder in (here, *here.parents))
    return [*[folder for folder in above if folder.is_dir()][:1], SHIPPED]


def _notebooks_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.ipynb")) if not path.name.startswith("."))


def read_notebook(path: str | Path) -> Notebook:
    """Read one notebook file; `StudyError` where it is not a notebook or its parameters are no literals."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise StudyError(f"{path}: too large for a notebook ({LARGEST:,} bytes at most)")
        raw = json.loads(path.read_bytes())
        cells = [(cell["cell_type"], "".join(cell["source"]), _tags(cell)) for cell in raw["cells"]]
        outputs = _outputs(raw)
    except OSError as error:
        raise StudyError(f"{path}: cannot be read ({error.strerror}); give the path of a notebook") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StudyError(f"{path}: not a Jupyter notebook (format 4, JSON in UTF-8)") from error
    title, question = _heading(cells)
    return Notebook(
        path=path,
        title=title or path.stem,
        question=question,
        parameters={parameter.name: parameter for parameter in _parameters(cells, path)},
        outputs=outputs,
        digest=hashlib.sha256(json.dumps([cells, outputs]).encode()).hexdigest(),
    )


def _outputs(raw: Mapping[str, Any]) -> tuple[str, ...]:
    outputs: Any = raw.get("metadata", {}).get("hedgerow", {}).get("outputs", ())
    if not all(isinstance(name, str) for name in outputs):
        raise TypeError(outputs)
    return tuple(outputs)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))


def _heading(cells: list[tuple[str, str, list[str]]]) -> tuple[str, str]:
    """Title and first paragraph of the first prose cell, as plain text."""
    prose = next((source for kind, source, _ in cells if kind == "markdown"), "")
    blocks = [block.strip() for block in prose.strip().split("\n\n") if block.strip()]
    title = blocks.pop(0).lstrip("# ").strip() if blocks and blocks[0].startswith("#") else ""
    return title, _EMPHASIS.sub(r"\2", " ".join(blocks[0].split())) if blocks else ""


def _parameters(cells: list[tuple[str, str, list[str]]], path: Path) -> Iterator[Parameter]:
    source = next((source for kind, source, tags in cells if kind == "code" and "parameters" in tags), "")
    try:
        comments = _comments(source)
        for statement in ast.parse(source).body:
            yield from _assignment(statement, comments)
    except (SyntaxError, ValueError, TypeError, tokenize.TokenError, RecursionError, MemoryError) as error:
        raise StudyError(
            f"{path}: the parameters cell may hold only assignments of plain literals, such as per = 1000"
        ) from error


def _assignment(statement: ast.stmt, comments: Mapping[int, str]) -> Iterator[Parameter]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            kind = ""
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
            kind = ast.unparse(annotation)
        case ast.Expr(value=ast.Constant()):  # a docstring
            return
        case _:
            raise ValueError(ast.unparse(statement))
    default = ast.literal_eval(value)
    comment = comments.get(statement.end_lineno or 0) or comments.get(-statement.lineno, "")
    yield Parameter(name, default, kind or kind_of(default), comment)


def _comments(source: str) -> dict[int, str]:
    """Comments by line; a comment on lines of its own belongs to the line below, under its negative."""
    comments: dict[int, str] = {}
    above: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        line, text = token.start[0], token.string.lstrip("#").strip()
        if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip():
            above.append(text)
        elif token.type == tokenize.COMMENT:
            comments[line] = text
        elif token.type not in (tokenize.NL, tokenize.NEWLINE) and above:
            comments[-line] = " ".join(above)
            above = []
        elif token.type == tokenize.NL and not token.line.strip():
            above = []
    return comments


def kind_of(value: Any) -> str:
    """The kind of a literal, as it would be written as a type.

    >>> kind_of(["a"]), kind_of([1, 2.5]), kind_of(True), kind_of(None)
    ('list[str]', 'list[float]', 'bool', 'any')
    """
    if value is None:
        return "any"
    if not isinstance(value, list | tuple):
        return type(value).__name__
    kinds = {kind_of(item) for item in value}
    if kinds == {"int", "float"}:
        return "list[float]"
    return f"list[{kinds.pop()}]" if len(kinds) == 1 else "list"


def fits(value: Any, kind: str) -> bool:
    """Whether a value may stand where `kind` is wanted; whole numbers are floats, truth values no numbers.

    >>> fits(1000, "float"), fits(True, "int"), fits("x", "int | None"), fits(["x"], "list[str]")
    (True, False, False, True)
    """
    match kind.strip():
        case "any" | "Any":
            return True
        case "None":
            return value is None
        case "float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "str" | "bool" | "dict" as name:
            return isinstance(value, {"str": str, "bool": bool, "dict": dict}[name])
        case "list" | "tuple":
            return isinstance(value, list | tuple)
        case listed if listed.startswith("list[") and "] |" not in listed and " or " not in listed:
            return isinstance(value, list | tuple) and all(fits(item, listed[5:-1]) for item in value)
        case joined if " or " in joined or "|" in joined:
            return any(fits(value, part) for part in re.split(r"\||\bor\b", joined))
        case mapping if mapping.startswith("dict["):
            return isinstance(value, dict)
        case _:  # an annotation that only Python understands
            return True


def check_parameters(notebook: Notebook, parameters: Mapping[str, Any]) -> None:
    """Raise `StudyError` for a parameter that the notebook does not have or that has the wrong type."""
    for name, value in parameters.items():
        known = notebook.parameters.get(name)
        if known is None:
            raise StudyError(
                f"{notebook.name} has no parameter {name!r}{did_you_mean(name, notebook.parameters)}"
            )
        if not fits(value, known.kind):
            raise StudyError(
                f"{notebook.name}: {name} = {value!r} is {kind_of(value)}; "
                f"it must be {known.kind}, such as {known.default!r}"
            )
