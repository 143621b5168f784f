"""Lists of words that stand in code: four or more literal words in a row, in a collection or in a pattern."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[ ][^\W\d_][^\W\d_'’.-]*)*")
_ALTERNATIVES = re.compile(r"(?:[^\W\d_]+(?:\\?[ .'?][^\W\d_]*)*\|){3,}[^\W\d_]+")
_IN_LINE = re.compile(r"(?:[^\W\d_]+\s+){3,}[^\W\d_]+\s*")
LEAST = 4


def lists_in(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the words of each list in a file of code; nothing of what only says something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) for part in _no_lists(node)}
    for node in ast.walk(tree):
        if id(node) in inside:
            continue
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            words = [part.value for part in node.elts if _is_word(part)]
        elif isinstance(node, ast.Dict):
            words = [key.value for key in node.keys if key is not None and _is_word(key)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = [found for match in _ALTERNATIVES.finditer(node.value) for found in match[0].split("|")]
        elif isinstance(node, ast.Call) and _is_split(node.func):
            words = node.func.value.value.split()
        else:
            continue
        if len(words) >= LEAST:
            yield node.lineno, " ".join(words)


def _is_word(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _WORD.fullmatch(node.value.strip()) is not None
    )


def _is_split(function: ast.AST) -> bool:
    """Whether a function is `"...".split` of a text of words."""
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "split"
        and isinstance(function.value, ast.Constant)
        and isinstance(function.value.value, str)
        and _IN_LINE.fullmatch(function.value.value.strip()) is not None
    )


def _no_lists(node: ast.AST) -> Iterator[ast.AST]:
    """Annotations, names that a module exports, documentation: no lists of words, whatever they hold."""
    if isinstance(node, ast.AnnAssign):
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.Subscript):
        yield from ast.walk(node.slice)  # Literal["..."]
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
        yield from ast.walk(node.value)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Raise):
        yield from ast.walk(node)
