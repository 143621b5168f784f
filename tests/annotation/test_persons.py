"""Names and pronouns: which person stands behind a mention."""

import pytest

from analysis.annotation.speakers import Speakers, read_speakers
from analysis.annotation.statements.names_in_text import find_names
from analysis.annotation.statements.persons import Persons
from analysis.base.errors import StudyError
from analysis.language.text import Text


def resolve(text, mention, speakers=None, spoken=()):
    """The speaker behind the last occurrence of `mention`, after the mentions in `spoken` were resolved."""
    persons = Persons(Text(text), speakers)
    for earlier in spoken:
        at = text.index(earlier)
        persons.resolve((at, at + len(earlier)))
    start = text.rindex(mention)
    return persons.resolve((start, start + len(mention))).speaker


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("Ann Lee came. Lee said no.", "Lee", "Ann Lee"),
        ("Sen. Ann Lee came. Ms. Lee said no.", "Ms. Lee", "Ann Lee"),
        ("US Vice President JD Vance came. Vance stated", "Vance", "JD Vance"),
        ("US Vice President JD Vance told us", "US Vice President JD Vance", "JD Vance"),
        ("Donald J. Trump and Donald Trump Jr. came. Trump said", "Trump", "Donald J. Trump"),
        ("Bill Rand met Joan Rand. Mrs. Rand said", "Mrs. Rand", "Joan Rand"),
        ("Bill Rand met Joan Rand. Mr. Rand said", "Mr. Rand", "Bill Rand"),
        ("Hillary Moss won. Hillary said", "Hillary", "Hillary Moss"),
        ("Tom Birch’s plan failed. Birch said", "Birch", "Tom Birch"),
        ("Ursula von der Leyen spoke. Von der Leyen said", "Ursula von der Leyen", "Ursula von der Leyen"),
        ("Mary-Jo O’Neil said", "Mary-Jo O’Neil", "Mary-Jo O’Neil"),
        ("Campaign manager Ann Lee said", "Campaign manager Ann Lee", "Ann Lee"),
        ("Tom Birch, a lawyer from Ohio, said", "Tom Birch, a lawyer from Ohio,", "Tom Birch"),
        ("Lee’s running mate, Tom Birch, said", "Lee’s running mate, Tom Birch,", "Tom Birch"),
        ("a spokesman for Ann Lee said", "a spokesman for Ann Lee", "spokesman for Ann Lee"),
        ("Ann Lee’s spokeswoman said", "Ann Lee’s spokeswoman", "Ann Lee’s spokeswoman"),
        ("the Lee campaign said", "the Lee campaign", "Lee campaign"),
        ("the White House said", "the White House", "White House"),
        ("The Kremlin said", "The Kremlin", "Kremlin"),
        ("officials said", "officials", "officials"),
        ("two people close to her said", "two people close to her", "two people close to her"),
        ("the report says", "the report", "report"),
        ("President Ann Lee came. The president said", "The president", "Ann Lee"),
        ("The mayor of London, Ann Lee, said", "The mayor of London, Ann Lee,", "Ann Lee"),
        ("Bill Rand and Joan Rand came. Joan Rand sat. Rand said", "Rand", "Joan Rand"),
        ("Mrs. Kerry Rand came. Bill Rand came. Mrs. Rand said", "Mrs. Rand", "Kerry Rand"),
        ("Tom Birch Sr. met Tom Birch Jr. and left. Tom Birch Jr. said", "Tom Birch Jr.", "Tom Birch Jr"),
        ("Jan Moss came. Moss said", "Moss", "Jan Moss"),
        ("In Jan. 2020 Tom Moss came. Moss said", "Moss", "Tom Moss"),
        ("ABC News Tonight began. ABC said", "ABC", "ABC"),
    ],
)
def test_names(text, mention, speaker):
    assert resolve(text, mention) == speaker


LEE = "Prime Minister Ann Lee came. "


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("The Prime Minister said", "The Prime Minister", "Prime Minister"),
        ("the foreign secretary said", "the foreign secretary", "foreign secretary"),
        ("The Shadow Chancellor said", "The Shadow Chancellor", "Shadow Chancellor"),
        ("The Lord Chief Justice said", "The Lord Chief Justice", "Lord Chief Justice"),
        ("The Leader of the House said", "The Leader of the House", "Leader of the House"),
        ("The Minister for Health said", "The Minister for Health", "Minister for Health"),
        ("Home Secretary Tom Birch said", "Home Secretary Tom Birch", "Tom Birch"),
        ("Senate Majority Leader Tom Birch said", "Senate Majority Leader Tom Birch", "Tom Birch"),
        ("former Secretary of State Tom Birch said", "former Secretary of State Tom Birch", "Tom Birch"),
        ("the Secretary of State, Tom Birch, said", "the Secretary of State, Tom Birch,", "Tom Birch"),
        ("House Chief Of Staff Tom Birch said", "Tom Birch", "Tom Birch"),
        (LEE + "The prime minister said", "The prime minister", "Ann Lee"),
        ("British " + LEE + "The prime minister said", "The prime minister", "Ann Lee"),
        (
            "Ann Lee, the British prime minister, came. The prime minister said",
            "The prime minister",
            "Ann Lee",
        ),
        (
            "The foreign minister, Tom Birch, came. The foreign minister said",
            "The foreign minister",
            "Tom Birch",
        ),
        (
            "The head of the bank met the minister, Ann Lee said. The minister said",
            "The minister",
            "minister",
        ),
        ("Vice President Ann Lee came. The president said", "The president", "president"),
        ("Former President Tom Birch met President Ann Lee. The president said", "The president", "Ann Lee"),
        ("President Tom Birch met President Ann Lee. The president said", "The president", "president"),
    ],
)
def test_offices(text, mention, speaker):
    assert resolve(text, mention) == speaker


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("Ann Lee flew home. Her office said", "Her office", "Ann Lee’s office"),
        ("Ann Lee flew home. Lee’s office said", "Lee’s office", "Ann Lee’s office"),
        ("Ann Lee met Tom Birch. His spokeswoman said", "His spokeswoman", "Tom Birch’s spokeswoman"),
        ("It rained. His spokeswoman said", "His spokeswoman", "spokeswoman"),
        ("his aide, Tom Birch, said", "his aide, Tom Birch,", "Tom Birch"),
        ("a lawyer for Ann Lee said", "a lawyer for Ann Lee", "lawyer for Ann Lee"),
        ("the prime minister’s office said", "the prime minister’s office", "prime minister’s office"),
    ],
)
def test_who_speaks_for_somebody(text, mention, speaker):
    assert resolve(text, mention) == speaker


@pytest.mark.parametrize("mention", ["Remember I", "All I", "Tonight I", "me and they", "you and I", "we"])
def test_the_writer_is_no_name(mention):
    assert resolve(f"Ann Lee came. {mention} said", mention) is None


@pytest.mark.parametrize(
    ("text", "spoken", "pronoun", "speaker"),
    [
        ("Birch came at noon. He said", [], "He", "Birch"),
        ("Birch said no. He said", ["Birch"], "He", "Birch"),
        ("Yet Moscow waited. He said", [], "He", None),
        ("Birch asked Tom Lee. He said", ["Birch"], "He", "Tom Lee"),
        ("New York voted. He said", [], "He", None),
        ("Tom Birch said no. He said", ["Tom Birch"], "He", "Tom Birch"),
        ("Ann Lee said no to Tom Birch. She said", ["Ann Lee"], "She", "Ann Lee"),
        ("Ann Lee met Tom Birch. He said", [], "He", "Tom Birch"),
        ("Tom Birch met Ann Lee. She said", [], "She", "Ann Lee"),
        ("Tom Birch’s aide met Ed Moss. He said", [], "He", "Ed Moss"),
        ("Tom Birch met the press in May. He said", [], "He", "Tom Birch"),
        ("The ministry said no. It said", ["The ministry"], "It", "ministry"),
        ("Ann Lee, who said so,", [], "who", "Ann Lee"),
        ("It rained. He said", [], "He", None),
        ("Ann Lee spoke. He said", [], "He", None),
        ("I said no", [], "I", None),
    ],
)
def test_pronouns(text, spoken, pronoun, speaker):
    assert resolve(text, pronoun, spoken=spoken) == speaker


@pytest.mark.parametrize(
    ("text", "mention", "names", "speaker"),
    [
        ("The veep said no.", "The veep", {"the veep": "JD Vance"}, "JD Vance"),
        ("Ann Lee came. Lee said", "Lee", {"Lee": "Bob Lee"}, "Bob Lee"),
        ("Ann Lee came. She said", "She", {"Ann Lee": "Dame Ann Lee"}, "Dame Ann Lee"),
        ("the No 10 man said", "the No 10 man", {"the No 10 man": "Downing Street"}, "Downing Street"),
    ],
)
def test_what_the_study_says_wins(text, mention, names, speaker):
    assert resolve(text, mention, Speakers(names)) == speaker


def test_nobody():
    found = Persons(Text("It is said.")).resolve(None)
    assert (found.speaker, found.found_by) == (None, "nobody is named")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On 8 May, Ann Lee flew to Rome.", ["Ann Lee", "Rome"]),
        ("Yet Moscow waited.", ["Moscow"]),
        ("“Never,” Mr. Birch said.", ["Birch"]),
        ("no names here", []),
        ("Ann Lee left Ukraine. Then it rained.", ["Ann Lee", "Ukraine"]),
        ("José Muñoz met Zoë Ángel.", ["José Muñoz", "Zoë Ángel"]),
    ],
)
def test_find_names(text, names):
    assert [name.plain for name in find_names(text)] == names


def test_read_speakers(tmp_path):
    path = tmp_path / "speakers.toml"
    path.write_text('["JD Vance"]\naliases = ["Vance"]\nparty = "Republican"\n', encoding="utf-8")
    speakers = read_speakers(path)
    assert speakers.full_name("VANCE") == speakers.full_name("jd vance") == "JD Vance"
    assert speakers.attributes == {"JD Vance": {"party": "Republican"}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('["A"]\naliases = ["X"]\n["B"]\naliases = ["X"]\n', "'X' is an alias of 'A' and of 'B'"),
        (
            '["A"]\naliases = "X"\n',
            "speaker 'A': aliases must be a list of names, as in aliases = [\"Vance\"]",
        ),
        ('name = "A"\n', "speaker 'name' is no table; write a line [\"Full Name\"] and its fields below"),
    ],
)
def test_a_wrong_speakers_file(tmp_path, content, message):
    path = tmp_path / "speakers.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_speakers(path)
    assert str(caught.value) == f"{path}: {message}"
