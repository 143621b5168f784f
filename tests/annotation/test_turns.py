"""Layouts of many kinds of transcript: who speaks, in how few words it can be shown."""

import pytest

from analysis import annotate
from analysis.annotation.pipeline import annotate_document
from analysis.annotation.statements.turns.gate import may_be_transcript
from analysis.annotation.statements.turns.patterns import check_turns
from analysis.annotation.statements.turns.procedure import is_procedure, is_reported_question
from analysis.annotation.statements.turns.transcript import read_transcript
from analysis.base.errors import StudyError
from analysis.base.records import Document

AUSTRALIA = """\
Tuesday, 12 March 2024

The SPEAKER (Hon. Jan Marlow) took the chair at 12:00, made an acknowledgement of country and read prayers.

QUESTIONS WITHOUT NOTICE

Mr BARDEN (Ashby—Leader of the Opposition) (14:01): My question is to the Prime Minister. Will he say when?

Mr DALE (Selby—Prime Minister) (14:02): I thank the member for his question. We will open it in May.

Honourable members interjecting—

The SPEAKER: Order! The member for Ashby will cease interjecting.

Mr DALE: As I was saying, we could open it earlier if the money comes.

Ms Oakes interjecting—

Mr DALE: I will take that interjection. She may be right.

Question agreed to.

Senator WEN (South Coast—Minister for Trade) (14:10): I move:

That this bill be now read a second time.

I seek leave to have the second reading speech incorporated in Hansard.

Leave granted.

House adjourned at 20:00
"""

CANADA = """\
Oral Questions

The Economy

● (1420)

Hon. Paula Dufresne (Leader of the Opposition, CPC): Mr. Speaker, will he admit that he could do more?

Right Hon. Jean Tremblay (Prime Minister, Lib.): Mr. Speaker, we will do more. We may do it in May.

Some hon. members: Oh, oh!

The Speaker: Order. The hon. member for Beauce.

Mr. Luc D'Amours (Beauce, BQ): Monsieur le Président, we would like an answer.

Right Hon. Jean Tremblay: Mr. Speaker, I can only repeat what I said.

[Translation]

Ms. Anne-Marie St-Pierre (Terrebonne, BQ): Mr. Speaker, that might be so.

(Motion agreed to)
"""

COURT = """\
1 IN THE SUPREME COURT
2 THE COURT: Good morning. We may start. Mr. Oakes,
3 you can call your witness.
4 MR. OAKES: Thank you, Your Honor. The People call
5 Mark Dale.
6 THE CLERK: Please raise your right hand.
7 MARK DALE, called as a witness, sworn.
8 DIRECT EXAMINATION
9 BY MR. OAKES:
10 Q Good morning. Could you say where you live?
11 A In Ashby.
12 Q And would you go back there?
13 A I might.
14 MS. PINE: Objection.
15 THE COURT: Sustained.
"""

DEPOSITION = """\
                                                       12

  1       Q.    Good morning, Mr. Dale. Could you
  2   state your name for the record?
  3       A.    Mark Dale.
  4       Q.    Have you been deposed before?
  5       A.    I may have been.
  6             MR. OAKES: Objection. Form.
  7   BY MS. PINE:
  8       Q.    You can answer.
  9       A.    I would rather not.
 10             THE WITNESS: Could we take a break?
 11             MS. PINE: We can.
 12             (Recess taken.)
 13       Q.    Are you ready?
 14       A.    I am.
"""

FLAT = (
    "MODERATOR: Good evening and welcome. We may start. DALE: Thank you. I would begin with the "
    "quay. [APPLAUSE] COLE: I could not agree more. But the money is short. DALE: It can be "
    "found. MODERATOR: You must stop there. COLE: I will.\n"
)

HEARING = """\
                      NOMINATION OF ANN LEE

                              ----------

                        TUESDAY, MAY 3, 2022

                               U.S. Senate,
                      Committee on the Harbour,
                                           Washington, DC.

    The Committee met, pursuant to notice, at 10 a.m., in room
SD-215, Hon. Carl Dunn, Chairman of the Committee, presiding.

    OPENING STATEMENT OF HON. CARL DUNN, A U.S. SENATOR
                     FROM OHIO

    The Chairman. The Committee will come to order. We may have
votes at noon, so I would ask everyone to be brief.
    Senator Pike, would you like to begin?
    Senator Pike. Thank you, Mr. Chairman. I will be brief. The
nominee could be asked many things, and
Mr. Dunn has asked most of them.
    The Chairman. Thank you. Dr. Lee, you may begin.

         STATEMENT OF ANN LEE, PH.D., NOMINEE

    Dr. Lee. Chairman Dunn, Ranking Member Pike, I am honored.
    I would serve the whole harbour.
    [The prepared statement of Dr. Lee appears in the appendix.]
    Senator Pike. Would you resign if asked?
    Dr. Lee. I would.
    [Laughter.]
    The Chairman. The hearing is adjourned.
    [Whereupon, at 11:15 a.m., the hearing was concluded.]
"""

INDIA = """\
[Placed in library. See No. LT 123/24]

THE MINISTER OF STATE IN THE MINISTRY OF PORTS (SHRI ANIL RAO): Sir, I beg to lay a report.

SHRI K. S. VERMA (ASHBY): Sir, would the Minister say when the port will open? ...(Interruptions)

HON. SPEAKER: Please sit down. Nothing will go on record.

...(Interruptions)*

SHRIMATI SUNITA DEVI (SELBY): Sir, I want to raise a matter of urgent public importance.

DR. M. P. NAIR: It may open in May.

SHRI ANIL RAO: Sir, it could open earlier.

MR. DEPUTY-SPEAKER: The question is:
"That the Bill be passed."

The motion was adopted.
"""

IRELAND = """\
Leaders' Questions

Deputy Mary Ashe
I want to ask the Taoiseach about the harbour. He could have acted.

The Taoiseach
I thank the Deputy. We will act when we can.

An Ceann Comhairle
The Deputy's time is up.

Deputy Mary Ashe
I will finish on this. May we have an answer?

The Taoiseach
I have given it.

Deputy Seán Ó Briain
It is not good enough.
"""

PARTICLES = """\
DE LA CRUZ: I thank the chair. We may go.
O'NEIL: I would not.
DE LA CRUZ: You could.
VAN DER BERG: Let us vote.
O'NEIL: We must.
"""

MARKDOWN = """\
# Debate on the harbour

**MODERATOR:** Good evening. We may start.

**DALE:** Thank you. I would begin with the quay.

We could save it.

**COLE:** I disagree. [APPLAUSE]

**MODERATOR:** You can go on.
"""

NEW_ZEALAND = """\
ORAL QUESTIONS

QUESTIONS TO MINISTERS

Question No. 1—Prime Minister

1. CHRIS BANNER (National—Hutt East) to the Prime Minister: Does he stand by all his statements?

Rt Hon PETER ASHCOMBE (Prime Minister): Yes, particularly the one that we would build the quay.

CHRIS BANNER: Can he confirm that he said so in May?

Rt Hon PETER ASHCOMBE: I can, and I would say it again.

SPEAKER: Order! The member will resume his seat.

Hon Dr MĀIA TĀWHAI: Supplementary question.

SPEAKER: I call the Hon Dr Māia Tāwhai.

Hon Dr MĀIA TĀWHAI: Thank you. Might the Minister tell us why?

Motion agreed to.

The House adjourned at 9.58 p.m.
"""

ORAL_HISTORY = """\
Interview with Ruth Adler
Interviewer: Tom Kane
Date: 4 May 1998

KANE: Where were you born, Mrs. Adler?

ADLER: I was born in the old port. My father could not read.

There were seven of us, and we would all sleep in one room. It was cold.

He used to say: work hard. I might have believed him.

KANE: And then?

ADLER: Then the war came. [pause] We had to leave.

[END OF TAPE 1, SIDE A]

KANE: Could you say more?

ADLER: I would rather not.
"""

INITIALS = """\
TK: Where were you born?
RA: I was born in the old port, and my father
could not read. We would all sleep in one room.
TK: And then?
RA: Then the war came. We had to leave.
TK: Could you say more?
RA: I might.
"""

OTTER = """\
Harbour board meeting
Fri, May 3, 2024 10:02AM • 12:30

SUMMARY KEYWORDS
harbour, quay, money

SPEAKERS
Anna Dale, Mark Cole, Speaker 3

Anna Dale  00:02
Good morning. We may start.

Mark Cole  00:10
I would like to say something. It could be long.

Speaker 3  00:20
Go on.

Anna Dale  00:25
You can.

Transcribed by https://otter.ai
"""

PODCAST = """\
Transcript

[00:00:00] Ezra Moss: Welcome to the show. Today we may talk about the harbour.

[00:00:12] Ann Lee: Thanks for having me.

[00:00:14] Ezra Moss: So, could it be saved? I have three points: money, time and will.

[00:01:02] Ann Lee: It could. But here is the thing: nobody wants to pay.

[00:01:20] (MUSIC PLAYING)

[00:01:30] Ezra Moss: We'll be right back.
"""

LORDS = """\
                  HOUSE OF LORDS

Lord Ashby of Selby (Con)
My Lords, I beg leave to ask the Question standing in my name on the Order Paper.

The Minister of State, Home Office (Lord Dunn) (Lab)
My Lords, we will publish it in May.

Baroness Pike of Moss (LD)
My Lords, could the Minister go further? I might add that we would support him.

Lord Dunn
My Lords, I may.

Noble Lords
Oh!
"""

REV = """\
Speaker 1 (00:02):
Good morning. We may start.

Speaker 2 (00:10):
I would like to say something. It could be long.
And then I will stop.

Speaker 1 (00:25):
You can.

Crowd (00:30):
Four more years!
"""

SCOTLAND = """\
The Presiding Officer (Ann Muir): Good afternoon. The first item of business is time for reflection.

The First Minister (John Baird): I thank the Presiding Officer. We will act.

Members: Hear, hear.

Douglas Kerr (Highlands) (Con): Will the First Minister say when?

The First Minister: In May, if Parliament agrees.

Douglas Kerr: That might be too late.

Meeting closed at 17:46.
"""

BRIEFING = """\
Department Press Briefing – March 3, 2022

Ned Holt, Department Spokesperson
Washington, D.C.

2:10 p.m. EST

MR HOLT: Good afternoon. I have one thing at the top, and then I will take your questions.

QUESTION: Thanks, Ned. Can you say whether the Secretary will go?

MR HOLT: I can't. Matt.

QUESTION: Yeah, just to follow up. Could he go next week?

MR HOLT: He might.

QUESTION: (Off-mike.)

MR HOLT: We'll come back to that. Thanks, everyone.

(The briefing was concluded at 3:01 p.m.)
"""

TEAMS = """\
0:0:5.120 --> 0:0:8.340
Dale, Anna
Good morning, everyone. We may start.

0:0:9.120 --> 0:0:12.340
Mark Cole
I would like to say something.

0:0:13.120 --> 0:0:18.340
Dale, Anna
You can.

0:0:19.120 --> 0:0:20.340
Mark Cole
We could wait until May.
"""

COUNCIL = """\
United Nations                                          S/PV.9501
Security Council                                        Provisional
Seventy-eighth year
9501st meeting
Thursday, 7 December 2023, 10 a.m.
New York

President: Mr. Rosales . . . . . . . . . . . . . (Ecuador)

The meeting was called to order at 10.05 a.m.

The President (spoke in Spanish): The Security Council will now begin its
consideration of the item. I now give the floor to the representative of
Albania.

Ms. Hoxha (Albania): I thank the President. We must act at once, and we
may have to act alone.

23-39111                                                              1/9

S/PV.9501                   Maintenance of peace             07/12/2023

Our people would not forgive us.

Mr. de la Cruz (Philippines): My delegation would go further. We will not
wait any longer.

23-39111                                                              2/9

S/PV.9501                   Maintenance of peace             07/12/2023

The President (spoke in Spanish): I thank the representative of the
Philippines for his statement.

The meeting rose at 11.20 a.m.
"""

CAPTIONS = """\
0:00
good evening and welcome to the harbour
0:04
board we may have a long night
0:08
>> thank you madam chair I would like to
0:12
begin with the quay
0:15
>> go ahead you can take five minutes
0:19
[Applause]
0:21
>> we could save it if we wanted
"""

ZOOM = """\
WEBVTT

1
00:00:05.120 --> 00:00:08.340
Anna Dale: Good morning, everyone. We may start.

2
00:00:09.120 --> 00:00:12.340
Mark Cole: I would like to say something

3
00:00:12.500 --> 00:00:18.340
that you might not like.

4
00:00:19.120 --> 00:00:20.340
Anna Dale: You can.
"""

EXPECTED = [
    (
        AUSTRALIA,
        "colon",
        [
            ("Barden", "Will he say when?"),
            ("Dale", " We will open it in May."),
            ("Speaker", "will cease interjecting."),
            ("Dale", "lier if the money comes."),
            ("Dale", "ction. She may be right."),
            ("Wen", "incorporated in Hansard."),
        ],
    ),
    (
        CANADA,
        "colon",
        [
            ("Paula Dufresne", "that he could do more?"),
            ("Jean Tremblay", "We may do it in May."),
            (None, "Oh, oh!"),
            ("Speaker", " hon. member for Beauce."),
            ("Luc D'Amours", "we would like an answer."),
            ("Jean Tremblay", "only repeat what I said."),
            ("Anne-Marie St-Pierre", "eaker, that might be so."),
        ],
    ),
    (
        COURT,
        "colon",
        [
            ("Court", "u can call your witness."),
            ("Oakes", "Mark Dale."),
            ("Clerk", "raise your right hand."),
            ("Oakes", " you say where you live?"),
            ("Mark Dale", "In Ashby."),
            ("Oakes", "would you go back there?"),
            ("Mark Dale", "I might."),
            ("Pine", "Objection."),
            ("Court", "Sustained."),
        ],
    ),
    (
        DEPOSITION,
        "colon",
        [
            (None, "our name for the record?"),
            (None, "Mark Dale."),
            (None, "you been deposed before?"),
            (None, "I may have been."),
            ("Oakes", "Objection. Form."),
            ("Pine", "You can answer."),
            (None, "I would rather not."),
            ("Witness", "Could we take a break?"),
            ("Pine", "We can."),
            ("Pine", "Are you ready?"),
            (None, "I am."),
        ],
    ),
    (
        FLAT,
        "inline",
        [
            ("Moderator", "d welcome. We may start."),
            ("Dale", "uld begin with the quay."),
            ("Cole", " But the money is short."),
            ("Dale", "It can be found."),
            ("Moderator", "You must stop there."),
            ("Cole", "I will."),
        ],
    ),
    (
        HEARING,
        "point",
        [
            ("Chairman", "would you like to begin?"),
            ("Pike", " has asked most of them."),
            ("Chairman", " Dr. Lee, you may begin."),
            ("Ann Lee", "serve the whole harbour."),
            ("Pike", "uld you resign if asked?"),
            ("Ann Lee", "I would."),
            ("Chairman", "he hearing is adjourned."),
        ],
    ),
    (
        INDIA,
        "colon",
        [
            ("Anil Rao", "I beg to lay a report."),
            ("K. S. Verma", " the port will open? ..."),
            ("Speaker", "..."),
            ("Sunita Devi", "rgent public importance."),
            ("M. P. Nair", "It may open in May."),
            ("Anil Rao", ", it could open earlier."),
            ("Deputy-Speaker", 'hat the Bill be passed."'),
        ],
    ),
    (
        IRELAND,
        "own",
        [
            ("Mary Ashe", "ur. He could have acted."),
            ("Taoiseach", "We will act when we can."),
            ("An Ceann Comhairle", "The Deputy's time is up."),
            ("Mary Ashe", ". May we have an answer?"),
            ("Taoiseach", "I have given it."),
            ("Seán Ó Briain", "It is not good enough."),
        ],
    ),
    (
        PARTICLES,
        "colon",
        [
            ("De la Cruz", "nk the chair. We may go."),
            ("O'Neil", "I would not."),
            ("De la Cruz", "You could."),
            ("Van der Berg", "Let us vote."),
            ("O'Neil", "We must."),
        ],
    ),
    (
        MARKDOWN,
        "colon",
        [
            ("Moderator", "d evening. We may start."),
            ("Dale", "We could save it."),
            ("Cole", "I disagree."),
            ("Moderator", "You can go on."),
        ],
    ),
    (
        NEW_ZEALAND,
        "colon",
        [
            ("Chris Banner", "d by all his statements?"),
            ("Peter Ashcombe", "we would build the quay."),
            ("Chris Banner", " that he said so in May?"),
            ("Peter Ashcombe", "nd I would say it again."),
            ("Speaker", "er will resume his seat."),
            ("Māia Tāwhai", "Supplementary question."),
            ("Speaker", " the Hon Dr Māia Tāwhai."),
            ("Māia Tāwhai", "he Minister tell us why?"),
        ],
    ),
    (
        ORAL_HISTORY,
        "colon",
        [
            ("Tom Kane", "re you born, Mrs. Adler?"),
            ("Ruth Adler", "might have believed him."),
            ("Tom Kane", "And then?"),
            ("Ruth Adler", "We had to leave."),
            ("Tom Kane", "Could you say more?"),
            ("Ruth Adler", "I would rather not."),
        ],
    ),
    (
        INITIALS,
        "colon",
        [
            ("TK", "Where were you born?"),
            ("RA", "d all sleep in one room."),
            ("TK", "And then?"),
            ("RA", "r came. We had to leave."),
            ("TK", "Could you say more?"),
            ("RA", "I might."),
        ],
    ),
    (
        OTTER,
        "own",
        [
            ("Anna Dale", "d morning. We may start."),
            ("Mark Cole", "thing. It could be long."),
            ("Speaker 3", "Go on."),
            ("Anna Dale", "You can."),
        ],
    ),
    (
        PODCAST,
        "colon",
        [
            ("Ezra Moss", " talk about the harbour."),
            ("Ann Lee", "Thanks for having me."),
            ("Ezra Moss", "s: money, time and will."),
            ("Ann Lee", "ng: nobody wants to pay."),
            ("Ezra Moss", "We'll be right back."),
        ],
    ),
    (
        LORDS,
        "own",
        [
            ("Ashby", "name on the Order Paper."),
            ("Dunn", " will publish it in May."),
            ("Pike", "at we would support him."),
            ("Dunn", "My Lords, I may."),
            (None, "Oh!"),
        ],
    ),
    (
        REV,
        "colon",
        [
            ("Speaker 1", "d morning. We may start."),
            ("Speaker 2", "And then I will stop."),
            ("Speaker 1", "You can."),
            (None, "Four more years!"),
        ],
    ),
    (
        SCOTLAND,
        "colon",
        [
            ("Ann Muir", " is time for reflection."),
            ("John Baird", "ng Officer. We will act."),
            (None, "Hear, hear."),
            ("Douglas Kerr", "First Minister say when?"),
            ("John Baird", "y, if Parliament agrees."),
            ("Douglas Kerr", "That might be too late."),
        ],
    ),
    (
        BRIEFING,
        "colon",
        [
            ("Ned Holt", "ill take your questions."),
            (None, "r the Secretary will go?"),
            ("Ned Holt", "I can't. Matt."),
            (None, ". Could he go next week?"),
            ("Ned Holt", "He might."),
            ("Ned Holt", " that. Thanks, everyone."),
        ],
    ),
    (
        TEAMS,
        "own",
        [
            ("Anna Dale", " everyone. We may start."),
            ("Mark Cole", "d like to say something."),
            ("Anna Dale", "You can."),
            ("Mark Cole", "We could wait until May."),
        ],
    ),
    (
        COUNCIL,
        "colon",
        [
            ("Rosales", "Albania."),
            ("Hoxha", "le would not forgive us."),
            ("de la Cruz", "wait any longer."),
            ("Rosales", "pines for his statement."),
        ],
    ),
    (
        CAPTIONS,
        "chevron",
        [
            (None, "we may have a long night"),
            (None, "begin with the quay"),
            (None, "ou can take five minutes"),
            (None, "uld save it if we wanted"),
        ],
    ),
    (
        ZOOM,
        "colon",
        [
            ("Anna Dale", " everyone. We may start."),
            ("Mark Cole", "that you might not like."),
            ("Anna Dale", "You can."),
        ],
    ),
]


@pytest.mark.parametrize(("text", "layout", "turns"), EXPECTED)
def test_who_speaks_and_how_each_turn_ends(text, layout, turns):
    record = annotate(text)
    assert record["layout"] == layout
    assert [statement["speaker"] for statement in record["statements"]] == [speaker for speaker, _ in turns]
    for statement, (_, ending) in zip(record["statements"], turns, strict=True):
        start, end = statement["spans"][-1]
        assert text[start:end].endswith(ending)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (AUSTRALIA, ["Honourable members interjecting—", "Ms Oakes interjecting—", "Question agreed to."]),
        (AUSTRALIA, ["Leave granted.", "House adjourned at 20:00"]),
        (CANADA, ["● (1420)", "[Translation]", "(Motion agreed to)"]),
        (COUNCIL, ["The meeting rose at 11.20 a.m.", "S/PV.9501                   Maintenance of peace"]),
        (BRIEFING, ["(Off-mike.)", "(The briefing was concluded at 3:01 p.m.)"]),
        (HEARING, ["[Laughter.]", "[Whereupon, at 11:15 a.m., the hearing was concluded.]"]),
        (DEPOSITION, ["(Recess taken.)", "BY MS. PINE:"]),
        (OTTER, ["Transcribed by https://otter.ai"]),
        (SCOTLAND, ["Meeting closed at 17:46."]),
    ],
)
def test_what_nobody_says(text, gone):
    record = annotate(text)
    stretches = [text[a:b] for a, b in record["excluded"]]
    assert all(any(words in stretch for stretch in stretches) for words in gone)
    assert len(record["excluded"]) == len(record["excluded_kinds"])


def test_a_sentence_runs_on_over_line_numbers_and_cue_times():
    record = annotate(DEPOSITION)
    starts = {DEPOSITION[s["start"] : s["start"] + 12] for s in record["statements"]}
    assert "Good morning" in starts
    (conditional,) = annotate(
        "1\n00:00:01,000 --> 00:00:02,000\n>> LEE: We may vote if they\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nrefuse to talk.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n>> RAY: No.\n"
    )["conditionals"]
    assert conditional["statement"] == 0
    assert conditional["apodosis"] is not None


@pytest.mark.parametrize(
    "label",
    [
        *("[12:30 PM] {}: ", "12/05/21, 10:02 - {}: ", "12:30:05 {}: ", "{} [00:00:05] ", "{}: 00:05\n"),
        *(
            "- {}: ",
            "### {}\n\n",
            "| {} | ",
            "[{}] ",
            "{} – ",
            "{}—",
            "{}\t",
            "_{}_: ",
            "<v {}>",
            "{} (VO): ",
        ),
    ],
)
def test_a_label_in_any_dress(label):
    turns = [
        ("Anna Dale", "We may go."),
        ("Mark Cole", "I would not."),
        ("Anna Dale", "We could."),
        ("Mark Cole", "No."),
        ("Anna Dale", "So be it."),
    ]
    text = "\n\n".join(label.format(name) + words for name, words in turns)
    said = [(s["speaker"], text[s["start"] : s["end"]].strip("| ")) for s in annotate(text)["statements"]]
    assert said == turns


def test_the_notes_of_a_label_are_kept():
    notes = [statement["speaker_note"] for statement in annotate(AUSTRALIA)["statements"]]
    assert notes[:2] == ["Ashby—Leader of the Opposition", "Selby—Prime Minister"]


PEOPLE = """\
The Minister for Ports (Ann Lee): We may open it.
Mr. Paul: I knew Paul Moss, who could not wait.
Ms. Lee: He could.
The Minister for Ports: I said so.
The PRESIDING OFFICER (Mr. Ray): Order.
The PRESIDING OFFICER: The gentleman may sit.
"""


def test_one_person_is_one_speaker():
    speakers = [statement["speaker"] for statement in annotate(PEOPLE)["statements"]]
    assert speakers == ["Ann Lee", "Paul", "Ann Lee", "Ann Lee", "Ray", "Presiding Officer"]


def test_two_members_of_one_name_keep_their_states():
    text = "Mr. SMITH of Ohio. I rise.\nMr. SMITH of Texas. So do I.\nMr. DALE. I object.\n"
    assert [s["speaker"] for s in annotate(text)["statements"]] == ["Smith of Ohio", "Smith of Texas", "Dale"]


LONG = "We have come far, and I say that our work is not done. We must go on until we are there. " * 9


@pytest.mark.parametrize(
    ("id", "text", "speaker"),
    [
        ("a", f"Remarks by President Ann Lee\nMay 4, 2021\n\n{LONG}", "Ann Lee"),
        ("a", f"Ann Lee\t2021-05-04\t{LONG}", "Ann Lee"),
        ("a", f"Ann Lee\n\n{LONG}", "Ann Lee"),
        ("Ann Lee 2021", LONG, "Ann Lee"),
        ("a", LONG, None),
    ],
)
def test_a_speech_without_turns_is_one_voice(id, text, speaker):
    annotation = annotate_document(Document(id, text))
    assert annotation.reader == "speech"
    assert [statement.speaker for statement in annotation.statements] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said that we may go. Bob Ray told reporters that he would stay. " * 20,
        "House of Lords\n\nThe quay was shut. Nobody knew why.",
        "Note: we may vote.\n\nSource: it would be odd.\n\nResult: they could go.\n",
        "The board met on\nFriday. Senator Lee. left early, and\nMr. Ray followed.\n",
        "1. Ann Lee (Last week: 2.)\nShe could win.\n2. Bob Ray (Last week: 1.)\nHe could not.\n",
        "Rep. Gregory W.\nMoss of Ohio said so. They may go.\n",
    ],
)
def test_what_is_prose(text):
    assert annotate(text)["reader"] == "prose"
    assert {s["speaker"] for s in annotate(text)["statements"]} <= {"Ann Lee", "Bob Ray", "Moss", "Gregory W"}


@pytest.mark.parametrize("text", [text for text, *_ in EXPECTED])
def test_the_cheap_look_misses_no_transcript(text):
    assert may_be_transcript(text)


@pytest.mark.parametrize(
    ("words", "at_end", "told"),
    [
        ("Question put and agreed to.", False, True),
        ("Several hon. Members rose—", False, True),
        ("The House divided: Ayes 3, Noes 2.", True, True),
        ("The House was told that we would wait.", True, False),
        ("The bill was read a second time.", False, False),
        ("The bill was read a second time.", True, True),
    ],
)
def test_procedure(words, at_end, told):
    assert is_procedure(words, at_end=at_end) is told


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("3. Mr. Dale asked the Minister what he would do.", True),
        ("HON. A. LEE asked the Government, upon notice:", True),
        ("You asked two questions about the quay, and I will answer the first.", False),
        ("And in particular, as you have asked, one of the things we did.", False),
    ],
)
def test_a_question_on_paper(words, asked):
    assert is_reported_question(words) is asked


@pytest.mark.parametrize(
    ("turns", "speakers"),
    [
        ("", [None]),
        (r"(?P<name>[A-Z]\w+ [A-Z]\w+) //", ["Ann Lee", "Bob Ray", "Ann Lee"]),
        ("none", [None]),
    ],
)
def test_the_user_says_how_turns_are_marked(turns, speakers):
    text = "Ann Lee // We can.\nBob Ray // We must.\nAnn Lee // So we may.\n"
    document = Document("x", text, {"turns": turns} if turns else {})
    found = [statement.speaker for statement in annotate_document(document).statements]
    assert found == (speakers if speakers != [None] else [])


def test_a_pattern_without_a_name_is_refused():
    with pytest.raises(StudyError, match=r"no layout .* and no pattern with the speaker as its group 'name'"):
        check_turns("[A-Z]+:")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?P<name>(?:[A-Z]+ ?)+):",
        "(?P<name>(a|a)*):",
        "(?P<name>x)(?:(?:b*)*|c)!",
        "(?P<name>(?:.{1,9}){3,}):",
    ],
)
def test_a_pattern_that_may_take_for_ever_is_refused(pattern):
    with pytest.raises(StudyError, match="repeats what repeats itself"):
        check_turns(pattern)


@pytest.mark.parametrize(
    "pattern", ["^(?P<name>[A-Z ]+):", "(?P<name>(?:Mr|Ms) [A-Z][a-z]+)[.:]", "(?P<name>A?B?C*)x?"]
)
def test_a_pattern_of_single_repetitions_is_taken(pattern):
    assert check_turns(pattern) == pattern


def test_reading_is_linear_in_the_length_of_the_text():
    """Work is counted, not timed: labels found grow as the text does."""
    once, twice = read_transcript(BRIEFING * 20), read_transcript(BRIEFING * 40)
    assert once
    assert twice
    assert len(twice.turns) == 2 * len(once.turns)


def test_what_stands_before_the_first_sign_has_no_label():
    spans = [one["speaker_span"] for one in annotate("We wait.\n>>It rains.\n>>It must.")["statements"]]
    assert spans[0] is None
    assert all(span is None or span[0] < span[1] for span in spans)


@pytest.mark.parametrize("text", ["(文，)-->", "Anna Lee,: We wait.\nBen Oak,: We go.\nAnna Lee,: So be it."])
def test_a_comma_with_nothing_behind_it_is_no_office(text):
    assert annotate(text)["id"] == "text"
