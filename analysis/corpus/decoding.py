"""Bytes -> characters, exactly: line ends, ligatures and composed letters stay as they are.

Offsets count the decoded characters. A byte order mark is no part of the text. Without one the text
is UTF-8; single bytes that are not UTF-8 are read as Windows-1252, of which Latin-1 is a part, so that
old and mixed files keep all their letters. Only a text that consists largely of such bytes (not
English, then) is left to charset-normalizer. Lone surrogates become U+FFFD.
"""

import codecs
import io
import re

from analysis.corpus.reading import CorpusFile, UnreadableError
from analysis.errors import CorpusError

HEAD = 8192
"""Bytes looked at (about) to tell text from binary data in a file that is read piece by piece."""
_SAMPLE = 65_536
_MOSTLY = 0.4
"""Share of bytes outside UTF-8 above which the text is taken for another alphabet."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = "binary data (NUL bytes), not text; save it as plain text in UTF-8, or give its encoding"
_SURROGATE = re.compile("[\ud800-\udfff]")


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_ESCAPED = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}
"""What Python's `surrogateescape` made of a byte -> the character of Windows-1252."""


def check_encoding(encoding: str) -> None:
    """Raise CorpusError unless Python knows the encoding."""
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise CorpusError(
            f"unknown encoding {encoding!r}; known are for example utf-8, utf-16, cp1252, mac_roman, latin-1"
        ) from error


def decode(data: bytes, where: str, encoding: str | None = None) -> tuple[str, str]:
    """Return (text, encoding) of the bytes of a text file; `where` is named in errors.

    >>> decode("naïve".encode("cp1252"), "a.txt")
    ('naïve', 'cp1252')
    """
    encoding = _choose(data, encoding)
    if encoding.startswith("utf-8") and b"\0" in data:
        raise UnreadableError(where, _BINARY)
    try:
        return data.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            raise UnreadableError(where, f"not valid {encoding} at byte {error.start}") from error
    return _decode_other(data)


def _choose(head: bytes, encoding: str | None) -> str:
    """The encoding that is given or else marked; one that is marked as well is read without its mark."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    wanted = codecs.lookup(encoding).name if encoding else marked or "utf-8"
    return marked if marked and wanted.startswith(marked.removesuffix("-sig")) else wanted


def _decode_other(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_SURROGATE.findall(text))
    if strays > _MOSTLY * len(data) and (guessed := _guess(data)):
        return data.decode(guessed, "replace"), guessed
    pure = strays == sum(not char.isascii() for char in text)
    return text.translate(_ESCAPED), "cp1252" if pure else "utf-8 with cp1252"


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def open_text(file: CorpusFile, encoding: str | None, newline: str) -> io.TextIOWrapper:
    """A file as a stream of characters; `mend` each piece of text that is taken from it."""
    stream = file.open()
    head = stream.peek(HEAD)
    encoding = _choose(head, encoding)
    if encoding.startswith("utf-8") and b"\0" in head:
        stream.close()
        raise UnreadableError(file.path, _BINARY)
    return io.TextIOWrapper(stream, encoding, "surrogateescape", newline)


def mend(text: str) -> tuple[str, bool]:
    """Return (text, changed): bytes that were not UTF-8 as Windows-1252, lone surrogates as U+FFFD."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, False
    return _SURROGATE.sub("\ufffd", text.translate(_ESCAPED)), True
