"""Every word of a text is counted once: in a statement, as the narrator's, or as nobody's."""

from bisect import bisect_right
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import annotate_document
from analysis.annotation.cleaning import clean
from analysis.annotation.statements.excluded import Excluded, apart
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.language.text import WORD

HEARING = """Q. So?

A. Yes. (Applause.)

Ann Lee said that we may go.

Q. And?

(Laughter.)

Ann Lee said it can. Bob Ray said it may."""
NESTED = """MR. SMITH: We came here. (Laughter.)
The minister said that we may lose.
MS. LEE: No. (Applause.)
She added that it could rain, “if they let it.”
MR. SMITH: (Laughter.) Ann Lee told them, “I would go.”
"""
PIECES = [
    *("Ann Lee", " said ", "that ", "it may rain", " told ", "according to ", "he ", " and ", ", ", ". "),
    *("“", "”", '"', "’", "…", "\n", "\n\n", "İ", "-", "'", "x"),
    *("\nQ: ", "\nA. ", "(Applause.)", "[laughter]", "\nMR. LEE: ", "\nMs. RAY. ", "\nAnn Lee:\n", "\n12 "),
    *("if it would, ", "must", "perhaps", ">> ", "[00:12] ", "\n<SPEAKER ID=1>\n", "\nThe PRESIDENT. "),
]


def check(text, metadata=None, body_start=0):
    annotation = annotate_document(Document("x", text, metadata or {}, body_start))
    cleaned = clean(annotation.document)  # a soft hyphen divides no word
    begins = (cleaned.back(match.span())[0] for match in WORD.finditer(cleaned.document.text))
    words = [start for start in begins if start >= body_start]
    owned = [(*span, i) for i, s in enumerate(annotation.statements) for span in s.spans]
    pieces = sorted([*owned, *((*span, None) for span in annotation.excluded)], key=lambda piece: piece[:2])
    assert all(before[1] <= after[0] for before, after in pairwise(pieces))

    def owner(offset):
        i = bisect_right([start for start, _, _ in pieces], offset) - 1
        return pieces[i][2] if i >= 0 and offset < pieces[i][1] else "narrator"

    owners = [owner(offset) for offset in words]
    assert annotation.words == sum(who is not None for who in owners)
    assert list(annotation.statement_words) == [owners.count(i) for i in range(len(annotation.statements))]
    assert annotation.words - sum(annotation.statement_words) == owners.count("narrator") >= 0
    assert len(annotation.excluded) == len(annotation.excluded_kinds)
    for mark in (mark for layer in LAYERS for mark in getattr(annotation, layer)):
        assert owner(mark.start) == ("narrator" if mark.statement is None else mark.statement)


@pytest.mark.parametrize("text", [HEARING, NESTED])
def test_a_direction_in_a_turn_hides_no_words(text):
    check(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join), st.booleans())
def test_words_of_broken_transcripts(text, is_speech):
    check(text, {"speaker": "Ann Lee"} if is_speech else {})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.integers(0, 20))
def test_words_of_any_text(text, body_start):
    check(text, body_start=min(body_start, len(text)))


def test_what_overlaps_is_told_apart():
    stretches = [Excluded(2, 4, "direction"), Excluded(0, 6, "label"), Excluded(5, 8, "time")]
    assert apart(stretches) == [Excluded(0, 6, "label"), Excluded(6, 8, "time")]
