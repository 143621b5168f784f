"""A view as a figure and a table: for papermill, for an exported page, for readers without a widget."""

import base64
from typing import Any, Final

import pandas as pd

from analysis.base.errors import NoTextsError
from analysis.measure.statistics.kwic import kwic
from analysis.show.displays import Html, show_context, show_table
from analysis.show.displays.elements import element, escape
from analysis.study.explorer.view import View
from analysis.study.provenance.descriptions import describe
from analysis.study.workbench.profiles import panels

_SHOWN: Final = ("layer", "group", "n", "denominator", "per", "rate", "low", "high", "documents", "note")


def named_groups(view: View) -> pd.DataFrame:
    """The rates of a view with a column `group`: the name of the row, such as "perhaps, JD Vance"."""
    rates = view.rates
    names = [", ".join(view.group_of(row)[1:]) or "all" for row in rates.to_dict("records")]
    return rates.assign(group=names)


def plot_view(view: View) -> Any:
    """The rates of a view with their intervals, one panel a layer: a figure of matplotlib."""
    from analysis.show.plots import plot_groups

    return plot_groups(named_groups(view), panels(view.layers))


def caption(view: View) -> str:
    """What is counted in what, and how the intervals were made."""
    return view.corpus.caption(*view.layers, rates=view.rates)


def show_view(view: View) -> Html:
    """The figure of a view with its caption, and its table; in plain text the table."""
    from analysis.show.plots.style import render

    table = named_groups(view)
    numbers = show_table(table[[name for name in _SHOWN if name in table]])
    picture = base64.b64encode(render(plot_view(view), "png", {})).decode("ascii")
    image = element(
        "img",
        src=f"data:image/png;base64,{picture}",
        alt=f"{view.title}. {describe(table)}",
        style="max-width:100%;width:900px",
    ).removesuffix("</img>")
    words = element("figcaption", f"<b>{escape(view.title)}.</b> {escape(caption(view))}")
    figure = element("figure", image + words, style="margin:0")
    return Html(figure + numbers.html, f"{view.title}. {caption(view)}\n\n{numbers.text}")


def show_lines(view: View) -> Html:
    """Every mark behind the rates of a view in its sentence; without the texts, some with their places."""
    try:
        return show_context(kwic(view.corpus.annotations, view.marks))
    except NoTextsError:
        return view.corpus.context(*view.layers)
