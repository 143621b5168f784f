"""Further families of transcripts: for each a few turns of our own, and who speaks them."""

import pytest

from analysis import annotate

SPACED_DASH = """\
ANNA MERL - We may have news.

CARL BODE - Could it be rain?

ANNA MERL - It might.

CARL BODE - It must.
"""
DASH_IN_CAPITALS = SPACED_DASH.replace(" - ", "—")
LONG_DASH = SPACED_DASH.replace("ANNA MERL - ", "Anna Merl — ").replace("CARL BODE - ", "Carl Bode — ")
EUROPARL_WEB = """\
Anna Merl (PPE). – Mr President, we should vote today. The Commission may disagree.

Carl Bode, on behalf of the Verts Group. – Mr President, I would rather wait.

President. – I thank the speakers.

Dora Ilk, Member of the Commission. – Mr President, the Commission cannot agree.

(Applause)

Anna Merl (PPE). – That is a pity.
"""
DASHED = [
    ("Anna Merl", "We may"),
    ("Carl Bode", "Could it"),
    ("Anna Merl", "It might"),
    ("Carl Bode", "It must"),
]
FAMILIES = {
    "spaced hyphen": (SPACED_DASH, DASHED),
    "dash behind capitals": (DASH_IN_CAPITALS, DASHED),
    "long dash": (LONG_DASH, DASHED),
    "European Parliament": (
        EUROPARL_WEB,
        [
            ("Anna Merl", "Mr President, we"),
            ("Carl Bode", "Mr President, I"),
            ("President", "I thank"),
            ("Dora Ilk", "Mr President, the"),
            ("Anna Merl", "That is"),
        ],
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_who_speaks_in_a_family(family):
    text, turns = FAMILIES[family]
    statements = annotate(text)["statements"]
    found = [(one["speaker"], text[one["spans"][0][0] :]) for one in statements]
    assert [speaker for speaker, _ in found] == [speaker for speaker, _ in turns]
    assert all(words.startswith(start) for (_, words), (_, start) in zip(found, turns, strict=True))
