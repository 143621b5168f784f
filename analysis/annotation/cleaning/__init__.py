"""Document -> working text: what hides words is taken away, and offsets lead back to the text as it stands.

Soft hyphens, zero-width signs, ligatures, full-width letters, loose accents, HTML entities, words broken
at the ends of lines and other line ends than `\\n` are no part of a word, but stand in it. The layers read
a working text without them (`clean`); what they find is then said in offsets of the text that was read
(`restore`). A text that holds none of them, as most do, is looked through once and is its own working text.
"""

from analysis.annotation.cleaning.cleaned import Cleaned, clean
from analysis.annotation.cleaning.restored import restore

__all__ = ["Cleaned", "clean", "restore"]
