"""The commands of `hedgerow` that exchange marks with annotation tools: parse, call one function, print."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import OutputError

if TYPE_CHECKING:
    from analysis.records import Annotation

_PATH = click.Path(path_type=Path)
_FORMAT = click.option(
    "--format",
    required=True,
    type=click.Choice(["brat", "webanno", "label-studio", "prodigy", "doccano", "csv"]),
    help="The tool: webanno is WebAnno TSV 3.3, which INCEpTION reads.",
)
_READING = (
    click.option("--speakers", type=_PATH, help="speakers.toml: names, aliases, party, role."),
    click.option(
        "--text-column", default="text", show_default=True, help="Column or field that holds the text."
    ),
    click.option("--id-column", help="Column or field that names the document.  [default: doc_id or id]"),
    click.option("--encoding", help="Encoding of all files; detected without it."),
)


def _reading(command: Any) -> Any:
    for option in reversed(_READING):
        command = option(command)
    return command


@click.command("export")
@click.argument("corpus", type=_PATH)
@click.option("-o", "--output", required=True, type=_PATH, help="The folder to write.")
@_FORMAT
@click.option("--decisions", type=_PATH, help="Decisions to put in force first (YAML).")
@_reading
def export(corpus: Path, output: Path, format: str, decisions: Path | None, **reading: Any) -> None:
    """Write the marks of CORPUS for an annotation tool, with the configuration that the tool needs.

    \b
    Examples:
      hedgerow export speeches/ -o for-brat/ --format brat
      hedgerow export speeches/ -o for-inception/ --format webanno
      hedgerow export speeches/ -o table/ --format csv --decisions decisions.yaml
    """
    from analysis.decisions.included import include_decisions
    from analysis.exchange.formats import export_marks
    from analysis.wording import decisions_in_words, plural

    if corpus.is_file() and corpus.resolve().parent == output.resolve():
        raise OutputError(f"{output}: holds the corpus, which is never written over; give another folder")
    annotations: Sequence[Annotation] = tuple(_annotated(corpus, exclude=(output,), **reading))
    if decisions:
        annotations, record = include_decisions(annotations, decisions)
        click.echo(f"{decisions}: {decisions_in_words(record)}")
    export_marks(annotations, output, format)
    click.echo(f"{output}: {plural(len(annotations), 'document')}")


@click.command("import")
@click.argument("folder", type=_PATH)
@click.option("--corpus", required=True, type=_PATH, help="The corpus that was exported.")
@_FORMAT
@click.option("--annotator", default="", help="Who decided: initials will do.")
@click.option("-o", "--output", required=True, type=_PATH, help="The file of decisions (YAML); replaced.")
@click.option("--only-changes", is_flag=True, help="Leave out marks that stayed as they were.")
@click.option("--decisions", type=_PATH, help="Earlier decisions; kept where they still hold.")
@_reading
def import_(
    folder: Path,
    corpus: Path,
    format: str,
    annotator: str,
    output: Path,
    only_changes: bool,
    decisions: Path | None,
    **reading: Any,
) -> None:
    """Read what an annotation tool made of exported marks, and write it as decisions.

    FOLDER is the exported folder as the tool changed it, or the file that the tool exported. Decisions
    say what differs from the marks of the machine: a mark that is gone is rejected, a changed one
    relabelled, a new one added; one that stayed is accepted. Texts must be those that were exported.

    \b
    Example:
      hedgerow import for-brat/ --corpus speeches/ --format brat --annotator MK -o decisions.yaml
    """
    from analysis.decisions.files import read_decisions, write_decisions
    from analysis.exchange.changes import decisions_from
    from analysis.exchange.formats import read_marks, with_marks
    from analysis.wording import plural

    markups = read_marks(folder, format)
    wanted = {markup.document for markup in markups}
    annotations = list(_annotated(corpus, wanted, exclude=(folder,), **reading))
    imported = with_marks(markups, annotations, on_note=_note)
    decided = decisions_from(
        annotations,
        imported,
        annotator=annotator,
        only_changes=only_changes,
        earlier=read_decisions(decisions) if decisions else (),
        on_note=_note,
    )
    write_decisions(decided, output)
    waiting = sum(not one.judged for one in imported)
    click.echo(f"{output}: {_summary(decided)} in {plural(len(imported) - waiting, 'document')}")
    if waiting:
        click.echo(f"left out, since nobody has gone over them: {plural(waiting, 'document')}")


def _annotated(
    corpus: Path,
    wanted: set[str] | None = None,
    *,
    exclude: tuple[Path, ...] = (),
    speakers: Path | None,
    **reading: Any,
) -> "Iterator[Annotation]":
    from analysis.corpus import read_corpus
    from analysis.pipeline import annotate_corpus
    from analysis.speakers import read_speakers

    documents = read_corpus(corpus, **reading, exclude=exclude, on_skip=_skipped)
    chosen = (one for one in documents if wanted is None or one.id in wanted)
    return annotate_corpus(chosen, speakers=read_speakers(speakers) if speakers else None)


def _skipped(where: str, why: str) -> None:
    _note(f"{where}: {why}, left out")


def _note(what: str) -> None:
    click.echo(what, err=True)


def _summary(decisions: Any) -> str:
    from collections import Counter

    counts = Counter(decision.verdict for decision in decisions)
    return ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items())) or "no decisions"


COMMANDS = (export, import_)
