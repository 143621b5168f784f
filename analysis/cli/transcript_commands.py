"""The commands of `hedgerow` that show how transcripts are read and who speaks in them."""

from pathlib import Path
from typing import Any

import click

from analysis.annotation.options import PATH, annotations_of, note, reading_options


@click.command()
@click.argument("corpus", type=PATH)
@reading_options
def turns(corpus: Path, **reading: Any) -> None:
    """Show how each document of CORPUS is read: its layout, its speakers, and what is nobody's.

    Ten turns of each document are shown to be checked. If turns are missed, name the layout (--turns own)
    or give a pattern of the labels, with the name of the speaker as its group "name".

    \b
    Layouts:
      colon    ANN LEE: ...                        own      a name alone on its line
      point    Mr. LEE. ...                        chevron  >> ...
      stroke   HON. A. LEE.- ...                   tag      <v Ann Lee>...
      dash     Ann Lee – ...                       inline   labels in the middle of lines
      gap      Q    ...   or a tab                 none     no transcript

    \b
    Examples:
      hedgerow turns briefing.txt
      hedgerow turns briefing.txt --turns '^(?P<name>[A-Z ]+) //'
    """
    from analysis.show.transcripts.report import report

    for annotation in annotations_of(corpus, **reading):
        click.echo("\n".join(report(annotation)))


@click.command()
@click.argument("corpus", type=PATH)
@click.option(
    "-o", "--output", required=True, type=PATH, help="The list: a speakers.toml, which must be new."
)
@reading_options
def speakers(corpus: Path, output: Path, **reading: Any) -> None:
    """Write the speakers of CORPUS as a speakers.toml to start from.

    Names that may be one person stand side by side, with a question above the second: keep one of them
    and give the other as its alias.

    \b
    Examples:
      hedgerow speakers debates/ -o speakers.toml
      hedgerow annotate debates/ --speakers speakers.toml -o debates.parquet
    """
    from analysis.annotation.writing.output import replacing
    from analysis.base.errors import OutputError
    from analysis.show.transcripts.roll import as_toml, call_roll

    if output.exists():
        raise OutputError(f"{output}: is there already; give the list another name, or remove the file")
    voices = call_roll(annotations_of(corpus, **reading))
    with replacing(output) as temporary:
        temporary.write_text("\n".join(as_toml(voices)), encoding="utf-8", newline="\n")
    note(f"{output}: {len(voices):,} speakers")


COMMANDS = (turns, speakers)
