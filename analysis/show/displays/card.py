"""Facts line by line (the run card), and a paragraph that was written from the data."""

from collections.abc import Mapping
from typing import Final

from analysis.show.displays.elements import Html, element, escape
from analysis.show.displays.html_tables import cell, grid

NOT_ASKED: Final = "hr-not-asked"
"""The class by which reports know what was not asked for."""


def say(text: str) -> Html:
    """A paragraph that was written from the data."""
    return Html(element("p", escape(text), style="max-width:60em"), text)


def not_asked(parameter: str, what: str = "Not asked for") -> Html:
    """One line in place of what a parameter did not ask for; reports leave its section out.

    >>> not_asked("correct")
    Not asked for (correct).
    """
    text = f"{what} ({parameter})."
    return Html(element("p", escape(text), class_=NOT_ASKED), text)


def show_card(title: str, facts: Mapping[str, str]) -> Html:
    """A card: what was run on what, one line a fact.

    >>> show_card("Run card: x", {"seed": "1", "voices": "all"})
    Run card: x
    seed    1
    voices  all
    """
    body = [
        [cell("th", escape(name), scope="row"), cell("td", escape(value), dir="auto")]
        for name, value in facts.items()
    ]
    width = max(map(len, facts), default=0)
    lines = [f"{name:<{width}}  {value}" for name, value in facts.items()]
    return Html(grid([], body, caption=element("b", escape(title)), name=title), "\n".join([title, *lines]))
