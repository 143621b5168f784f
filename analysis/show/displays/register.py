"""Records show themselves at the end of a cell, though they know nothing of HTML."""

import sys
from collections.abc import Callable
from typing import Any

from analysis.base.records import Annotation, Document
from analysis.show.displays.document import show_document, show_text
from analysis.show.displays.elements import Html

_SHOWN: dict[type, Callable[[Any], Html]] = {Annotation: show_document, Document: show_text}


def register() -> None:
    """Let IPython show an Annotation as a document view and a Document as its text; nothing elsewhere.

    Called by `analysis.study.workbench.open_corpus`, as often as one likes.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    for record, show in _SHOWN.items():
        formatters["text/html"].for_type(record, _html(show))
        formatters["text/plain"].for_type(record, _plain(show))


def _html(show: Callable[[Any], Html]) -> Callable[[Any], str]:
    return lambda record: show(record)._repr_html_()


def _plain(show: Callable[[Any], Html]) -> Callable[[Any, Any, bool], None]:
    return lambda record, printer, _cycle: printer.text(repr(show(record)))
