"""One small stylesheet for all displays, light and dark.

In JupyterLab the colours of the page are those of its theme (the `--jp-` variables); elsewhere the reader's
system says whether it is light or dark, and the display brings its own paper along. JupyterLab removes the
stylesheet from a notebook that is not trusted: what has to be read is therefore words, letters and brackets,
and the few rules without which a text is not readable are inline.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from analysis.base.layers import LAYERS, LayerSpec
from analysis.base.palette import INK, ON_DARK, ON_LIGHT

PAPER: Final = "#FFFFFF"
NIGHT: Final = "#111111"
_LIGHT: Final = {"ink": INK, "soft": "#5C626B", "line": "#C9CED6", "paper": PAPER}
_DARK: Final = {"ink": "#F2F3F5", "soft": "#B4B9C1", "line": "#4A4F57", "paper": NIGHT}
_OF_THE_PAGE: Final = {
    "ink": "--jp-content-font-color1",
    "line": "--jp-border-color1",
    "paper": "--jp-layout-color0",
}
"""Variables of JupyterLab that win over ours. Its paler inks are too pale for small letters (3 to 1)."""
TINTS: Final = 4
"""How many voices have a tint of their own."""


def themed(html: str) -> str:
    """A piece of HTML with its stylesheet.

    >>> themed("<p>x</p>").endswith("</style><p>x</p></div>")
    True
    """
    return f'<div class="hr-view"><style>{stylesheet()}</style>{html}</div>'


@cache
def stylesheet() -> str:
    """The rules of all displays (class prefix `hr-`); the same text on every call."""
    rules = files("analysis.show.displays").joinpath("theme.css").read_text(encoding="utf-8")
    looks = {name: layer.look for name, layer in LAYERS.items()}
    light = _variables(_LIGHT, {name: look.light for name, look in looks.items()}, ON_LIGHT, "18")
    dark = _variables(_DARK, {name: look.dark for name, look in looks.items()}, ON_DARK, "30")
    return "".join(
        [
            f".hr-view{{{light}}}",
            f"@media (prefers-color-scheme:dark){{.hr-view{{{dark}}}}}",
            f"[data-jp-theme-light=true] .hr-view{{{light}}}",
            f"[data-jp-theme-light=false] .hr-view{{{dark}}}",
            *(line.strip() for line in rules.splitlines() if not line.startswith("/*")),
            *map(_rules, LAYERS.values()),
        ]
    )


def _rules(layer: LayerSpec) -> str:
    """How the marks of a layer are underlined, and the colour of its letter."""
    look, colour = layer.look, f"var(--hr-{layer.name})"
    thickness = f"text-decoration-thickness:{look.thickness};" if look.thickness else ""
    return (
        f".hr-view .hr-{layer.name}{{text-decoration-style:{look.line};text-decoration-color:{colour};"
        f"{thickness}text-underline-offset:{look.offset}px}}.hr-view .hr-tag-{layer.name}{{color:{colour}}}"
    )


def _variables(page: dict[str, str], layers: dict[str, str], colours: tuple[str, ...], alpha: str) -> str:
    """The colours of one theme; a tint is a colour with little opacity (two hexadecimal digits)."""
    named = {name: _fallback(name, value) for name, value in page.items()}
    tints = {f"tint{number}": f"{colour}{alpha}" for number, colour in enumerate(colours)}
    return ";".join(f"--hr-{name}:{value}" for name, value in (named | layers | tints).items())


def _fallback(name: str, value: str) -> str:
    return f"var({_OF_THE_PAGE[name]},{value})" if name in _OF_THE_PAGE else value
