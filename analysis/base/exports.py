"""A table as text for other programs: CSV for spreadsheets and scripts, LaTeX for papers.

Cells may hold words of a corpus, which nobody vouches for: formulas are made harmless for
spreadsheets, every character with a meaning in LaTeX is escaped, and what pdfLaTeX cannot set is named.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

DECIMALS: Final = 4
"""Decimal places of a real number in CSV."""

WIDE: Final = 45
"""Cells with more characters than this are broken into lines in LaTeX."""

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
        "`": r"\textasciigrave{}",
        '"': "''",
        "“": "``",
        "”": "''",
        "‘": "`",
        "’": "'",
        "–": "--",
        "—": "---",
        "…": r"\ldots{}",
        "\ufffd": "?",  # what a decoder could not read; LuaLaTeX refuses it
    }
)
_LETTERS = "¡-¬®-ĥĨ-ķĹ-ľŁ-ňŊ-ťŨ-žȘ-ț"
_SIGNS = "‐-―‘-‚“-„†-•…‰‹›€™"
_ONLY_UNICODE = re.compile(f"[^ -~{_LETTERS}{_SIGNS}]+")
"""What pdfLaTeX cannot set in the encoding T1 and its companion TS1."""


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
    """A floating table in the style of booktabs; numbers are set to the right, long texts in lines.

    A table wider than the text is made smaller. `names` gives headings for columns. The document needs
    `\\usepackage{booktabs,graphicx}` and, with pdfLaTeX, `\\usepackage[T1]{fontenc}`.
    """
    titles = [escape_latex((names or {}).get(str(name), str(name).replace("_", " "))) for name in table]
    places = "".join(_latex_column(table[name]) for name in table)
    rows = [
        " & ".join(_latex_cell(value) for value in row) + r" \\"
        for row in table.itertuples(index=False, name=None)
    ]
    lines = [
        r"\begin{table}",
        r"  \centering",
        rf"  \caption{{{escape_latex(caption)}}}",
        rf"  \label{{tab:{label}}}",
        r"  \resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%",
        rf"  \begin{{tabular}}{{{places}}}",
        r"    \toprule",
        f"    {_shielded(' & '.join(titles))} \\\\",
        r"    \midrule",
        *(f"    {_shielded(row)}" for row in rows),
        r"    \bottomrule",
        r"  \end{tabular}}",
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
    left_out = {"low", "high", "per", "interval", "documents", "heading", "note"}
    kept = table.drop(columns=[name for name in table if name in left_out or str(name).startswith("mean_")])
    kept.insert(list(kept.columns).index("rate") + 1, "95% interval", limits)
    rate = f"rate per {table['per'].iloc[0]}"
    return kept.rename(columns={"rate": rate}).rename(columns=lambda name: str(name).replace("_", " "))


def escape_latex(text: str) -> str:
    """Text that LaTeX sets as it stands; what only LuaLaTeX and XeLaTeX can set has a name for pdfLaTeX.

    >>> escape_latex("50% of A&B_1")
    '50\\\\% of A\\\\&B\\\\_1'
    >>> escape_latex("Ж")
    '\\\\ifdefined\\\\Umathchar Ж\\\\else[U+0416]\\\\fi{}'
    """
    visible = "".join(map(_visible, unicodedata.normalize("NFC", text)))
    return _ONLY_UNICODE.sub(_named, visible.translate(_LATEX))


def _visible(char: str) -> str:
    """The character, a blank for a control character, nothing for one that only steers others."""
    if char.isprintable():
        return char
    return "" if unicodedata.category(char) == "Cf" else " "


def _named(run: re.Match[str]) -> str:
    names = " ".join(f"U+{ord(char):04X}" for char in run[0])
    return rf"\ifdefined\Umathchar {run[0]}\else[{names}]\fi{{}}"


def _csv_cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return _harmless(value) if isinstance(value, str) else _number(value, DECIMALS)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text.replace("\x00", "")


def _latex_column(column: "pd.Series[Any]") -> str:
    if pd.api.types.is_numeric_dtype(column):
        return "r"
    return "p{60mm}" if column.dropna().astype(str).str.len().max() > WIDE else "l"


def _shielded(row: str) -> str:
    """A row that begins like an option of the command before it, kept apart from it."""
    return f"{{}}{row}" if row.startswith(("[", "*")) else row


def _latex_cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return "--"
    return escape_latex(value) if isinstance(value, str) else _number(value, 2)


def _number(value: Any, places: int) -> str:
    if isinstance(value, float):
        return f"{value + 0.0:.{places}f}"
    return str(value)
