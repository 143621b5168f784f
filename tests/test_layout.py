"""The layout: imports go one way, no cycle, a name is one file, heavy libraries enter at one place."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis

PACKAGE = Path(analysis.__file__).parent
ORDER = ("base", "language", "corpus", "annotation", "measure", "review", "show", "study", "cli", "training")

# Folders within a folder, each followed by those that may import it.
WITHIN = {
    "annotation": ("cleaning", "statements", "marks", "notes", "writing"),
    "measure": ("formulas", "store", "statistics", "search"),
    "review": ("decisions", "sampling", "exchange"),
    "study": ("provenance", "workbench", "runs", "explorer"),
}
HOME = {
    "anywidget": "study/explorer",
    "bcql_py": "measure/search/query.py",
    "distributed": "annotation/writing/cluster.py",
    "duckdb": "measure/store/database.py",
    "lxml": "corpus/pages.py",
    "mammoth": "corpus/word.py",
    "matplotlib": ("show/plots", "study/provenance/figure_files.py"),
    "onnx": "training/careful",
    "onnxruntime": ("annotation/statements/careful/encoder.py", "training/careful"),
    "nbclient": "study/runs",
    "nbconvert": "study/runs",
    "openpyxl": "corpus",
    "papermill": "study/runs/execution.py",
    "py3langid": "annotation/notes/language.py",
    "rapidfuzz": "measure/alignment/locating.py",
    "scipy": ("measure", "training"),
    "seaborn": "show/plots",
    "simplemma": "language/dictionary_lemmas.py",
    "sklearn": "training",
    "statsmodels": "measure/formulas",
    "striprtf": "corpus/rich.py",
    "torch": "training/careful",
}


def module_of(path: Path) -> str:
    return ".".join(("analysis", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    """What a file imports anywhere in it, for type checking as well; a module where a module is meant."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in MODULES else node.module for name in names)


IMPORTS = {
    module: {name for name in imported(path) if name in MODULES and name != module}
    for module, path in MODULES.items()
    if module != "analysis"  # names of the public surface, fetched when they are used
}


def rank(module: str) -> tuple[int, int]:
    """Where a module stands in `ORDER` and in its folder; -1 for files of no inner folder, which see all."""
    _, folder, *rest = module.split(".")
    inner = WITHIN.get(folder, ())
    return ORDER.index(folder), inner.index(rest[0]) if rest and rest[0] in inner else -1


def test_every_folder_has_its_place():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders == set(ORDER)


@pytest.mark.parametrize("module", IMPORTS)
def test_imports_go_one_way(module):
    folder, inner = rank(module)
    for other in IMPORTS[module] - {"analysis"}:
        there, within = rank(other)
        assert there <= folder, f"{module} imports {other}"
        if there == folder and -1 not in (inner, within):
            assert within <= inner, f"{module} imports {other}"


def test_no_cycle():
    open_, done = [], set()

    def visit(module: str) -> None:
        assert module not in open_, " -> ".join([*open_[open_.index(module) :], module])
        if module in done:
            return
        open_.append(module)
        for other in sorted(IMPORTS.get(module, ())):
            visit(other)
        done.add(open_.pop())

    for module in IMPORTS:
        visit(module)


def test_a_name_is_one_file():
    names = Counter(path.name for path in MODULES.values() if path.name not in ("__init__.py", "__main__.py"))
    assert not [name for name, files in names.items() if files > 1]


def test_every_file_says_what_it_is():
    assert not [
        module
        for module, path in MODULES.items()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]


@pytest.mark.parametrize("library", HOME)
def test_heavy_libraries_enter_at_one_place(library):
    homes = (HOME[library],) if isinstance(HOME[library], str) else HOME[library]
    users = defaultdict(set)
    for path in MODULES.values():
        for name in imported(path):
            users[name.split(".")[0]].add(path.relative_to(PACKAGE).as_posix())
    assert users[library]
    assert not [user for user in users[library] if not user.startswith(homes)]
