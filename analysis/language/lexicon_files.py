"""The TOML files of `lexicons/`, which are read at every start.

Reading TOML takes long, so each file has a copy as JSON in `lexicons/copies/`, thirty times as fast. A copy
says of which bytes it was made; one of other bytes is passed over, so that a change of the TOML file counts
at once. `python -m analysis.training.lexicon_copies` makes them anew.
"""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from analysis.base.errors import LexiconError

FOLDER = Path(__file__).parents[1] / "lexicons"
COPIES = FOLDER / "copies"


class Tables(NamedTuple):
    """What a file holds, and the digest of its bytes."""

    tables: dict[str, Any]
    digest: str


def read_tables(name: str) -> Tables:
    """The file `name` that ships with the package.

    >>> sorted(read_tables("names").tables["sources"])
    ['own']
    """
    content = (FOLDER / f"{name}.toml").read_bytes()
    copy = COPIES / f"{name}.json"
    digest = hashlib.sha256(content).hexdigest()
    if copy.is_file():
        known = json.loads(copy.read_bytes())
        if known["digest"] == digest:
            return Tables(known["tables"], digest)
    return parse_tables(content, f"{name}.toml")


def parse_tables(content: bytes, filename: str) -> Tables:
    """The tables in some bytes; LexiconError, which names the file, for what is no TOML."""
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{filename}: not valid TOML in UTF-8: {error}") from error
    return Tables(tables, hashlib.sha256(content).hexdigest())


def copied(tables: Tables) -> str:
    """The text of a copy."""
    return json.dumps({"digest": tables.digest, "tables": tables.tables}, ensure_ascii=False) + "\n"
