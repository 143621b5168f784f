"""A document that is put together word by word, as CoNLL-U and VRT files give it."""

from collections.abc import Iterator

from analysis.base.records import Document
from analysis.corpus.decoding import mend
from analysis.corpus.reading import CorpusFile, Located


class DocumentBuilder:
    """The text of the document that is being read, sentence by sentence.

    What comes when it is longer than `longest` is not kept, so that it stays a document that is too long.
    """

    def __init__(self, id: str = "", metadata: dict[str, str] | None = None, *, longest: int) -> None:
        self.id = id
        self.metadata = metadata or {}
        self._room = longest
        self._pieces: list[str] = []
        self._gap = ""

    def word(self, form: str, glued: bool) -> None:
        """Add a word; `glued` if no blank follows it."""
        if self._room >= 0:
            self._pieces += (self._gap, form)
            self._room -= len(self._gap) + len(form)
        self._gap = "" if glued else " "

    def glue(self) -> None:
        """No blank before the next word."""
        self._gap = ""

    def paragraph(self) -> None:
        """A blank line before the next word."""
        if self._pieces:
            self._gap = "\n\n"

    def document(self, file: CorpusFile, number: int) -> Iterator[Located]:
        """The document, if it holds any word."""
        text = mend("".join(self._pieces).lstrip())[0]
        if text:
            known = {mend(key)[0]: mend(value)[0] for key, value in self.metadata.items()}
            id = mend(self.id)[0] or f"{file.id}-{number}"
            yield f"{file.path}, text {number}", Document(id, text, {**file.metadata, **known})
