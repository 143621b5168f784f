"""Context tests by name: small functions that say whether a phrase counts where it stands.

One file a family; a lexicon entry names its test. A test sees the words of the sentence and, where the
phrase is a modal verb, its senses; the words it looks for are lists of `lexicons/contexts.toml`.
"""

from collections.abc import Mapping

from analysis.annotation.marks.contexts import belief, certainty, degree, modality, numerals, possibility
from analysis.annotation.marks.phrase_contexts import Test

TESTS: Mapping[str, Test] = {
    **numerals.TESTS,
    **modality.TESTS,
    **belief.TESTS,
    **possibility.TESTS,
    **degree.TESTS,
    **certainty.TESTS,
}
AHEAD = numerals.AHEAD

__all__ = ["AHEAD", "TESTS"]
