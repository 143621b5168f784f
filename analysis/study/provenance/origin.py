"""What a result was made from: digests of lexicons and models, versions of the software."""

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from analysis import __version__
from analysis.annotation.reader_names import CAREFUL, FAST
from analysis.base.digests import PACKAGE, digest_file, digest_value, files_below

DIGITS: Final = 12
"""Length of a shortened digest."""
CITED_OF_CORPUS: Final = ("name", "words", "digest", "decisions")
"""What of the record of a corpus a citation says."""
ABOUT: Final = "about"
"""The key of a passport under which title, caption, alternative text and corpus stand, as JSON."""

LIBRARIES: Final = ("matplotlib", "numpy", "pandas", "scipy", "seaborn")


@dataclass(frozen=True)
class Origin:
    """Everything that decides a result; the fields are keys of a figure's JSON record."""

    notebook: str
    parameters: Mapping[str, Any]
    corpus: Mapping[str, Any]
    lexicons: Mapping[str, str]
    models: Mapping[str, str]
    versions: Mapping[str, str]
    seed: int
    denominator: str

    @property
    def run(self) -> str:
        """Name of the run of a notebook: a short digest of all of the above.

        The same in a study, with plain papermill and in `hedgerow verify`.
        """
        return digest_value(asdict(self))[:DIGITS]


def lexicon_digests() -> dict[str, str]:
    """Short digest of each lexicon that ships with the package."""
    folder = PACKAGE / "lexicons"
    return {
        name.removesuffix(".toml"): digest_file(folder / name)[:DIGITS]
        for name in files_below(folder, ["copies"])
    }


def model_digests(reader: str = FAST) -> dict[str, str]:
    """Short digest of each trained model that a reader uses; the card of a model is no part of it."""
    folder = PACKAGE / "models"
    without = [] if reader == CAREFUL else [CAREFUL]
    names = (name for name in files_below(folder, without) if not name.endswith((".md", ".py", ".pyc")))
    files = (folder / name for name in names)
    return {_model_name(file.relative_to(folder)): digest_file(file)[:DIGITS] for file in files}


def _model_name(file: Path) -> str:
    """`statements/cues.json.gz` is the model `statements/cues`."""
    return file.with_name(file.name.partition(".")[0]).as_posix()


def versions(reader: str = FAST) -> dict[str, str]:
    """Versions of the suite, of Python (major.minor) and of the libraries that make numbers and pictures."""
    libraries = (*LIBRARIES, "onnxruntime") if reader == CAREFUL else LIBRARIES
    python = ".".join(platform.python_version_tuple()[:2])
    return {"hedgerow": __version__, "python": python} | {name: metadata.version(name) for name in libraries}
