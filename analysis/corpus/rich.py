"""Rich text (RTF) -> documents, through striprtf: paragraphs without control words, notes and page heads."""

from collections.abc import Callable, Iterator

from analysis.corpus.decoding import decode, rejoin
from analysis.corpus.page_texts import page_document, paragraphs
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError

RTF = b"{\\rtf"
"""What a file of rich text begins with, whatever its name says."""


def read_rtf(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the text of a file of rich text."""
    data = file.read(options.limits, options.limits.text)
    if not data.lstrip().startswith(RTF):
        raise UnreadableError(file.path, "no rich text (RTF); a plain text has the suffix .txt")
    yield from rich_document(file, data)


def rich_document(file: CorpusFile, data: bytes) -> Iterator[Located]:
    """The document in the bytes of a file of rich text."""
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text

    markup = decode(data, file.path)[0]
    # Links stay without their addresses; the pattern that would add them takes the square of the time.
    markup = markup.replace("\\fldinst", "\\fldtype")
    try:
        text = rejoin(convert(markup, errors="replace"))
    except Exception as error:  # striprtf raises whatever the damage leads to
        raise UnreadableError(file.path, f"not readable rich text (RTF) ({error})") from error
    yield page_document(file, paragraphs(text.replace("|", " | ").split("\n")), {})
