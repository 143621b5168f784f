"""The code as a house: short functions with few parameters."""

import ast
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
LONGEST = 50
"""Lines of a function."""
MOST = 7
"""Parameters of a function, but for a command: it has one for each of its options."""
LONGER = {
    "cli.command_line.annotate": "one line for each option, and the words of its help",
    "cli.exchange_commands.import_": "one line for each option",
    "show.displays.document.show_document": "to be cut",
    "annotation.statements.features.content_features": "becomes a table of templates",
    "study.workbench.bench.open_bench": "becomes one of the corpus object",
    "annotation.writing.annotate_files.annotate_to_file": "to be cut",
    "corpus.read_corpus": "says what each of its options is",
}
"""Functions that are longer."""
MORE = {
    "corpus.read_corpus": "the options of a corpus, by keyword",
    "study.explorer.session.Session.decide": "becomes one of messages",
    "training.chains._fit": "to be cut",
    "study.workbench.bench.open_bench": "becomes one of the corpus object",
    "annotation.writing.annotate_files.annotate_to_file": "to be cut",
    "annotation.writing.parquet_parts.annotate_to_parts": "to be cut",
}
"""Functions with more parameters."""


def functions(node: ast.AST, name: str):
    """The functions below a node with their whole names, those of classes included."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}.{child.name}", child
            yield from functions(child, f"{name}.{child.name}")
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, f"{name}.{child.name}")
        elif not isinstance(child, ast.expr):
            yield from functions(child, name)


def all_functions():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        for name, function in functions(ast.parse(path.read_text(encoding="utf-8")), module):
            yield name.lstrip("."), function


FUNCTIONS = list(all_functions())


def lines(function) -> int:
    return function.end_lineno - function.lineno + 1


def parameters(function) -> int:
    """How many parameters, without the object itself; one for all that a star takes."""
    asked = function.args
    named = [*asked.posonlyargs, *asked.args, *asked.kwonlyargs]
    named = [one for one in named if one.arg not in ("self", "cls")]
    return len(named) + (asked.vararg is not None) + (asked.kwarg is not None)


def is_command(function) -> bool:
    return any("command(" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_functions_are_short():
    long = {name for name, function in FUNCTIONS if lines(function) > LONGEST}
    assert long <= LONGER.keys(), f"a function has at most {LONGEST} lines"


def test_functions_have_few_parameters():
    many = {name for name, one in FUNCTIONS if parameters(one) > MOST and not is_command(one)}
    assert many <= MORE.keys(), f"a function has at most {MOST} parameters; a record holds more"


def test_most_functions_are_a_few_lines():
    lengths = sorted(lines(function) for _, function in FUNCTIONS)
    assert lengths[len(lengths) // 2] < 10


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("def f(a, /, b, *, c): ...", 3),
        ("def f(self, a): ...", 1),
        ("def f(*a, **b): ...", 2),
        ("async def f(): ...", 0),
    ],
)
def test_parameters_are_counted(code, count):
    ((_, function),) = functions(ast.parse(code), "module")
    assert parameters(function) == count
