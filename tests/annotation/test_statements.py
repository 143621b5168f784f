"""Who says which words in news prose: every construct in own sentences, broken marks, any text at all."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotation.pipeline import annotate_document
from analysis.annotation.speakers import Speakers
from analysis.annotation.statements import find_statements
from analysis.annotation.statements.quotes import find_quotations
from analysis.base.records import Document
from analysis.language.text import Text

EDGES = " \n.,;:!?…“”„\"'’‘`«»―—-"


def statements(text, speakers=None):
    """Speaker, kind and wording of each statement, without the marks at the edges of its pieces."""
    found = find_statements(Text(text), {}, speakers).statements
    return [(s.speaker, s.kind, " … ".join(text[a:b].strip(EDGES) for a, b in s.spans)) for s in found]


def by_speaker(text):
    """The wordings of the statements; the two halves of one quotation may be one statement or two."""
    joined = []
    for speaker, kind, words in statements(text):
        if kind == "direct" and joined and joined[-1][0] == speaker:
            words = f"{joined.pop()[1]} … {words}"
        joined.append((speaker, words))
    return joined


DIRECT = [
    ('"We will rebuild the bridge," Ann Lee said.', "Ann Lee", "We will rebuild the bridge"),
    ("“We will rebuild the bridge,” Ann Lee said on Tuesday.", "Ann Lee", "We will rebuild the bridge"),
    ('"We can win," said Tom Birch, the party chairman.', "Tom Birch", "We can win"),
    ('Tom Birch said, "We can win this election."', "Tom Birch", "We can win this election"),
    ('Tom Birch told reporters: "We can win this election."', "Tom Birch", "We can win this election"),
    (
        '"We can win," Tom Birch said. "We have the votes and the money."',
        "Tom Birch",
        "We can win … We have the votes and the money",
    ),
    (
        '"If they wait," Ann Lee said, "they will lose everything they have built."',
        "Ann Lee",
        "If they wait … they will lose everything they have built",
    ),
    (
        "“I never met him,” the senator said. “I would not know him if I saw him.”",
        "senator",
        "I never met him … I would not know him if I saw him",
    ),
    ('"The talks may fail," a spokesman for Ann Lee said.', "spokesman for Ann Lee", "The talks may fail"),
    ('"The talks may fail," according to the ministry.', "ministry", "The talks may fail"),
    ('"Nobody was hurt," the police wrote on Twitter.', "police", "Nobody was hurt"),
    ('"We should wait," she added.', None, "We should wait"),
    ("''We are ready,'' Tom Birch said.", "Tom Birch", "We are ready"),
    ("‘We are ready for the vote,’ Tom Birch said.", "Tom Birch", "We are ready for the vote"),
    ("«We are ready for the vote», Tom Birch said.", "Tom Birch", "We are ready for the vote"),
    ("„We are ready for the vote,“ Tom Birch said.", "Tom Birch", "We are ready for the vote"),
    ("“He called it ‘a farce’ and left,” Ann Lee said.", "Ann Lee", "He called it ‘a farce’ and left"),
    (
        '"I can’t promise that," Ann Lee said. "Nobody could."',
        "Ann Lee",
        "I can’t promise that … Nobody could",
    ),
    ('"Will you resign?" a reporter asked.', "reporter", "Will you resign"),
    ("“No way!” Tom Birch shouted.", "Tom Birch", "No way"),
]

BROKEN_MARKS = [
    ('"We will rebuild the bridge, Ann Lee said.\n\nThe vote is on Monday.', "We will rebuild the bridge"),
    ('We will rebuild the bridge," Ann Lee said.', "We will rebuild the bridge"),
    ("”We will rebuild the bridge,” Ann Lee said.", "We will rebuild the bridge"),
    ("“We will rebuild the bridge,“ Ann Lee said.", "We will rebuild the bridge"),
    ('“We will rebuild the bridge," Ann Lee said.', "We will rebuild the bridge"),
    ("``We will rebuild the bridge,'' Ann Lee said.", "We will rebuild the bridge"),
    ("Ann Lee said, “We will rebuild the bridge. And soon.", "We will rebuild the bridge. And soon"),
    ('"We will rebuild the bridge" , Ann Lee said.', "We will rebuild the bridge"),
]

MIXED = [
    (
        "Ann Lee said that the bill was “a disgrace” and would fail.",
        "Ann Lee",
        "that the bill was “a disgrace” and would fail",
    ),
    ('Ann Lee said the plan was "dead on arrival."', "Ann Lee", 'the plan was "dead on arrival'),
    (
        "Tom Birch warned that Russia would “pay a price” for it.",
        "Tom Birch",
        "that Russia would “pay a price” for it",
    ),
    (
        'The ministry said it was "deeply concerned" about it.',
        "ministry",
        'it was "deeply concerned" about it',
    ),
    ("The firm would “walk away,” according to Ann Lee.", "Ann Lee", "The firm would “walk away"),
]

INDIRECT = [
    ("Ann Lee said that the bridge would be rebuilt.", "Ann Lee", "that the bridge would be rebuilt"),
    ("Ann Lee said the bridge would be rebuilt.", "Ann Lee", "the bridge would be rebuilt"),
    ("The bridge would be rebuilt, Ann Lee said.", "Ann Lee", "The bridge would be rebuilt"),
    (
        "The bridge, Ann Lee said, would be rebuilt by spring.",
        "Ann Lee",
        "The bridge … would be rebuilt by spring",
    ),
    (
        "The talks have failed, according to the foreign ministry.",
        "foreign ministry",
        "The talks have failed",
    ),
    ("According to Tom Birch, the talks have failed.", "Tom Birch", "the talks have failed"),
    ("Tom Birch told reporters that the talks had failed.", "Tom Birch", "that the talks had failed"),
    ("Ann Lee vowed to rebuild the bridge.", "Ann Lee", "to rebuild the bridge"),
    ("Ann Lee promised to cut taxes next year.", "Ann Lee", "to cut taxes next year"),
    ("Ann Lee called for a ceasefire.", "Ann Lee", "a ceasefire"),
    ("Tom Birch urged Congress to pass the bill.", "Tom Birch", "Congress to pass the bill"),
    ("Tom Birch warned that prices could rise.", "Tom Birch", "that prices could rise"),
    ("Tom Birch criticized the governor for raising taxes.", "Tom Birch", "the governor for raising taxes"),
    ("Officials said that two people were killed.", "Officials", "that two people were killed"),
    ("The report says the agency failed to act.", "report", "the agency failed to act"),
    (
        "The White House said the president would sign the bill.",
        "White House",
        "the president would sign the bill",
    ),
    ("Ann Lee’s spokeswoman said that she would not run.", "Ann Lee’s spokeswoman", "that she would not run"),
    ("Tom Birch claimed that the vote had been stolen.", "Tom Birch", "that the vote had been stolen"),
    ("Tom Birch denied that he had met the ambassador.", "Tom Birch", "that he had met the ambassador"),
    ("Ann Lee acknowledged that mistakes were made.", "Ann Lee", "that mistakes were made"),
    ("Tom Birch has said he would support the nominee.", "Tom Birch", "he would support the nominee"),
    ("Ann Lee suggested that both sides should wait.", "Ann Lee", "that both sides should wait"),
    ("Ann Lee also noted that costs had doubled.", "Ann Lee", "that costs had doubled"),
    ("A spokesman for the port said that it was shut.", "spokesman for the port", "that it was shut"),
]

NAMED_BEFORE = "Senator Ann Lee visited the town of Harrow on Monday.\n\n"
FULL_NAMES = [
    ("Lee said that the bridge would be rebuilt.", "that the bridge would be rebuilt"),
    ("Ms. Lee said that the bridge would be rebuilt.", "that the bridge would be rebuilt"),
    ("She said that the bridge would be rebuilt.", "that the bridge would be rebuilt"),
    ("“We will rebuild it,” she said.", "We will rebuild it"),
]

SEVERAL = [
    (
        "Ann Lee said that the talks had failed and warned that war could follow.",
        [("Ann Lee", "that the talks had failed"), ("Ann Lee", "that war could follow")],
    ),
    (
        '"We tried," Ann Lee said, adding that the door was still open.',
        [("Ann Lee", "We tried"), ("Ann Lee", "that the door was still open")],
    ),
    (
        "“We tried,” Ann Lee said.\n\n“They lied,” Tom Birch said.",
        [("Ann Lee", "We tried"), ("Tom Birch", "They lied")],
    ),
    (
        "Ann Lee said that taxes would rise. Tom Birch said that they would fall.",
        [("Ann Lee", "that taxes would rise"), ("Tom Birch", "that they would fall")],
    ),
    (
        "“We have done all that we could,” Ann Lee said.\n\n“Now it is for the others to decide what to do.”",
        [("Ann Lee", "We have done all that we could … Now it is for the others to decide what to do")],
    ),
    (
        "“We did what we could,” Ann Lee said. “Nobody did more.\n\n“Now it is for the others to decide.”",
        [
            (
                "Ann Lee",
                "We did what we could … Nobody did more … Now it is for the others to decide",
            )
        ],
    ),
    (
        "Ann Lee stated,\n\n“We have done all that we could do for them.”",
        [("Ann Lee", "We have done all that we could do for them")],
    ),
    (
        "Ann Lee wrote:\n\n“We have done all that we could do for them.",
        [("Ann Lee", "We have done all that we could do for them")],
    ),
]

NOBODY_SAYS = [
    "The bridge was rebuilt in May.",
    "Ann Lee flew to Rome on Monday and met the mayor.",
    "The play “Hamlet” opened on Friday.",
    "It remains unclear whether the vote will be held.",
    "Moscow still rejected the proposed ceasefire.",
    "The president pushed for talks between the two sides.",
    "",
    "\n\n",
    "“”",
]


@pytest.mark.parametrize(("text", "speaker", "words"), DIRECT)
def test_direct_quotations(text, speaker, words):
    assert statements(text) == [(speaker, "direct", words)]


@pytest.mark.parametrize(("text", "words"), BROKEN_MARKS)
def test_broken_quotation_marks(text, words):
    found = [(speaker, wording) for speaker, _, wording in statements(text)]
    assert found == [("Ann Lee", words)]


@pytest.mark.parametrize(("text", "speaker", "words"), MIXED)
def test_mixed_quotations(text, speaker, words):
    assert statements(text) == [(speaker, "mixed", words)]


@pytest.mark.parametrize(("text", "speaker", "words"), INDIRECT)
def test_indirect_speech(text, speaker, words):
    assert statements(text) == [(speaker, "indirect", words)]


@pytest.mark.parametrize(("text", "words"), FULL_NAMES)
def test_the_fullest_name(text, words):
    assert [(speaker, wording) for speaker, _, wording in statements(NAMED_BEFORE + text)] == [
        ("Ann Lee", words)
    ]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_statements(text, expected):
    assert by_speaker(text) == expected


@pytest.mark.parametrize("text", NOBODY_SAYS)
def test_what_nobody_says(text):
    assert statements(text) == []


SIGNED = [
    "“We shall not be moved by threats of any kind.” ― Ann Lee",
    "“We shall not be moved by threats of any kind.”\n\n— Ann Lee, mayor of Harrow\n\nThe vote is on Monday.",
    '"We shall not be moved by threats of any kind." -- Ann Lee',
]


@pytest.mark.parametrize("text", SIGNED)
def test_a_signed_quotation(text):
    assert statements(text) == [("Ann Lee", "direct", "We shall not be moved by threats of any kind")]


def test_a_headline():
    text = "Birch: We Will Rebuild the Bridge\n\nTom Birch spoke in Harrow on Monday.\n"
    assert statements(text)[0] == ("Tom Birch", "indirect", "We Will Rebuild the Bridge")


def test_a_study_s_name_wins():
    speakers = Speakers({"the veep": "JD Vance"})
    assert statements("The veep said that it would rain.", speakers)[0][0] == "JD Vance"


SEED = [
    ("mixed", "that the United States would “walk away” from", "peace process with Ukraine"),
    ("direct", "What would bother me", "walk away"),
    ("indirect", "that if no genuine progress", "without US mediation"),
    ("indirect", "that the exchange of peace proposals", "a sign of progress"),
    ("direct", "The fact the Russians", "is a breakthrough"),
    ("indirect", "the initial Russian offer", "winning on the battlefield"),
    ("direct", "We knew that", "negotiations often work"),
    ("indirect", "that the Kremlin’s peace plan", "had not occupied"),
    ("indirect", "the US doesn’t want Ukraine to collapse", "the US doesn’t want Ukraine to collapse"),
    ("indirect", "Moscow for demanding", "land outright"),
    ("direct", "Russia can’t expect", "conquered yet"),
    ("direct", "We can only lead", "any more progress"),
]


def test_the_seed_article(seed_file):
    text = seed_file.read_text(encoding="utf-8")
    found = annotate_document(Document("seed", text, body_start=text.index("On 8 May"))).statements
    assert {statement.speaker for statement in found} == {"JD Vance"}
    wordings = [text[s.start : s.end].strip(EDGES) for s in found]
    assert [
        (s.kind, words[: len(start)], words[-len(end) :])
        for s, words, (_, start, end) in zip(found, wordings, SEED, strict=True)
    ] == SEED


def test_every_statement_says_how_its_speaker_was_found(seed_file):
    text = Text(seed_file.read_text(encoding="utf-8"))
    found = find_statements(text, {}, None).statements
    assert len(found) == len(SEED)
    for statement in found:
        assert statement.found_by
        assert 0 < statement.confidence <= 1


def check_spans(text):
    found = find_statements(Text(text), {}, None)
    spans = sorted([span for s in found.statements for span in s.spans] + list(found.excluded))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for statement in found.statements:
        assert statement.spans == tuple(sorted(statement.spans))
        assert (statement.start, statement.end) == (statement.spans[0][0], statement.spans[-1][1])
    starts = [statement.start for statement in found.statements]
    assert starts == sorted(starts)


PROSE = [
    "Ann Lee",
    " said ",
    "that ",
    "it may rain",
    " told ",
    "according to ",
    "he ",
    " and ",
    ", ",
    ". ",
    ": ",
    "- ",
]
MARKS = ["“", "”", '"', "''", "'", "’", "…", "\n", "\n\n", "İ", "\u2028", "\x00", "𝔘"]
TURNS = ["Q: ", "A. ", "(Applause.)", "MR. LEE: "]
PIECES = st.sampled_from([*PROSE, *MARKS, *TURNS])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_of_broken_prose(text):
    check_spans(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_spans_of_any_text(text):
    check_spans(text)


@given(st.text(alphabet="ab.,!? \n\"'“”‘’«»„`", max_size=60))
def test_quotations_are_sorted_and_apart(text):
    spans = find_quotations(text, [(0, len(text))])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 3_000,
        "said " * 3_000,
        "“Yes,” he said. " * 500,
        "x" * 100_000,
        "A. " * 5_000,
        "(" * 20_000,
        " " * 100_000,
        "'a " * 5_000,
        "Ann " * 5_000 + "said no.",
    ],
    ids=["marks", "cues", "statements", "word", "initials", "brackets", "blanks", "openers", "names"],
)
def test_long_lines_are_read_in_linear_time(text):
    check_spans(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'We won,' she said. “I said: “No.” Twice,” he said.", ["'We won,'", "“I said: “No.” Twice,”"]),
        ('He is 6\'2" tall and "nice".', ['"nice"']),
        ("the workers' pay and the '90s", []),
        ("rock 'n' roll", []),
        ("‘The workers’ pay is low,’ she said.", ["‘The workers’ pay is low,’"]),
        ("“A ‘b’ c,” she said", ["“A ‘b’ c,”"]),
        ("“Open to the end", ["“Open to the end"]),
        ("“A bad day, she said. “We lost.” He left.", ["“A bad day, she said.", "“We lost.”"]),
        ("“We may lose, Ann Lee said on Friday. The vote is near.", ["“We may lose,"]),
        ("“We may lose, said the mayor. The vote is near.", ["“We may lose,"]),
        ("“We may lose. " + "The vote is near. " * 100, ["“We may lose."]),
        ("»We may go«, she said. ‹We may.›", ["»We may go«", "‹We may.›"]),
        ("‚We may go‘, she said.", ["‚We may go‘"]),
    ],
)
def test_quotations(text, found):
    assert [text[a:b] for a, b in find_quotations(text, [(0, len(text))])] == found


def test_a_quotation_that_the_next_paragraph_carries_on():
    text = "“My mother, Ann said, was right. We left.\n\n“We never came back.”"
    end = text.index("\n")
    quotations = find_quotations(text, [(0, end), (end + 2, len(text))])
    assert quotations == [(0, end), (end + 2, len(text))]


def test_neighbours_do_not_both_grow_into_a_quotation_between_them():
    text = Text('\n”  claim "“(sicIt is may! (Mr. Oak rises”" tte H explained.')
    spans = sorted(span for one in find_statements(text, {}, None).statements for span in one.spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
