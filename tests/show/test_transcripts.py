"""Transcripts and speeches: turns, labels, stage directions, one speaker from end to end."""

import pytest

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements import find_statements
from analysis.annotation.statements.transcripts import cut_out, find_directions
from analysis.annotation.statements.turns.transcript import read_transcript
from analysis.language.text import Text

BRIEFING = """Press briefing by Press Secretary Dana Holt

MS. HOLT: Good afternoon, everybody. (Laughter.) I have two things at the top.

First, the President may travel to Lisbon on Friday.

Q: Will he meet the opposition?

MS. HOLT: He could. I can't say more than that.

Q: Thank you.
"""
HEARING = """Q. Did you read the memo?
A. I did.
Q. Would you sign it again?
A. I might. [crosstalk] It depends.
"""
HOUSE = """The Prime Minister: I will answer in full.
Joan Ellery (Harrow Vale) (Lab): Can he say when?
The Prime Minister: Before the recess, if the House agrees.
Tom Birch (Eastmoor) (Con): Hear, hear.
"""
COUNCIL = """The President: I now give the floor to the representative of Guinea.

Mr. Diallo (Guinea) (spoke in French): We must act at once.

The President: I thank Mr. Diallo.

Ms. Okafor (Nigeria): My delegation would go further.
"""
RECORD = """Mr. HARLAN. Madam President, I rise to oppose the bill.
Ms. REYES of Ohio. I object.
The PRESIDING OFFICER. Objection is heard.
"""
TALK = """The two met on stage on Monday.

Ann Lee: I think we can win.

Bob Ray: We might.

Ann Lee: Then let us try.
"""


def turns(text):
    found = read_transcript(text)
    return [(turn.head.name, text[slice(*turn.spoken)].strip()) for turn in found.turns] if found else []


def statements(text, metadata=None, speakers=None):
    found = find_statements(Text(text), metadata or {}, speakers)
    return [(s.speaker, s.kind, " | ".join(text[a:b] for a, b in s.spans)) for s in found.statements]


def excluded(text, metadata=None):
    return [text[a:b] for a, b in find_statements(Text(text), metadata or {}, None).excluded]


def test_a_press_briefing():
    assert statements(BRIEFING) == [
        (
            "Dana Holt",
            "direct",
            "Good afternoon, everybody. | I have two things at the top.\n\n"
            "First, the President may travel to Lisbon on Friday.",
        ),
        (None, "direct", "Will he meet the opposition?"),
        ("Dana Holt", "direct", "He could. I can't say more than that."),
        (None, "direct", "Thank you."),
    ]


def test_what_is_left_out_of_a_briefing():
    assert excluded(BRIEFING) == ["MS. HOLT:", "(Laughter.)", "Q:", "MS. HOLT:", "Q:"]


def test_a_hearing_with_questions_and_answers():
    assert statements(HEARING) == [
        (None, "direct", "Did you read the memo?"),
        (None, "direct", "I did."),
        (None, "direct", "Would you sign it again?"),
        (None, "direct", "I might. | It depends."),
    ]


def test_the_metadata_say_who_answers():
    assert [speaker for speaker, *_ in statements(HEARING, {"speaker": "Ann Lee"})] == [None, "Ann Lee"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (HOUSE, ["The Prime Minister", "Joan Ellery", "The Prime Minister", "Tom Birch"]),
        (COUNCIL, ["The President", "Mr. Diallo", "The President", "Ms. Okafor"]),
        (RECORD, ["Mr. HARLAN", "Ms. REYES", "The PRESIDING OFFICER"]),
        (TALK, ["Ann Lee", "Bob Ray", "Ann Lee"]),
        ("QUESTION: Why?\nSENATOR LEE: Because.\nQUESTION: When?\n", ["QUESTION", "SENATOR LEE", "QUESTION"]),
        ("JO McCALL, host: Welcome.\nJANE DOE: Hello.\nMcCALL: So.\n", ["JO McCALL", "JANE DOE", "McCALL"]),
        (
            "Interviewer: Why?\nMira Sand: Because.\nInterviewer: So?\n",
            ["Interviewer", "Mira Sand", "Interviewer"],
        ),
    ],
)
def test_labels(text, names):
    assert [name for name, _ in turns(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Pence: We will win\n\nThe governor spoke on Monday.\n",
        "Note: this is new.\nSource: the ministry.\nUpdated: today.\n",
        "There are two reasons: one is cost.\nThe other is time: it flies.\nA third is luck.\n",
        "He said: no.\n\nShe said: yes.\n\nThey left.\n",
        "",
        ":",
    ],
)
def test_what_is_no_transcript(text):
    assert turns(text) == []


def test_a_turn_in_an_article_ends_with_its_paragraph():
    text = (
        TALK
        + "\nThe hall was full. Nobody left early.\n\nThe doors closed at ten.\n\nA band played on.\n" * 3
    )
    assert turns(text)[-1] == ("Ann Lee", "Then let us try.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thank you. (Applause.) We stay.", ["(Applause.)"]),
        ("[Laughter] Yes.", ["[Laughter]"]),
        ("(Laughter and applause.)", ["(Laughter and applause.)"]),
        ("(Cheers, applause)", ["(Cheers, applause)"]),
        ("We [inaudible] go.", ["[inaudible]"]),
        ("(spoke in Russian)", ["(spoke in Russian)"]),
        ("(BEGIN VIDEO CLIP) No. (END VIDEO CLIP)", ["(BEGIN VIDEO CLIP)", "(END VIDEO CLIP)"]),
        ("[Interruption.] Order.", ["[Interruption.]"]),
        ("We stay (for now).", []),
        ("It is [sic] so.", []),
        ("(", []),
    ],
)
def test_stage_directions(text, found):
    assert [text[a:b] for a, b in find_directions(text)] == found


SPEECH = (
    "My friends, we shall prevail. (Applause.)\n\nLincoln said, “With malice toward none.” We must listen."
)
ADDRESS = "I can promise you this. [Cheers] If we work, we will win."


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (SPEECH, "My friends, we shall prevail. | Lincoln said, “With malice toward none.” We must listen."),
        (ADDRESS, "I can promise you this. | If we work, we will win."),
    ],
)
def test_a_speech_is_one_speaker_s(text, pieces):
    assert statements(text, {"speaker": "Ann Lee"}) == [("Ann Lee", "direct", pieces)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (HOUSE, ["Prime Minister", "Joan Ellery", "Prime Minister", "Tom Birch"]),
        (COUNCIL, ["President", "Diallo", "President", "Okafor"]),
        (RECORD, ["Harlan", "Reyes", "Presiding Officer"]),
        ("Remarks by President Ann Lee\n\nTHE PRESIDENT: Hello.\n\nQ: Why?\n", ["Ann Lee", None]),
    ],
)
def test_speakers(text, speakers):
    assert [speaker for speaker, *_ in statements(text)] == speakers


def test_a_study_s_name_for_a_label_wins():
    speakers = Speakers({"The Prime Minister": "Rosa Keane"})
    assert statements(HOUSE, speakers=speakers)[0][0] == "Rosa Keane"


def test_a_speech_by_an_alias():
    speakers = Speakers({"the chair": "Rosa Keane"})
    assert statements(ADDRESS, {"speaker": "The Chair"}, speakers)[0][0] == "Rosa Keane"


def test_an_empty_speech():
    assert statements("(Applause.)", {"speaker": "Ann Lee"}) == []


ADDRESS = """To the Congress:

ENERGY:
We must save more.

THE ECONOMY:
It will grow.

TRADE:
We may sign.
"""


def test_headings_of_a_speech_are_no_turns_when_the_speaker_is_known():
    found = find_statements(Text(ADDRESS), {"speaker": "Ann Lee"}, None)
    assert [(s.speaker, s.spans) for s in found.statements] == [("Ann Lee", ((0, len(ADDRESS.rstrip())),))]


def test_turns_are_kept_when_the_speaker_takes_part():
    text = "MS. LEE: We may go.\n\nMR. ROE: When?\n\nMS. LEE: Soon.\n\nMR. ROE: Good.\n"
    found = find_statements(Text(text), {"speaker": "Ann Lee"}, None)
    assert len(found.statements) == 4


def test_a_direction_is_cut_out_of_what_begins_inside_it():
    assert cut_out((3, 20), [(0, 10)], "(Applause.) and so on") == ((10, 20),)
