"""The code as a house: short functions with few parameters, and file names that say which file is meant."""

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
    "cli.annotate": "one line for each option, and the words of its help",
    "exchange.commands.import_": "one line for each option",
    "displays.document.show_document": "to be cut",
    "statements.features.content_features": "becomes a table of templates",
    "workbench.bench.open_bench": "becomes one of the corpus object",
    "writing.annotate_files.annotate_to_file": "to be cut",
    "corpus.read_corpus": "says what each of its options is",
}
"""Functions that are longer."""
MORE = {
    "corpus.read_corpus": "the options of a corpus, by keyword",
    "explorer.session.Session.decide": "becomes one of messages",
    "training.chains._fit": "to be cut",
    "workbench.bench.open_bench": "becomes one of the corpus object",
    "writing.annotate_files.annotate_to_file": "to be cut",
    "writing.parts.annotate_to_parts": "to be cut",
}
"""Functions with more parameters."""
SAME = {
    *("agreement", "boosters", "changes", "clauses", "commands", "conditionals", "dispersion", "figures"),
    *("finite_verbs", "hedges", "kwic", "labels", "modals", "names", "places", "senses", "spans"),
    *("accuracy", "beside", "formats", "specification", "stored", "tables", "word_classes", "words"),
}
"""File names that are there more than once; the others are one file's, so that each is found by its name."""


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


def test_a_file_is_found_by_its_name():
    names = [path.stem for path in PACKAGE.rglob("*.py") if path.stem != "__init__"]
    twice = {name for name in names if names.count(name) > 1}
    assert twice <= SAME, "two files with one name: which is meant?"


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
