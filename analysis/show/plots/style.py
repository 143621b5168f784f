"""One look for all figures: sizes, type, colours; and the rendering that gives the same bytes every time.

Colours climb in lightness (CIE L* about 21, 46, 66, 83), so that they stay apart in grey and for
colour-blind readers; wherever they carry meaning a label, a height or a hatch says the same.
"""

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.transforms import ScaledTranslation

from analysis.base.palette import INK, PALE

MILLIMETRE: Final = 1 / 25.4
COLUMN: Final = 85
"""Width of one column of a journal, in millimetres."""
PAGE: Final = 180
"""Width of two columns, in millimetres."""

FONT: Final = "DejaVu Sans"
"""Ships with matplotlib, so that every machine sets the same type."""
SMALL: Final = 7
NORMAL: Final = 8

_RC: Final[dict[str, Any]] = {
    "font.family": [FONT],
    "font.size": NORMAL,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a text is a dollar sign
    "axes.titlesize": NORMAL,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": NORMAL,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": NORMAL,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "grid.color": PALE,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "figure.facecolor": "white",
    "figure.edgecolor": "white",
    "axes.facecolor": "white",
    "figure.dpi": 100,
    "savefig.facecolor": "white",
    "savefig.edgecolor": "white",
    "savefig.transparent": False,
    "savefig.bbox": None,
    "savefig.dpi": 300,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "svg.fonttype": "none",
    "svg.hashsalt": "hedgerow",
    "svg.id": None,
    "path.simplify": True,
    "axes.formatter.use_locale": False,
}

_TICKS: Final = {
    "axes.edgecolor": ".15",
    "axes.labelcolor": ".15",
    "text.color": ".15",
    "xtick.color": ".15",
    "ytick.color": ".15",
    "axes.axisbelow": True,
    "font.sans-serif": ["Arial", "DejaVu Sans", "Liberation Sans", "Bitstream Vera Sans", "sans-serif"],
    "grid.color": ".8",
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
}
"""The style "ticks" of seaborn 0.13, which takes a second to load and is wanted for one kind of figure."""


def styled() -> Any:
    """The context in which figures are drawn and rendered, whatever the user's own settings are."""
    base: Any = {**mpl.rcParamsDefault, **_TICKS, **_RC}
    base.pop("backend", None)
    return mpl.rc_context(base)


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of so many millimetres; no window, no global state."""
    return Figure(figsize=(width * MILLIMETRE, height * MILLIMETRE))


def panel(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes placed in millimetres from the lower left corner of the figure."""
    across, up = figure.get_size_inches() / MILLIMETRE
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def quiet(axes: Axes, *, keep: Iterable[str] = ("bottom",), grid: str | None = "x") -> None:
    """Only the spines that carry a scale, and a faint grid along it."""
    kept = set(keep)
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(side in kept)
    if grid == "x":
        axes.grid(axis="x")


def letter(axes: Axes, name: str, title: str = "", *, left: float = 0, up: float = 2) -> None:
    """The panel's letter and title above it, moved left and up by so many millimetres."""
    shift = ScaledTranslation(-left * MILLIMETRE, up * MILLIMETRE, axes.figure.dpi_scale_trans)
    axes.text(0, 1, f"{name}  {title}".rstrip(), transform=axes.transAxes + shift, weight="bold", va="bottom")


def across(axes: Axes, millimetres: float) -> Any:
    """A place beside a panel: 0 and 1 are its edges, moved right by so many millimetres; up in data units."""
    shift = ScaledTranslation(millimetres * MILLIMETRE, 0, axes.figure.dpi_scale_trans)
    return axes.get_yaxis_transform() + shift


def message(axes: Axes, text: str) -> None:
    """Say in words that there is nothing to draw: an empty axis leaves the reader guessing."""
    axes.set_axis_off()
    axes.text(0, 0.5, text, transform=axes.transAxes, ha="left", va="center", style="italic", color=INK)


def empty_figure(text: str, width: float = PAGE) -> Figure:
    """A small figure that says why there is nothing to draw."""
    figure = new_figure(width, 20)
    message(panel(figure, 4, 4, width - 8, 12), text)
    return figure


def contrast(colour: str) -> str:
    """Black or white, whichever reads better on a colour (WCAG relative luminance)."""
    channels = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in mpl.colors.to_rgb(colour)
    ]
    luminance = sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
    return "white" if luminance < 0.18 else INK


def plain(text: object, limit: int = 0) -> str:
    """Text of a corpus made fit to draw: one line, no control characters, only letters the font has.

    >>> plain("a\\tb\\x00 c", limit=4)
    'a b…'
    """
    known = _letters()
    one_line = " ".join(str(text).split())
    shown = "".join(
        char if ord(char) in known else "\u25a1" for char in one_line if unicodedata.category(char)[0] != "C"
    )
    return shown if not limit or len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def width_of(text: str, size: float = NORMAL, *, bold: bool = False) -> float:
    """How wide a line is set, in millimetres, by the measures of the font."""
    font = _font(bold)
    font.set_size(size, 300)
    font.set_text(text)
    return float(font.get_width_height()[0] / 64 / 300 / MILLIMETRE)


def fitted(text: object, width: float, size: float = NORMAL, *, bold: bool = False) -> str:
    """As much of a text, made fit to draw, as so many millimetres hold; an ellipsis marks a cut."""
    shown = plain(text)
    if width_of(shown, size, bold=bold) <= width:
        return shown
    longest = bisect_right(range(len(shown)), width, key=lambda n: width_of(f"{shown[:n]}…", size, bold=bold))
    return f"{shown[: max(0, longest - 1)].rstrip()}…"


def wrapped(text: object, width: float, size: float = NORMAL, *, lines: int = 99) -> list[str]:
    """A text, made fit to draw, in lines of so many millimetres; what exceeds `lines` is cut off."""
    done: list[str] = []
    current = ""
    for word in plain(text).split():
        longer = f"{current} {word}".strip()
        if width_of(longer, size) <= width or not current:
            current = longer
        else:
            done.append(current)
            current = word
    done.append(current)
    kept = [fitted(line, width, size) for line in done[:lines] if line]
    return (
        kept if len(done) <= lines else [*kept[:-1], fitted(f"{done[lines - 1]} {done[lines]}", width, size)]
    )


@cache
def _font(bold: bool = False) -> FT2Font:
    weight = "bold" if bold else "normal"
    return get_font(findfont(FontProperties(family=FONT, weight=weight), fallback_to_default=False))


@cache
def _letters() -> frozenset[int]:
    return frozenset(_font().get_charmap())


def render(figure: Figure, kind: str, metadata: Mapping[str, Any]) -> bytes:
    """The bytes of a figure as "pdf", "svg" or "png"; the same figure gives the same bytes."""
    buffer = io.BytesIO()
    with styled():
        figure.savefig(buffer, format=kind, dpi=300, metadata=dict(metadata))
    return buffer.getvalue()
