"""Packed files as plain streams of bytes: gzip by the standard library, Zstandard by pyarrow."""

import gzip
import io
from typing import cast

from analysis.corpus.reading import Opener, Stream

PACKED = (".gz", ".zst")


class _Unzipped(gzip.GzipFile):
    """A packed stream that closes what it reads from."""

    def __init__(self, packed: Stream) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


def unpacked(open: Opener, suffix: str) -> Stream:
    """Open a file that is packed as its suffix (one of `PACKED`) says."""
    if suffix == ".gz":
        return cast(Stream, _Unzipped(open()))
    import pyarrow as pa

    return io.BufferedReader(pa.CompressedInputStream(open(), "zstd"))
