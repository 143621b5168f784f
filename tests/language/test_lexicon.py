"""The reader of lexicons: what it gives, and the whole message of every error."""

import pytest

from analysis.base.errors import LexiconError
from analysis.language.lexicon import LEXICONS, load_lexicon, parse_lexicon, read_lexicon

GOOD = """
[sources.prince1982]
cite = "Prince, Frader and Bosk (1982)"

[[entry]]
id = "sort-of"
forms = ["Sort  Of", "sorta", "’tis"]
category = "degree-adaptor"
test = "kind-of"
source = "prince1982"
examples = ["It was [sort of] agreed."]
counterexamples = ["It is a sort of cheese."]
taxonomies = { prince = "adaptor" }
weight = 3
"""


def entry(**fields):
    """A lexicon of one source and one entry, as TOML."""
    whole = {"id": '"a"', "forms": '["a"]', "source": '"s"', "examples": '["[a]"]'} | fields
    lines = [f"{key} = {value}" for key, value in whole.items() if value is not None]
    return "\n".join(['[sources.s]\ncite = "S"', "[[entry]]", *lines])


def test_an_entry_with_all_its_fields():
    lexicon = parse_lexicon(GOOD.encode(), "hedges.toml")
    (item,) = lexicon.entries
    assert lexicon.name == "hedges"
    assert lexicon.sources == {"prince1982": "Prince, Frader and Bosk (1982)"}
    assert item.forms == ("sort of", "sorta", "'tis"), "folded, with single blanks"
    assert (item.id, item.sources, item.category, item.test) == (
        *("sort-of", ("prince1982",), "degree-adaptor", "kind-of"),
    )
    assert (item.examples, item.counterexamples) == (
        *(("It was [sort of] agreed.",), ("It is a sort of cheese.",)),
    )
    assert (item.taxonomies, item.fields) == ({"prince": "adaptor"}, {"weight": 3})
    assert lexicon.by_form == {"sort of": item, "sorta": item, "'tis": item}
    assert lexicon.by_id == {"sort-of": item}
    assert [form for _, _, form in lexicon.matcher.find("a sorta peace, sort of")] == ["sorta", "sort of"]


def test_the_digest_is_that_of_the_bytes():
    one, same, other = (parse_lexicon(data, "a.toml") for data in (b"", b"", b"# a comment"))
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            entry(id=None),
            "a.toml: entry '(without id)' has no 'id'; every entry needs id, forms, source and examples",
        ),
        (
            entry(forms="[]"),
            "a.toml: entry 'a' has no 'forms'; every entry needs id, forms, source and examples",
        ),
        (
            entry(source=None),
            "a.toml: entry 'a' has no 'source'; every entry needs id, forms, source and examples",
        ),
        (
            entry(examples=None),
            "a.toml: entry 'a' has no 'examples'; every entry needs id, forms, source and examples",
        ),
        (entry(source='"t"'), "a.toml: entry 'a' cites 't'; known sources: s"),
        (entry(source='["s", "t"]'), "a.toml: entry 'a' cites 't'; known sources: s"),
        (entry().replace('cite = "S"', ""), "a.toml: entry 'a' cites 's'; known sources: s"),
        (entry(forms='["a", "b", "A"]'), "a.toml: the form 'a' is in 'a' and in 'a'"),
        (
            entry() + "\n" + entry(id='"b"').partition("\n[[entry]]")[2].join(["[[entry]]", ""]),
            "a.toml: the form 'a' is in 'a' and in 'b'",
        ),
        (
            entry() + "\n" + entry(forms='["c"]').partition("\n[[entry]]")[2].join(["[[entry]]", ""]),
            "a.toml: two entries have the id 'a'",
        ),
    ],
)
def test_a_broken_rule_is_named(text, message):
    with pytest.raises(LexiconError) as caught:
        parse_lexicon(text.encode(), "a.toml")
    assert str(caught.value) == message


@pytest.mark.parametrize("data", [b"[", b"\xff", b'a = "x\n'])
def test_no_toml(data):
    with pytest.raises(LexiconError, match=r"^a\.toml: not valid TOML in UTF-8: "):
        parse_lexicon(data, "a.toml")


def test_a_lexicon_of_ones_own(write):
    path = write("own.toml", GOOD)
    assert read_lexicon(path).name == "own"
    assert read_lexicon(str(path)).digest == parse_lexicon(GOOD.encode(), "x").digest


def test_a_missing_lexicon(tmp_path):
    with pytest.raises(LexiconError) as caught:
        read_lexicon(tmp_path / "absent.toml")
    missing = "cannot be read (No such file or directory); give the path of a .toml lexicon"
    assert str(caught.value) == f"{tmp_path}/absent.toml: {missing}"


@pytest.mark.parametrize("name", LEXICONS)
def test_every_form_of_every_shipped_lexicon_can_be_found(name):
    lexicon = load_lexicon(name)
    assert lexicon.entries
    assert load_lexicon(name) is lexicon, "read once"
    lost = [
        form
        for form in lexicon.by_form
        if form not in {found for _, _, found in lexicon.matcher.find(f"zq {form} .")}
    ]
    assert lost == []
