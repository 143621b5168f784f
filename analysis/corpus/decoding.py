"""Bytes -> characters, exactly: line ends, ligatures and composed letters stay as they are.

Offsets count the decoded characters. A byte order mark is no part of the text. Without one the text
is UTF-8; single bytes that are not UTF-8 are read as Windows-1252, of which Latin-1 is a part, so that
old and mixed files keep all their letters. Only a text that consists largely of such bytes (not
English, then) is left to charset-normalizer. Text whose every other byte is zero is UTF-16 without
its mark. Lone surrogates become U+FFFD.
"""

import codecs

from analysis.base.errors import CorpusError
from analysis.corpus.refusals import UnreadableError
from analysis.language.regex import regex

HEAD = 8192
"""Bytes looked at (about) to tell text from binary data in a file that is read piece by piece."""
_SAMPLE = 65_536
_MOSTLY = 0.4
"""Share of bytes outside UTF-8 above which the text is taken for another alphabet."""

_WIDE = 0.7
"""Share of zeros among every other byte of text in UTF-16."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = "binary data (NUL bytes), not text; save it as plain text in UTF-8, or give its encoding"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
"""Bytes that no text has, but for a few left by old programs."""
_FEW = 0.05
"""Share of such bytes above which the data are no text, of as many as tell."""
_TELLING = 256
_KINDS = (
    (b"%PDF-", "a PDF file by its content; give it the suffix .pdf"),
    (b"PK\3\4", "a zip archive or an office file by its content; give it the suffix of its kind"),
    (b"\x1f\x8b", "a packed file by its content; give it the suffix .gz behind that of its format"),
    (b"\x28\xb5\x2f\xfd", "a packed file by its content; give it the suffix .zst behind that of its format"),
    (b"PAR1", "a Parquet file by its content; give it the suffix .parquet"),
    (b"\xd0\xcf\x11\xe0", "an office file that is locked or older than 2007; save it as .docx or .xlsx"),
)
"""What files begin with that can be read under another name, or saved in another way."""
_NOT_TEXT = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
_TWICE = regex(
    "\u00e2\u20ac[\x9d\u00a6\u0153\u02dc\u201c\u201d\u2122]"
    "|\u00c3[\u00a0-\u00bf\u0192\u2018-\u2026]|\u00c2[\u00a0-\u00bf]"
)
"""UTF-8 that was decoded as Windows-1252: a curly quotation mark or dash, a letter with an accent."""
_SURROGATE = regex("[\ud800-\udfff]")


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_ESCAPED = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}
"""What Python's `surrogateescape` made of a byte -> the character of Windows-1252."""


def check_encoding(encoding: str) -> None:
    """Raise CorpusError unless Python knows the encoding, and it is one of text."""
    known = "known are for example utf-8, utf-16, cp1252, mac_roman, latin-1"
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
        raise CorpusError(f"unknown encoding {encoding!r:.60}; {known}") from error
    if not codec._is_text_encoding or codec.name.replace("-", "_") in _NOT_TEXT:
        raise CorpusError(f"{encoding!r} is no encoding of text; {known}")


def decode(data: bytes, where: str, encoding: str | None = None) -> tuple[str, str]:
    """Return (text, encoding) of the bytes of a text file; `where` is named in errors.

    >>> decode("naïve".encode("cp1252"), "a.txt")
    ('naïve', 'cp1252')
    """
    encoding = choose_encoding(data, encoding)
    if encoding.startswith("utf-8"):
        check_is_text(data, where)
    try:
        return data.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeError as error:
        if not encoding.startswith("utf-8"):
            raise UnreadableError(where, f"not valid {encoding}{_at(error)}") from error
    return _decode_other(data)


def _at(error: UnicodeError) -> str:
    return f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""


def check_is_text(data: bytes, where: str) -> None:
    """Raise UnreadableError if the bytes are no text: a known kind of file, NULs, many control characters."""
    for sign, kind in _KINDS:
        if data.startswith(sign):
            raise UnreadableError(where, kind)
    if b"\0" in data:
        raise UnreadableError(where, _BINARY)
    head = data[:_SAMPLE]
    if len(head) - len(head.translate(None, _CONTROLS)) > _FEW * max(len(head), _TELLING):
        raise UnreadableError(where, _BINARY.replace("NUL bytes", "control characters"))


def _unmarked(head: bytes) -> str:
    """UTF-16 without a mark: of English text every other byte is zero, and of two together one."""
    head = head[:HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) < _WIDE * len(head) / 2 or min(even, odd) > _FEW * len(head):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def choose_encoding(head: bytes, encoding: str | None) -> str:
    """The encoding that is given, marked or plain to see; one that is marked is read without its mark."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    wanted = codecs.lookup(encoding).name if encoding else marked or _unmarked(head) or "utf-8"
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


def mend(text: str) -> tuple[str, bool]:
    """Return (text, changed): bytes that were not UTF-8 as Windows-1252, lone surrogates as U+FFFD."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, False
    return _SURROGATE.sub("\ufffd", text.translate(_ESCAPED)), True


def rejoin(text: str) -> str:
    """Text in which halves of one character that stand side by side are that character, others U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def garbled(text: str) -> str:
    """The first sign that a text was once decoded wrongly, such as "'â€™' for '’'"; else nothing.

    >>> garbled("It\u00e2\u20ac\u2122s hard.")
    "'â€™' for '’'"
    """
    if text.isascii() or not (match := _TWICE.search(text)):
        return ""
    try:
        meant = match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:  # a byte that Windows-1252 has no sign for
        return repr(match[0])
    return f"{match[0]!r} for {meant!r}"
