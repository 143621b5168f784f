"""The commands of `hedgerow` that draw a sample for judging and say what the judgements come to."""

from pathlib import Path
from typing import Any, Final

import click

from analysis.annotation.options import PATH, annotations_of, reading_options
from analysis.base.layers import LAYERS


@click.command()
@click.argument("corpus", type=PATH)
@click.option("--layer", required=True, type=click.Choice(list(LAYERS)), help="What is to be judged.")
@click.option("-o", "--output", required=True, type=PATH, help="The sample: a CSV file.")
@click.option(
    "--marks", default=100, show_default=True, type=click.IntRange(min=0), help="Marks, for precision."
)
@click.option(
    "--sentences", default=200, show_default=True, type=click.IntRange(min=0), help="Sentences, for recall."
)
@click.option("--by", default="category", show_default=True, help="Column that makes the strata of marks.")
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="The same seed draws the same places.",
)
@reading_options
def sample(
    corpus: Path, layer: str, output: Path, marks: int, sentences: int, by: str, seed: int, **reading: Any
) -> None:
    """Draw a stratified random sample of CORPUS to be judged by a person.

    The sample is a CSV file: judge it in a spreadsheet (columns judgement, label, note) or in the notebook
    10_audit, one place at a time. A mark is "right" or "wrong"; of a sentence, say how many marks of the
    layer were missed (0, 1, 2 ...). A file that is there already is never overwritten.

    \b
    Example:
      hedgerow sample speeches/ --layer hedges -o hedges.csv
      hedgerow audit hedges.csv
    """
    from analysis.base.errors import OutputError
    from analysis.review.sampling.drawing import draw_sample
    from analysis.review.sampling.samples import write_sample

    if output.exists():
        raise OutputError(f"{output}: is there already and may hold judgements; give another name")
    annotations = tuple(annotations_of(corpus, exclude=(output,), **reading))
    drawn = draw_sample(annotations, layer, marks=marks, sentences=sentences, by=by, seed=seed)
    write_sample(drawn, output)
    click.echo(f"{output}: {len(drawn):,} places to be judged")


@click.command()
@click.argument("judged", type=PATH)
@click.option("-o", "--output", type=PATH, help="Also write the table as CSV.")
@click.option(
    "--decisions", type=PATH, help="Also write what was said of marks as decisions (a new YAML file)."
)
@click.option("--annotator", default="", help="Who judged: initials will do.")
def audit(judged: Path, output: Path | None, decisions: Path | None, annotator: str) -> None:
    """Say how good the marks are by a sample that was JUDGED: precision, recall and F1 with intervals.

    \b
    Examples:
      hedgerow audit hedges.csv
      hedgerow audit hedges.csv --decisions decisions.yaml --annotator MK
    """
    from analysis.annotation.writing.output import replacing
    from analysis.base.errors import OutputError
    from analysis.base.exports import to_csv
    from analysis.review.decisions.decision_files import write_decisions
    from analysis.review.sampling.estimates import estimate_accuracy
    from analysis.review.sampling.judging import decisions_of
    from analysis.review.sampling.samples import read_sample

    if decisions and decisions.exists():
        raise OutputError(f"{decisions}: is there already and may hold decisions; give another name")
    sample = read_sample(judged)
    table = estimate_accuracy(sample)
    if decisions:
        write_decisions(decisions_of(sample, annotator=annotator), decisions)
    if output:
        with replacing(output) as temporary:
            temporary.write_text(to_csv(table), encoding="utf-8", newline="")
    for row in table.to_dict("records"):
        click.echo(f"{row['stratum']}: {_in_words(row)}")


FEW: Final = 20
"""Judged marks below which a share says little."""


def _in_words(row: dict[Any, Any]) -> str:
    """The estimates of a row that has them, each with its interval, and what too few of them say."""
    parts = [
        f"{name} {row[name]:.2f} [{row[f'{name}_low']:.2f}, {row[f'{name}_high']:.2f}]"
        for name in ("precision", "recall", "f1")
        if row[name] == row[name]
    ]
    said = f"{', '.join(parts)} ({row['judged']:.0f} of {row['found']:.0f} marks judged)"
    if row["judged"] == row["found"] and row["judged"]:
        return (
            f"{said}; all were judged, so the precision is a count of these texts and says nothing of others"
        )
    if row["judged"] < FEW:
        return f"{said}; with so few judged this is a first look, no measurement"
    return said


@click.command()
@click.argument("corpus", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="The table: OUT.csv or OUT.parquet.")
@reading_options
def marks(corpus: Path, output: Path, **reading: Any) -> None:
    """Write the marks of CORPUS as a plain table, for pandas, R and spreadsheets.

    One row a mark: where it stands, its words and its sentence, voice and labels, and each field of the
    metadata as a column of its own. docs/r.md and docs/python.md show what to do with it.

    \b
    Examples:
      hedgerow marks speeches/ -o marks.csv
      hedgerow marks debates.csv --text-column speech -o marks.parquet
    """
    from analysis.measure.plain_marks import write_plain_marks

    number = write_plain_marks(annotations_of(corpus, exclude=(output,), **reading), output)
    click.echo(f"{output}: {number:,} marks")


COMMANDS = (sample, audit, marks)
