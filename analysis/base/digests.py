"""SHA-256 digests of what a result depends on: files, folders, the package itself, its libraries."""

import hashlib
import json
import os
import platform
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
BROUGHT_ALONG = ("notebooks", "studies", "seeds", "texts", "benchmarks")
"""Folders of the checkout that an installed package holds, and that are no part of its code."""
LIBRARIES = (
    "matplotlib",
    "nltk",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "scipy",
    "seaborn",
    "statsmodels",
)
"""Libraries whose version can change a number or a picture."""


def digest_bytes(content: bytes) -> str:
    """Hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_value(value: Any) -> str:
    """Digest of a value made of plain literals; the order of keys does not matter."""
    return digest_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def digest_file(path: Path) -> str:
    """Digest of the bytes of one file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_path(path: Path) -> str:
    """Digest of a file, or of all files of a folder with their names; hidden files do not count."""
    if path.is_file():
        return digest_file(path)
    return digest_value({name: digest_file(path / name) for name in files_below(path)})


def files_below(folder: Path, without: Collection[str] = ()) -> list[str]:
    """The files of a folder and its subfolders as relative POSIX paths in order; no hidden ones.

    `without` names files and subfolders, wherever they are, that are passed over.
    """
    return sorted(_below(folder, "", without))


def _below(folder: str | Path, start: str, without: Collection[str]) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in without:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{start}{entry.name}/", without)
            elif entry.is_file():
                yield start + entry.name


@cache
def digest_package() -> str:
    """Digest of all that the package computes with: its code, lexicons and models."""
    no_code = ("__pycache__", "training", *BROUGHT_ALONG)
    return digest_value(
        {name: digest_bytes((PACKAGE / name).read_bytes()) for name in files_below(PACKAGE, no_code)}
    )


@cache
def installed() -> dict[str, str]:
    """Versions of Hedgerow, Python and the libraries that can change a result."""
    from importlib import metadata

    from analysis import __version__

    own = {"hedgerow": __version__, "python": platform.python_version()}
    return own | {name: metadata.version(name) for name in LIBRARIES}
