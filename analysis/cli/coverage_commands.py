"""The command of `hedgerow` that lays statements of the press beside transcripts."""

from pathlib import Path
from typing import Any

import click

from analysis.annotation.options import PATH, annotations_of, reading_options


@click.command()
@click.argument("transcripts", type=PATH)
@click.argument("articles", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="OUT.parquet; marks: OUT.marks.parquet.")
@reading_options
def align(transcripts: Path, articles: Path, output: Path, **reading: Any) -> None:
    """Lay each statement in ARTICLES beside the place in TRANSCRIPTS where it was said.

    OUT.parquet has one row for each piece of a statement of somebody who speaks in the transcripts: how it
    was found (word for word, shortened, reported, "no source found"), where, and a score. OUT.marks.parquet
    has one row for each modal, hedge, booster and conditional on either side: kept, changed, dropped, cut off
    or added. Both hold places and labels, no wording. Dates narrow the search.

    \b
    Example:
      hedgerow align speeches/ articles.jsonl -o alignment.parquet
    """
    from analysis.annotation.writing.output import replacing
    from analysis.base.errors import OutputError
    from analysis.measure.alignment.aligned import align as aligned

    if output.suffix != ".parquet":
        right = output.with_suffix(".parquet")
        raise OutputError(f"{output}: the alignment is a table; right would be {right}")
    said, printed = (tuple(annotations_of(corpus, **reading)) for corpus in (transcripts, articles))
    statements, pairs = aligned(said, printed)
    for path, table in ((output, statements), (output.with_suffix(".marks.parquet"), pairs)):
        with replacing(path) as temporary:
            table.to_parquet(temporary, index=False)
    found = int((statements["source"] != "").sum())
    click.echo(f"{output}: {len(statements):,} pieces of statements, {found:,} with a source")


COMMANDS = (align,)
