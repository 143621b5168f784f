"""What a result was made from: digests of lexicons and models, versions of the software."""

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from typing import Any, Final

from analysis import __version__
from analysis.lexicon import LEXICONS, load_lexicon

DIGITS: Final = 12
"""Length of a shortened digest."""

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


def lexicon_digests() -> dict[str, str]:
    """Short digest of each lexicon that ships with the package."""
    folder = resources.files("analysis") / "lexicons"
    return {
        name: load_lexicon(name).digest[:DIGITS] for name in LEXICONS if (folder / f"{name}.toml").is_file()
    }


def model_digests() -> dict[str, str]:
    """Short digest of each trained model that ships with the package; its card is no part of it."""
    files = sorted((resources.files("analysis") / "models").iterdir(), key=lambda file: file.name)
    return {
        file.name.partition(".")[0]: hashlib.sha256(file.read_bytes()).hexdigest()[:DIGITS]
        for file in files
        if file.is_file() and not file.name.endswith((".md", ".py"))
    }


def versions() -> dict[str, str]:
    """Versions of the suite, of Python (major.minor) and of the libraries that make numbers and pictures."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"hedgerow": __version__, "python": python} | {name: metadata.version(name) for name in LIBRARIES}
