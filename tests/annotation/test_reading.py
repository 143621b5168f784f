"""A transcript as one reads it has the length of the text, whatever nobody says in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.statements.excluded import Excluded, apart
from analysis.annotation.statements.turns.readable import readable

KINDS = ("label", "direction", "time", "line-number", "page-head", "tag", "heading")


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("HEAD\n 9 We may go.", [Excluded(0, 4, "page-head"), Excluded(4, 7, "direction")]),
        ("1   2   3 We may go.", [Excluded(0, 1, "line-number"), Excluded(2, 9, "tag")]),
        ("1     We may go.", [Excluded(0, 1, "line-number"), Excluded(2, 4, "direction")]),
    ],
)
def test_blanks_between_two_stretches_are_counted_once(text, nobody):
    read = readable(text, nobody)
    assert (len(read), read.index("We")) == (len(text), text.index("We"))


@given(
    st.text("ab \n.", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(KINDS)), max_size=8),
)
def test_the_length_stays(text, stretches):
    nobody = apart(
        Excluded(at, min(at + size, len(text)), kind) for at, size, kind in stretches if at < len(text)
    )
    assert len(readable(text, nobody)) == len(text)
