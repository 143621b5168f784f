"""What commands ask about a corpus, and the annotations they get: one set of options for all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from analysis.records import Annotation

PATH = click.Path(path_type=Path)
_OPTIONS = (
    click.option("--speakers", type=PATH, help="speakers.toml: names, aliases, party, role."),
    click.option(
        "--text-column", default="text", show_default=True, help="Column or field that holds the text."
    ),
    click.option("--id-column", help="Column or field that names the document.  [default: doc_id or id]"),
    click.option("--encoding", help="Encoding of all files; detected without it."),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how a corpus is read; hand them on to `annotations_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def annotations_of(
    corpus: Path,
    wanted: set[str] | None = None,
    *,
    exclude: tuple[Path, ...] = (),
    speakers: Path | None,
    **reading: Any,
) -> "Iterator[Annotation]":
    """Read and annotate a corpus, or the `wanted` documents of it; what cannot be read is said on stderr."""
    from analysis.corpus import read_corpus
    from analysis.pipeline import annotate_corpus
    from analysis.speakers import read_speakers

    documents = read_corpus(corpus, **reading, exclude=exclude, on_skip=_skipped)
    chosen = (one for one in documents if wanted is None or one.id in wanted)
    return annotate_corpus(chosen, speakers=read_speakers(speakers) if speakers else None)


def _skipped(where: str, why: str) -> None:
    note(f"{where}: {why}, left out")


def note(what: str) -> None:
    """Say something beside the result."""
    click.echo(what, err=True)
