"""The commands of `hedgerow` that exchange marks with annotation tools: parse, call one function, print."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.annotation.options import PATH, annotations_of, heard_left_out, note, reading_options
from analysis.base.errors import OutputError

if TYPE_CHECKING:
    from analysis.base.records import Annotation

_FORMAT = click.option(
    "--format",
    required=True,
    type=click.Choice(["brat", "webanno", "label-studio", "prodigy", "doccano", "csv"]),
    help="The tool: webanno is WebAnno TSV 3.3, which INCEpTION reads.",
)


@click.command("export")
@click.argument("corpus", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="The folder to write.")
@_FORMAT
@click.option("--decisions", type=PATH, help="Decisions to put in force first (YAML).")
@reading_options
def export(corpus: Path, output: Path, format: str, decisions: Path | None, **reading: Any) -> None:
    """Write the marks of CORPUS for an annotation tool, with the configuration that the tool needs.

    \b
    Examples:
      hedgerow export speeches/ -o for-brat/ --format brat
      hedgerow export speeches/ -o for-inception/ --format webanno
      hedgerow export speeches/ -o table/ --format csv --decisions decisions.yaml
    """
    from analysis.base.wording import decisions_in_words, plural
    from analysis.review.decisions.included import include_decisions
    from analysis.review.exchange.exchange_formats import export_marks

    if corpus.is_file() and corpus.resolve().parent == output.resolve():
        raise OutputError(f"{output}: holds the corpus, which is never written over; give another folder")
    left_out = heard_left_out(corpus)
    annotations: Sequence[Annotation] = tuple(
        annotations_of(corpus, exclude=(output,), left_out=left_out, **reading)
    )
    if decisions:
        annotations, record = include_decisions(annotations, decisions, left_out=left_out.texts)
        click.echo(f"{decisions}: {decisions_in_words(record)}")
    export_marks(annotations, output, format)
    click.echo(f"{output}: {plural(len(annotations), 'document')}")


@click.command("import")
@click.argument("folder", type=PATH)
@click.option("--corpus", required=True, type=PATH, help="The corpus that was exported.")
@_FORMAT
@click.option("--annotator", default="", help="Who decided: initials will do.")
@click.option("-o", "--output", required=True, type=PATH, help="The file of decisions (YAML); replaced.")
@click.option("--only-changes", is_flag=True, help="Leave out marks that stayed as they were.")
@click.option("--decisions", type=PATH, help="Earlier decisions; kept where they still hold.")
@reading_options
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
    from analysis.base.wording import plural
    from analysis.review.decisions.decision_files import read_decisions, write_decisions
    from analysis.review.exchange.derived_decisions import decisions_from
    from analysis.review.exchange.exchange_formats import read_marks, with_marks

    markups = read_marks(folder, format)
    wanted = {markup.document for markup in markups}
    left_out = heard_left_out(corpus)
    annotations = list(annotations_of(corpus, wanted, exclude=(folder,), left_out=left_out, **reading))
    readable = [markup for markup in markups if markup.document not in left_out.texts]
    imported = with_marks(readable, annotations, on_note=note)
    earlier = read_decisions(decisions) if decisions else []
    decided = decisions_from(
        annotations,
        imported,
        annotator=annotator,
        only_changes=only_changes,
        earlier=earlier,
        on_note=note,
    )
    decided += [one for one in earlier if one.document in left_out.texts]
    write_decisions(decided, output)
    waiting = sum(not one.judged for one in imported)
    click.echo(f"{output}: {_summary(decided)} in {plural(len(imported) - waiting, 'document')}")
    if waiting:
        click.echo(f"left out, since nobody has gone over them: {plural(waiting, 'document')}")
    if left_out.texts:
        named = ", ".join(left_out.texts)
        note(
            f"nothing new is decided about {named}: what came back stays in {folder}, earlier decisions stay"
        )


def _summary(decisions: Any) -> str:
    from collections import Counter

    counts = Counter(decision.verdict for decision in decisions)
    return ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items())) or "no decisions"


COMMANDS = (export, import_)
