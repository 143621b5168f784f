"""SHA-256 of documents and of a corpus: the same digest, the same texts in the same order."""

import hashlib
from collections.abc import Iterable

from analysis.base.records import Document


class CorpusDigest:
    """The digest of documents that are added one by one."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()

    def add(self, document: Document) -> None:
        """Take in the next document: its id and its text."""
        _update(self._sha, document.id)
        _update(self._sha, document.text)

    def hexdigest(self) -> str:
        """64 hexadecimal digits for all that was added so far."""
        return self._sha.hexdigest()


def corpus_digest(documents: Iterable[Document]) -> str:
    """SHA-256 over the ids and texts of the documents, in order, as 64 hexadecimal digits."""
    digest = CorpusDigest()
    for document in documents:
        digest.add(document)
    return digest.hexdigest()


def document_digest(document: Document) -> str:
    """SHA-256 over all that is in a document: id, text, metadata and where the text proper begins."""
    sha = hashlib.sha256()
    fields = [part for field in sorted(document.metadata.items()) for part in field]
    for part in (document.id, document.text, str(document.body_start), *fields):
        _update(sha, part)
    return sha.hexdigest()


def _update(sha: "hashlib._Hash", part: str) -> None:
    """Add one string; its length goes first, so that no two lists of strings look alike."""
    data = part.encode("utf-8", "surrogatepass")
    sha.update(len(data).to_bytes(8, "big"))
    sha.update(data)
