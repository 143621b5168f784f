"""The table of formats: write annotations for a tool, read back what came out of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from analysis.base.errors import OutputError, StudyError, did_you_mean
from analysis.base.records import Annotation
from analysis.review.exchange.marked_document import Imported, Markup
from analysis.review.exchange.rebuilding import Note, rebuilt
from analysis.review.exchange.regions import markup_of

FORMATS: Final = {
    "brat": "brat",
    "webanno": "webanno",
    "label-studio": "label_studio",
    "prodigy": "prodigy",
    "doccano": "doccano",
    "csv": "spreadsheet",
}
"""Name of a format and of the file here that knows it."""


def export_marks(annotations: Iterable[Annotation], path: str | Path, format: str) -> Path:
    """Write the texts and marks of annotations, and what the tool needs, into a folder.

    Decisions are exported by applying them first (`analysis.review.decisions.applying`). The same annotations
    give the same bytes. StudyError for an unknown format, OutputError for what cannot be written.
    """
    folder = Path(path)
    write, _ = _format(format)
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; right would be the name of a folder")
    write([markup_of(annotation) for annotation in annotations], folder)
    return folder


def read_marks(path: str | Path, format: str) -> list[Markup]:
    """The documents of a folder, or of a file that a tool exported, as they stand there.

    StudyError for an unknown format or a line that the format does not know (with file and line) and for
    a document that comes twice; CorpusError for a file that cannot be read.
    """
    _, read = _format(format)
    markups = list(read(Path(path)))
    seen: dict[str, str] = {}
    for markup in markups:
        if markup.document in seen:
            first = seen[markup.document]
            raise StudyError(f"{markup.where}: document {markup.document!r} stands in {first} already")
        seen[markup.document] = markup.where
    return markups


def import_marks(
    path: str | Path, format: str, annotations: Iterable[Annotation], *, on_note: Note | None = None
) -> list[Imported]:
    """The annotations of the exported documents with the marks of the files in place of their own.

    Texts must be those that were exported: StudyError names the document and both digests where they are
    not. StudyError too for a document that is not among the annotations, an offset outside the text,
    words that are not those of the text, a label that does not exist. `on_note` hears of what was left
    aside, such as a protasis without a conditional.
    """
    return with_marks(read_marks(path, format), annotations, on_note=on_note)


def with_marks(
    markups: Sequence[Markup], annotations: Iterable[Annotation], *, on_note: Note | None = None
) -> list[Imported]:
    """The annotations of the documents of markups with the marks of these; errors as in `import_marks`."""
    waiting = {markup.document: markup for markup in markups}
    imported = [
        rebuilt(waiting.pop(annotation.document.id), annotation, on_note or _unheard)
        for annotation in annotations
        if annotation.document.id in waiting
    ]
    if waiting:
        document, markup = min(waiting.items())
        raise StudyError(
            f"{markup.where}: document {document!r} is not in the corpus; right would be the corpus that was "
            "exported"
        )
    return imported


def _unheard(_note: str) -> None:
    """Nobody wants to know what was left aside."""


def _format(name: str) -> tuple[Callable[[Sequence[Markup], Path], None], Callable[[Path], Iterator[Markup]]]:
    if name not in FORMATS:
        raise StudyError(f"format {name!r} does not exist{did_you_mean(name, FORMATS)}")
    module = import_module(f"analysis.review.exchange.{FORMATS[name]}")
    return module.write, module.read
