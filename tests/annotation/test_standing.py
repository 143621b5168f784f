"""How a reporting verb stands in its sentence: denied, in a condition, asked of somebody, or plain."""

import pytest

from analysis.annotation.statements.denials import is_denied, is_in_question, is_of_nobody, is_passive, is_put
from analysis.annotation.statements.kinds import is_empty
from analysis.annotation.statements.offices import is_office, office_length


@pytest.mark.parametrize(
    ("before", "verb", "denied"),
    [
        ("lee never ", "said", True),
        ("lee didn't ", "say", True),
        ("lee has not yet publicly ", "said", True),
        ("lee refused to ", "say", True),
        ("lee has repeatedly declined to ", "say", True),
        ("lee stopped just short of ", "saying", True),
        ("she left without ", "saying", True),
        ("lee did not go so far as to ", "say", True),
        ("it is not true that lee has ", "said", True),
        ("lee was unable to ", "say", True),
        ("lee ", "said", False),
        ("lee not only ", "said", False),
        ("lee did not ", "deny", False),
        ("lee never failed to ", "mention", False),
        ("not that it matters, lee ", "said", False),
        ("the bill did not pass, lee ", "said", False),
    ],
)
def test_denied(before, verb, denied):
    assert is_denied(before, verb) == denied


@pytest.mark.parametrize(
    ("before", "nobody"),
    [
        ("nobody ", True),
        ("no one has ever ", True),
        ("none of the ministers ", True),
        ("but no minister ", True),
        ("neither lee nor birch ", True),
        ("there is no doubt that lee ", False),
        ("no matter what lee ", False),
        ("nobody came, lee ", False),
    ],
)
def test_nobody(before, nobody):
    assert is_of_nobody(before) == nobody


@pytest.mark.parametrize(
    ("before", "verb", "after", "put"),
    [
        ("", "asked", " whether it rained, lee", True),
        ("when ", "asked", " on monday if it rained", True),
        ("lee, ", "asked", " about the rain,", True),
        ("lee was ", "asked", " why it rained", True),
        ("lee, when repeatedly ", "pressed", " on it", True),
        ("lee ", "asked", " whether it rained", False),
        ("“will it rain?” ", "asked", " lee.", False),
    ],
)
def test_put_to_somebody(before, verb, after, put):
    assert is_put(before, verb, after) == put


@pytest.mark.parametrize(
    ("before", "verb", "passive"),
    [("lee was ", "told", True), ("it has been widely ", "reported", True), ("lee was ", "quoted", False)],
)
def test_passive(before, verb, passive):
    assert is_passive(before, verb) == passive


def test_questions():
    assert is_in_question("did lee ever ")
    assert is_in_question("“but has lee ")
    assert not is_in_question("why did lee ")


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("for almost an hour", True),
        ("on monday", True),
        ("nothing", True),
        ("the last three years", True),
        ("on the bridge", False),
        ("monday was wet", False),
        ("nothing new", False),
    ],
)
def test_what_says_nothing(words, empty):
    assert is_empty(f"said {words}.", 5, 5 + len(words)) == empty


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("Prime Minister Ann Lee", 2),
        ("Shadow Home Secretary Ann Lee", 3),
        ("Ann Lee", 0),
        ("Ann Leader Lee", 0),
        ("Chief Of Staff Ann Lee", 0),
        ("Home Secretary", 0),
    ],
)
def test_office_before_a_name(words, length):
    assert office_length(words.split()) == length


def test_an_office_is_no_name():
    assert is_office(["Home", "Secretary"])
    assert is_office(["Speaker"])
    assert not is_office(["Ann", "Speaker"])
