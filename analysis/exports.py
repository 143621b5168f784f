"""A table as text for other programs: CSV for spreadsheets and scripts, LaTeX for papers.

Cells may hold words of a corpus, which nobody vouches for: formulas are made harmless for
spreadsheets, and every character with a meaning in LaTeX is escaped.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

DECIMALS: Final = 4
"""Decimal places of a real number in CSV."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': "''",
        "“": "``",
        "”": "''",
        "‘": "`",
        "’": "'",
        "–": "--",
        "—": "---",
        "…": r"\ldots{}",
        "\u00a0": "~",
    }
)


def to_csv(table: pd.DataFrame) -> str:
    r"""The table as CSV: UTF-8, LF, numbers with a fixed number of places, missing values empty.

    A word that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> to_csv(pd.DataFrame({"word": ["=1+1", "can"], "rate": [0.5, None]}))
    "word,rate\n'=1+1,0.5000\ncan,\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_harmless(str(name)) for name in table.columns])
    writer.writerows([_csv_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return out.getvalue()


def to_latex(table: pd.DataFrame, *, caption: str, label: str, names: Mapping[str, str] | None = None) -> str:
    """A floating table in the style of booktabs; numbers are set to the right.

    `names` gives headings for columns. The document needs `\\usepackage{booktabs}`.
    """
    titles = [escape_latex((names or {}).get(str(name), str(name).replace("_", " "))) for name in table]
    places = "".join("r" if pd.api.types.is_numeric_dtype(table[name]) else "l" for name in table)
    rows = [
        " & ".join(_latex_cell(value) for value in row) + r" \\"
        for row in table.itertuples(index=False, name=None)
    ]
    lines = [
        r"\begin{table}",
        r"  \centering",
        rf"  \caption{{{escape_latex(caption)}}}",
        rf"  \label{{tab:{label}}}",
        rf"  \begin{{tabular}}{{{places}}}",
        r"    \toprule",
        f"    {' & '.join(titles)} \\\\",
        r"    \midrule",
        *(f"    {row}" for row in rows),
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def for_paper(table: pd.DataFrame) -> pd.DataFrame:
    """The columns that a printed table needs: the same for all rows and the workings are left out.

    A rate names its denominator, and the limits of its interval share one column with the reason why
    there is none.
    """
    if not {"per", "rate", "low", "high"} <= set(table.columns) or table.empty:
        return table
    notes = table["note"] if "note" in table else [""] * len(table)
    limits = [
        str(note) if pd.isna(low) else f"[{low:.2f}, {high:.2f}]"
        for low, high, note in zip(table["low"], table["high"], notes, strict=True)
    ]
    left_out = ["low", "high", "per", "interval", "documents", "heading", "note"]
    kept = table.drop(columns=[name for name in left_out if name in table.columns])
    kept.insert(list(kept.columns).index("rate") + 1, "95% interval", limits)
    rate = f"rate per {table['per'].iloc[0]}"
    return kept.rename(columns={"rate": rate}).rename(columns=lambda name: str(name).replace("_", " "))


def escape_latex(text: str) -> str:
    """Text that LaTeX sets as it stands.

    >>> escape_latex("50% of A&B_1")
    '50\\\\% of A\\\\&B\\\\_1'
    """
    visible = "".join(char if char.isprintable() else " " for char in text)
    return visible.translate(_LATEX)


def _csv_cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return _harmless(value) if isinstance(value, str) else _number(value, DECIMALS)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text.replace("\x00", "")


def _latex_cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return "--"
    return escape_latex(value) if isinstance(value, str) else _number(value, 2)


def _number(value: Any, places: int) -> str:
    if isinstance(value, float):
        return f"{value + 0.0:.{places}f}"
    return str(value)
