"""The building blocks: a piece of HTML with its plain text, and elements whose every attribute is escaped."""

import html
import re
from dataclasses import dataclass
from typing import Final

from analysis.show.displays.theme import themed

_UNSHOWN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Html:
    """A piece of HTML that a notebook shows, and the same as plain text for a terminal.

    `html` is the piece alone, to be put beside others under one stylesheet (`theme.themed`); what a
    notebook shows brings the stylesheet along.
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        return themed(self.html)

    def __repr__(self) -> str:
        return printable(self.text)


def printable(text: str) -> str:
    """A text without signs that steer a terminal or that UTF-8 cannot hold, each replaced by U+FFFD.

    >>> printable("a\\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return _UNSHOWN.sub("\ufffd", text)


def escape(text: str) -> str:
    """Words of a corpus within HTML, in an element or in an attribute.

    >>> escape("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return html.escape(printable(text))


def element(tag: str, inner: str = "", **attributes: str | int | None) -> str:
    """One element around HTML that is ready; attributes that are None are left out.

    `class_` stands for class, an underscore for a hyphen.

    >>> element("u", "can", class_="hr-mark", data_start=3, title='a "can"', id=None)
    '<u class="hr-mark" data-start="3" title="a &quot;can&quot;">can</u>'
    """
    return f"{start_tag(tag, **attributes)}{inner}</{tag}>"


def start_tag(tag: str, **attributes: str | int | None) -> str:
    """The start of an element alone, for those that are closed further on; attributes as in `element`."""
    pairs = (
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{''.join(pairs)}>"


def shortened(text: str, limit: int) -> str:
    """At most so many letters of a text; an ellipsis marks a cut.

    >>> shortened("a long story", 7)
    'a long…'
    """
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def bdi(text: str) -> str:
    """Words of a corpus inside a line of ours: escaped, and with their own direction of writing."""
    return f"<bdi>{escape(text)}</bdi>"


def label(inner: str, *, tag: str = "small", class_: str = "", **attributes: str | int | None) -> str:
    """Words of ours in the text of a corpus; without all elements of class hr-label the text is as it was.

    They run in the direction of the words around them, so that a letter stays beside its word.
    """
    return element(tag, inner, class_=f"hr-label {class_}".rstrip(), **attributes)
