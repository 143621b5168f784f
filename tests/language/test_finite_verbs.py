"""Finite verbs: own sentences, counted by hand."""

import pytest

from analysis.language.finite_verbs import finite_verbs
from analysis.language.text import Text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She has gone home.", ["has"]),
        ("They will go and he said so.", ["will", "said"]),
        ("We can’t accept it.", ["can’t"]),
        ("To leave now would be wrong.", ["would"]),
        ("The minister, who resigned, denies it.", ["resigned", "denies"]),
        ("A long road ahead", []),
        ("", []),
    ],
)
def test_finite_verbs(sentence, expected):
    found = finite_verbs(Text(sentence))
    assert [sentence[offset:].split(" ")[0].strip(",.") for offset in found] == expected
