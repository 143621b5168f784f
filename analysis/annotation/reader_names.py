"""The readers of statements by name: *fast*, which is always there, and *careful*, which is an extra."""

from importlib.util import find_spec
from typing import Final

from analysis.base.errors import ReaderError, did_you_mean

FAST: Final = "fast"
CAREFUL: Final = "careful"
READERS: Final = (FAST, CAREFUL)


def checked_reader(name: str) -> str:
    """The name of a reader; ReaderError if there is no such one, or if what it needs is not installed."""
    if name not in READERS:
        raise ReaderError(f"reader: there is none of the name {name!r}{did_you_mean(name, READERS)}")
    if name == CAREFUL and find_spec("onnxruntime") is None:
        raise ReaderError(
            "the reader 'careful' needs onnxruntime, which is not installed; "
            "add it with: pip install 'hedgerow[careful]', or take the reader 'fast'"
        )
    return name


def named(reader: str) -> dict[str, str]:
    """What records say of the reader: nothing of the fast one, which they need not name."""
    return {} if reader in ("", FAST) else {"reader": reader}
