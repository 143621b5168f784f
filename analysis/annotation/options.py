"""What commands ask about a corpus, and the annotations they get: one set of options for all of them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.corpus.limits import LONGEST

if TYPE_CHECKING:
    from analysis.annotation.left_out import LeftOut
    from analysis.base.records import Annotation


def checked_turns(_context: click.Context, _option: click.Parameter, said: str | None) -> str | None:
    """What is said of the turns, if it is a layout or a pattern."""
    if said is None:
        return None
    from analysis.annotation.statements.turns.patterns import check_turns

    return check_turns(said)


def read_by(_context: click.Context, _option: click.Parameter, said: str) -> str:
    """The reader of statements, if there is such a one and what it needs is installed."""
    from analysis.annotation.reader_names import checked_reader

    return checked_reader(said)


READER = click.option(
    "--reader",
    default="fast",
    show_default=True,
    callback=read_by,
    help="Who finds statements in prose: fast, or careful (docs/readers.md).",
)
PATH = click.Path(path_type=Path)
_TEXTS = (
    click.option("--text-column", help="Column or field that holds the text.  [default: text]"),
    click.option("--id-column", help="Column or field that names the document.  [default: doc_id or id]"),
    click.option("--encoding", help="Encoding of all files; detected without it."),
    click.option("--name-fields", help="What file names hold, as in country_session_year."),
    click.option("--turns", callback=checked_turns, help="How turns are marked: a layout or a pattern."),
)
_OPTIONS = (
    click.option("--speakers", type=PATH, help="speakers.toml: names, aliases, party, role."),
    *_TEXTS,
    READER,
    click.option(
        "--longest",
        default=LONGEST,
        show_default=True,
        type=click.IntRange(min=1),
        help="Characters a document may have; what is longer is left out, and memory grows with it.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how a corpus is read; hand them on to `annotations_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def text_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how files become texts (`given` hands on what was said)."""
    for option in reversed(_TEXTS):
        command = option(command)
    return command


def given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given a value.

    >>> given({"text_column": "speech", "turns": None})
    {'text_column': 'speech'}
    """
    return {name: value for name, value in options.items() if value is not None}


def annotations_of(
    corpus: Path,
    wanted: set[str] | None = None,
    *,
    exclude: tuple[Path, ...] = (),
    left_out: "LeftOut | None" = None,
    speakers: Path | None,
    **reading: Any,
) -> "Iterator[Annotation]":
    """Read and annotate a corpus, or the `wanted` documents of it.

    What cannot be read or annotated is said on stderr, each as it comes and in numbers at the end;
    `left_out` (`heard_left_out`) knows it afterwards. CorpusError where nothing could be annotated.
    """
    from analysis.annotation.left_out import annotated_corpus
    from analysis.annotation.speakers import read_speakers
    from analysis.base.wording import left_out_in_words

    heard = left_out or heard_left_out(corpus)
    yield from annotated_corpus(
        corpus,
        heard,
        choose=lambda documents: (one for one in documents if wanted is None or one.id in wanted),
        speakers=read_speakers(speakers) if speakers else None,
        exclude=exclude,
        **given(reading),
    )
    if said := left_out_in_words(heard.record, named=""):
        note(said)


def heard_left_out(corpus: Path) -> "LeftOut":
    """What is left out of a corpus, said on stderr as it comes."""
    from analysis.annotation.left_out import LeftOut

    return LeftOut(corpus, lambda where, why: note(f"{where}: {why}, left out"))


def note(what: str) -> None:
    """Say something beside the result."""
    click.echo(what, err=True)
