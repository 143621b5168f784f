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
INQUIRY = """\
1   (10.00 am)
2   LADY MERL:  Good morning, Mr Bode.
3   MR BODE:  My Lady, may I call Mr Ilk?
4                MR DORAN ILK (sworn)
5                Questions from MR BODE
6   Q.  Mr Ilk, could you look at the screen? Would
7       you say that it is clear?
8   A.  It should be clearer.
9                Questions from MS FENN
10  Q.  Why?
11  A.  It might be the lamp.
"""
DEPOSITION = """\
DORA ILK,
having been first duly sworn, testified as follows:

EXAMINATION BY MR. BODE:

Q.   Could you state your name?
A.   Dora Ilk. I would rather not say more.

MS. FENN: Objection.

CROSS-EXAMINATION BY MS. FENN

Q.   Did you see it fall?
THE WITNESS: I might have.
"""
UNNAMED = """\
MR. BODE: We may start.

Q.   Could you see it?
A.   I could.
Q.   Would you go back?
A.   I might.
"""
FAMILIES = {
    "inquiry": (
        INQUIRY,
        [
            ("Merl", "Good"),
            ("Bode", "My Lady"),
            ("Bode", "Mr Ilk"),
            ("Doran Ilk", "It should"),
            ("Fenn", "Why"),
            ("Doran Ilk", "It might"),
        ],
    ),
    "deposition": (
        DEPOSITION,
        [
            ("Bode", "Could you"),
            ("Dora Ilk", "Dora Ilk. I"),
            ("Fenn", "Objection"),
            ("Fenn", "Did you"),
            ("Dora Ilk", "I might"),
        ],
    ),
    "no examiner": (
        UNNAMED,
        [("Bode", "We may"), (None, "Could"), (None, "I could"), (None, "Would"), (None, "I might")],
    ),
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
