"""The token table of texts in memory, kept between runs beside their annotations.

Made anew it takes seconds for a large corpus; read again, a fraction of one. It is found by the digest of the
texts, of who says what in them, and of the package. The last few are kept.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from analysis.annotation.cache import TOKENS, cache_folder
from analysis.base.digests import digest_package, digest_value
from analysis.base.errors import HedgerowError
from analysis.base.records import Annotation
from analysis.measure.search.token_files import read_tokens, write_tokens
from analysis.measure.search.token_rows import token_table
from analysis.measure.search.token_table import TokenTable

SMALL: Final = 50_000
"""Words up to which a table is made sooner than it is looked for."""
MOST: Final = 12
"""Tables that are kept."""


def tokens_of(annotations: Sequence[Annotation], *, tagged: bool = False) -> TokenTable:
    """The tokens of some texts (`token_rows.token_table`), from the cache where they are there."""
    folder = cache_folder()
    if folder is None or sum(one.words for one in annotations) <= SMALL:
        return token_table(annotations, tagged=tagged)
    path = folder / TOKENS / f"{_key(annotations)}{'-tagged' if tagged else ''}.parquet"
    with suppress(HedgerowError, OSError):
        if path.is_file():
            return read_tokens(path)
    table = token_table(annotations, tagged=tagged)
    with suppress(HedgerowError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_tokens(table, path)
        _drop(path.parent)
    return table


def _key(annotations: Sequence[Annotation]) -> str:
    """The digest of all that a table is made from."""
    said = [
        [
            *(one.document.id, one.document.text, one.document.body_start, one.excluded),
            [[statement.spans, statement.speaker, statement.kind] for statement in one.statements],
        ]
        for one in annotations
    ]
    return digest_value([digest_package(), said])


def _drop(folder: Path) -> None:
    """Remove all but the newest tables."""
    newest = sorted(folder.glob("*.parquet"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest[MOST:]:
        path.unlink(missing_ok=True)
