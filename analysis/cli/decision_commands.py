"""The command of `hedgerow` that says how far two readers agree."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from analysis.base.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.review.decisions.agreement import Agreement

_PATH = click.Path(path_type=Path)
_SHOWN = 40  # disagreements on the screen


@click.command()
@click.argument("first", type=_PATH)
@click.argument("second", type=_PATH)
@click.option("-o", "--output", type=_PATH, help="Also write the numbers as CSV.")
@click.option("--disputed", type=_PATH, help="Write the places where they disagree, with reasons, as CSV.")
@click.option("--merge", type=_PATH, help="Write the decisions of both but the disputed ones to this file.")
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="The same seed gives the same intervals.",
)
def agree(
    first: Path, second: Path, output: Path | None, disputed: Path | None, merge: Path | None, seed: int
) -> None:
    """Say how far two readers agree: FIRST and SECOND are their files of decisions.

    Krippendorff's alpha of the places that both judged, with 95% intervals, and precision, recall and F1 of
    the marks that they leave standing; FIRST is the standard.

    \b
    Examples:
      hedgerow agree mk.yaml jl.yaml
      hedgerow agree mk.yaml jl.yaml --disputed disputed.csv --merge decisions.yaml
    """
    from analysis.review.decisions.agreement import compare_readers, merge_decisions
    from analysis.review.decisions.decision_files import read_decisions, write_decisions

    _check_outputs((first, second), [path for path in (output, disputed, merge) if path])
    ones, others = read_decisions(first), read_decisions(second)
    found = compare_readers(ones, others, seed=seed)
    click.echo("\n".join(_report(found)))
    if output:
        _save(numbers(found), output)
    if disputed:
        _save(found.disagreements, disputed)
    if merge:
        merged = merge_decisions(ones, others)
        write_decisions(merged.decisions, merge)
        click.echo(f"{merge}: {len(merged.decisions):,} decisions, {len(merged.disputed):,} left out")


def _check_outputs(read: Iterable[Path], written: list[Path]) -> None:
    """OutputError where a file would be written over one that is read, or two over one another."""
    taken = {path.resolve() for path in read}
    for path in written:
        if path.resolve() in taken:
            raise OutputError(f"{path}: is given twice; right would be a file of its own for each result")
        taken.add(path.resolve())


def numbers(found: "Agreement") -> "pd.DataFrame":
    """All numbers in one table: columns compared, layer, measure, value, low, high, n."""
    import pandas as pd

    rows = [
        (row["value"], row["layer"], name, row[name], *limits, row["units"])
        for row in found.values.to_dict("records")
        for name, limits in (("agreement", (None, None)), ("alpha", (row["low"], row["high"])))
    ] + [
        (f"{row['spans']} spans", row["layer"], name, row[name], None, None, number)
        for row in found.spans.to_dict("records")
        for name, number in (
            ("precision", row["second"]),
            ("recall", row["first"]),
            ("f1", row["first"] + row["second"]),
        )
    ]
    return pd.DataFrame(rows, columns=["compared", "layer", "measure", "value", "low", "high", "n"])


def _report(found: "Agreement") -> Iterator[str]:
    alone = f"only the first judged {found.first_only:,}, only the second {found.second_only:,}"
    yield f"Places judged by both: {found.values['units'].iloc[0]:,} ({alone})."
    yield from ("", "Agreement", *_table(_readable(found.values)))
    yield from ("", "Verdicts of the first reader (rows) and the second (columns)", *_table(found.confusion))
    yield from ("", "Marks left standing, in the texts that both judged", *_table(found.spans))
    yield from _what_it_means(found.values)
    if number := len(found.disagreements):
        shown = found.disagreements[["document", "layer", "start", "surface", "first", "second"]]
        yield from ("", f"Disagreements: {number:,}", *_table(shown.head(_SHOWN)))
        if number > _SHOWN:
            yield f"  … and {number - _SHOWN:,} more; --disputed writes them all"


LOW_ALPHA: Final = 0.667
"""Alpha below which Krippendorff draws no conclusion."""
HIGH_SHARE: Final = 0.9


def _what_it_means(values: "pd.DataFrame") -> Iterator[str]:
    """A sentence where alpha seems to contradict the share of agreement, or is missing."""
    for row in values.to_dict("records"):
        name = f"  {row['layer']}, {row['value']}"
        share, alpha = row["agreement"], row["alpha"]
        if alpha != alpha:
            yield f"{name}: alpha is not defined, as both gave one answer only: nothing to tell apart."
        elif alpha < LOW_ALPHA and share >= HIGH_SHARE:
            yield (
                f"{name}: they agree on {100 * share:.0f}%, yet alpha is {alpha:.2f}: nearly all answers are "
                "the same, so chance would agree as often, and the few other places decide."
            )


def _readable(values: "pd.DataFrame") -> "pd.DataFrame":
    """The table of agreement with each interval in one column."""
    limits = [
        f"[{low:.2f}, {high:.2f}]" if low == low else ""
        for low, high in zip(values["low"], values["high"], strict=True)
    ]
    columns = ["layer", "value", "units", "documents", "agreement", "alpha"]
    shown = values[columns].copy()
    shown["95% interval"], shown["made by"] = limits, values["interval"]
    return shown


def _table(table: "pd.DataFrame") -> list[str]:
    """A table as lines of equal columns; words to the left, numbers to the right."""
    rows = [[str(name) for name in table.columns]]
    rows += [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = [all(isinstance(value, str) for value in table[name]) for name in table.columns]
    return ["  " + "  ".join(map(_padded, row, widths, words)).rstrip() for row in rows]


def _padded(cell: str, width: int, left: bool) -> str:
    return cell.ljust(width) if left else cell.rjust(width)


def _cell(value: Any) -> str:
    """A value on one line of a terminal: nothing in it can move the cursor or colour what follows."""
    if isinstance(value, float):
        return f"{value:.2f}" if value == value else "–"
    return "".join(char if char.isprintable() else " " for char in str(value))


def _save(table: "pd.DataFrame", path: Path) -> None:
    from analysis.annotation.writing.output import replacing
    from analysis.base.exports import to_csv

    with replacing(path) as temporary:
        temporary.write_text(to_csv(table), encoding="utf-8", newline="")


COMMANDS = (agree,)
