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

Dora Ilk, Vice-President of the Commission and High Representative of the Union. – Mr President, the rest.

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
CALL = """\
Anna Merl
0:0:3.120 --> 0:0:9.0
Thank you all. We may have some news.
Carl Bode
0:0:9.200 --> 0:0:12.0
Could you say more?
Anna Merl
0:0:12.400 --> 0:0:20.0
I would if I could.
"""
EXPORT = """\
Anna Merl  0:03
Thank you all. We may have some news.
Carl Bode  0:15
Could you say more?
Anna Merl  1:21
I would if I could.
"""
MEETING_CHAT = """\
12:03:04\t From Anna Merl to Everyone: We may be late.
12:03:20\t From Carl Bode to Everyone: You could run.
12:04:02\t From Anna Merl to Everyone: We would.
"""
CHEVRONS = """\
>> ANNA MERL: GOOD EVENING. WE MAY HAVE NEWS.
>> WHAT NEWS COULD THAT BE?
>> ANNA MERL: IT MIGHT RAIN.
>> CARL BODE: IT MUST.
"""
OWN_LINES = """\
14:04:00

Anna Merl
(Ashby North) (Lab)
I beg to move that the bridge may be closed.

14:06:00

The Minister for Roads
(Carl Bode)
The Government would not oppose it.

Anna Merl
I could give way.

Carl Bode
So must I.
"""
SAID = [("Anna Merl", "Thank you"), ("Carl Bode", "Could you"), ("Anna Merl", "I would")]
CHAT = """\
[12:03] merl: we may be late
[12:03] bode: you could run
[12:04] merl: we would if we had shoes
[12:05] bode: must you
"""
SIGNS = CHAT.replace("merl:", "<merl>").replace("bode:", "<bode>")
BARE = "".join(line.partition("] ")[2] for line in CHAT.splitlines(keepends=True))
CHATTED = [("merl", "we may"), ("bode", "you could"), ("merl", "we would"), ("bode", "must")]
EARNINGS = """\
Operator

Good day. All lines may be muted.

Anna Merl - Oak Company - CEO

Thank you, operator. We could have grown more.

Carl Bode -- Bode Securities -- Analyst

Would you say how much more?

Anna Merl - Oak Company - CEO

I would not.

Operator

Our next question may come from Dora Ilk.

Dora Ilk - Ilk Brothers - Analyst

Could you comment on costs?

Anna Merl - Oak Company - CEO

They should fall.
"""
INITIALS = """\
Anna Merl and Carl Bode talk about bridges.

AM: We may have to rebuild it.

CB: Could it be done?

AM: It could.
"""
BILINGUAL = """\
Y Llywydd / The Llywydd: Good afternoon. We may start.

Anna Merl AS: Will the First Minister make a statement?

Prif Weinidog Cymru / The First Minister (Carl Bode): I would be glad to.

Anna Merl AS: Could it be today?
"""
TIMES_ABOVE = """\
13:30
Anna Merl MS
Will the First Minister make a statement?
13:31
Carl Bode MS
First Minister
I would be glad to. We could start with one.
13:32
Anna Merl MS
Could it be today?
"""
FOOTNOTE = """\
CHAIR MERL.  Good morning. We may begin with the staff.

MR. BODE.1  Thank you, Madam Chair. It might be weaker.

VICE CHAIR ILK.  Could it be stronger?

MR. BODE.  It could.
"""
SCREENPLAY = """\
                    ANNA
          We may have news.

                    CARL
          Could it be rain?

                    ANNA
          It might.

                    CARL
          It must.
"""
DATED_CHAT = """\
12/05/2021, 10:02 - anna: we may be late
12/05/2021, 10:03 - carl: you could run
12/05/2021, 10:04 - anna: we would
"""
OWN_OFFICES = """\
Sitting of the Assembly

14:00

Lamps

The Cabinet Secretary for Lamps (Anna Merl)

The lamps may go out, and we should not wait.

Carl Bode (Ashby and the Isles) (Con)

Could she say when the lamps would come?

The Cabinet Secretary for Lamps (Anna Merl)

They might come on Monday.

Carl Bode (Ashby and the Isles) (Con)

They must.

The Cabinet Secretary for Lamps (Anna Merl)

We shall see.
"""
ONE_LINE_CUES = """\
[00:00:01.000 --> 00:00:03.500] [SPEAKER_00] The lamps may go out.
[00:00:04.000 --> 00:00:06.500] [SPEAKER_01] Could you say when?
[00:00:07.000 --> 00:00:09.500] [SPEAKER_00] They might on Monday.
"""
EVIDENCE = """\
Oral evidence: Lamps, HC 12

Q101  Chair: Could you tell us who lit the lamps?
Anna Merl: We may have lit them ourselves.
Q102  Carl Bode: Would you do it again?
Anna Merl: We must.
"""
AS_LISTED = """\
Merl, Anna (Greens): The lamps may go out.
Bode, Carl (Liberals): They might not.
Merl, Anna (Greens): They must not.
"""
SIGNED = """\
<Anna Merl> we may wait for the lamps
<bode> you could light them
<Anna Merl> we would if we had oil
<bode> then we must ask
"""
FAMILIES = {
    "offices on lines of their own that come back": (
        OWN_OFFICES,
        [
            ("Anna Merl", "The lamps"),
            ("Carl Bode", "Could she"),
            ("Anna Merl", "They might"),
            ("Carl Bode", "They must"),
            ("Anna Merl", "We shall"),
        ],
    ),
    "words behind the times of captions": (
        ONE_LINE_CUES,
        [("SPEAKER_00", "The lamps"), ("SPEAKER_01", "Could"), ("SPEAKER_00", "They might")],
    ),
    "names behind numbered questions": (
        EVIDENCE,
        [("Chair", "Could you"), ("Anna Merl", "We may"), ("Carl Bode", "Would"), ("Anna Merl", "We must")],
    ),
    "names as in a list": (
        AS_LISTED,
        [("Anna Merl", "The lamps"), ("Carl Bode", "They might"), ("Anna Merl", "They must")],
    ),
    "names in angle brackets": (
        SIGNED,
        [("Anna Merl", "we may"), ("bode", "you could"), ("Anna Merl", "we would"), ("bode", "then")],
    ),
    "dated chat": (DATED_CHAT, [("anna", "we may"), ("carl", "you could"), ("anna", "we would")]),
    "screenplay": (
        SCREENPLAY,
        [("Anna", "We"), ("Carl", "Could"), ("Anna", "It might"), ("Carl", "It must")],
    ),
    "footnote": (FOOTNOTE, [("Merl", "Good"), ("Bode", "Thank"), ("Ilk", "Could"), ("Bode", "It could")]),
    "earnings call": (
        EARNINGS,
        [
            ("Operator", "Good"),
            ("Anna Merl", "Thank"),
            ("Carl Bode", "Would"),
            ("Anna Merl", "I would"),
            ("Operator", "Our next"),
            ("Dora Ilk", "Could"),
            ("Anna Merl", "They"),
        ],
    ),
    "initials": (INITIALS, [("Anna Merl", "We may"), ("Carl Bode", "Could"), ("Anna Merl", "It could")]),
    "two languages": (
        BILINGUAL,
        [("Llywydd", "Good"), ("Anna Merl", "Will"), ("Carl Bode", "I would"), ("Anna Merl", "Could")],
    ),
    "times above names": (
        TIMES_ABOVE,
        [("Anna Merl", "Will"), ("Carl Bode", "I would"), ("Anna Merl", "Could")],
    ),
    "chat": (CHAT, CHATTED),
    "chat with signs": (SIGNS, CHATTED),
    "chat without times": (BARE, CHATTED),
    "call without blank lines": (CALL, SAID),
    "export without blank lines": (EXPORT, SAID),
    "chat of a meeting": (
        MEETING_CHAT,
        [("Anna Merl", "We may"), ("Carl Bode", "You could"), ("Anna Merl", "We would")],
    ),
    "chevrons with and without names": (
        CHEVRONS,
        [("Anna Merl", "GOOD"), (None, "WHAT"), ("Anna Merl", "IT MIGHT"), ("Carl Bode", "IT MUST")],
    ),
    "office and name on two lines": (
        OWN_LINES,
        [
            ("Anna Merl", "I beg"),
            ("Carl Bode", "The Government"),
            ("Anna Merl", "I could"),
            ("Carl Bode", "So must"),
        ],
    ),
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


@pytest.mark.parametrize(
    "text",
    [
        "title: the long way home\nauthor: ann merl of ashby\ntitle: a way\nauthor: carl of selby bay\n",
        "Anna Merl - The Ashby Post\nIt may rain.\nCarl Bode - The Selby Sun\nIt may snow.\n"
        "Anna Merl - The Ashby Post\nIt may not.\n",
        "1 The lamp may go out.\n2 The door might not close.\n3 It could rain.\n4 It must.\n5 It would.\n",
        "ASHBY - The quay may close on Monday.\n\nNobody knew why it would.\n\nSELBY - Rain must fall.\n",
        "2021-01-02 12:03:04 info: it may start\n2021-01-02 12:03:05 error: it cannot\n"
        "2021-01-02 12:03:06 info: it must stop\n",
        "colour: red\nsize: ten\ncolour: blue\nsize: two\n",
        "we may: or we may not\nthe rest of it could wait\nnobody would mind that much\nit must be late\n",
    ],
)
def test_what_is_no_transcript(text):
    assert annotate(text)["reader"] != "transcript"


SPOKEN_IN = EUROPARL_WEB.replace("– Mr President, we should", "– (DE) Mr President, we should")


def test_the_language_of_a_turn_is_nobodys_word():
    record = annotate(SPOKEN_IN)
    assert "(DE)" in [SPOKEN_IN[start:end] for start, end in record["excluded"]]
    assert record["statements"][0]["speaker"] == "Anna Merl"
