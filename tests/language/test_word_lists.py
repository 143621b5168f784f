"""The word lists of the rules: their files, the code that uses them, and sentences that they decide."""

import ast
import importlib
import re
import sys
from pathlib import Path

import pytest

import analysis
from analysis.annotation.marks.boosters import find_boosters
from analysis.annotation.marks.conditionals import find_conditionals
from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.base.errors import LexiconError
from analysis.language.lexicon import LEXICONS, load_lexicon
from analysis.language.text import Text
from analysis.language.word_lists import FILES, load_word_lists, parse_word_lists, word_groups, word_list

PACKAGE = Path(analysis.__file__).parent


def hedges_and_boosters(text):
    modals = find_modals(text)
    return [*find_hedges(text, modals), *find_boosters(text, modals)]


FINDERS = {"contexts": hedges_and_boosters, "modal_rules": find_modals, "conditions": find_conditionals}
WITHOUT_EXAMPLE = {
    "conditions clauses.openers",  # only the training asks it
    "modal_rules spelling-of-clitics",  # keeps features from the training: the model has none of them
    "modal_rules would-verbs",  # the weights that decide without the rule agree with it
}
"""Lists that classify language and that no sentence shows at work; none may be added."""


def list_calls(tree):
    """The (function, file, name) of each call of the reader with literal arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("word_list", "word_groups"):
            yield node.func.id, *(argument.value for argument in node.args)


def code():
    """Module name -> syntax tree of each file of the package that asks for a list."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "word_list(" in text and path.name != "word_lists.py":
            trees[".".join(("analysis", *path.relative_to(PACKAGE).with_suffix("").parts))] = ast.parse(text)
    return trees


CODE = code()
LISTS = [(file, known) for file in FILES for known in load_word_lists(file).values()]
SHOWN = [(file, known) for file, known in LISTS if known.example]


def named(case):
    return f"{case[0]} {case[1].name}" if isinstance(case, tuple) else str(case)


def test_every_list_is_used_and_every_name_is_a_list():
    used = set()
    for tree in CODE.values():
        for function, file, name in list_calls(tree):
            if function == "word_list":
                assert word_list(file, name)
                used.add((file, name))
            else:
                used |= {(file, f"{name}.{group}") for group in word_groups(file, name)}
    assert used == {(file, known.name) for file, known in LISTS}


def test_every_list_that_classifies_has_an_example():
    missing = {named(case) for case in LISTS if case[0] != "word_classes" and not case[1].example}
    assert missing == WITHOUT_EXAMPLE


@pytest.mark.parametrize("case", [case for case in LISTS if case[1].within], ids=named)
def test_reporting_verbs_stand_in_their_lexicon(case):
    _, known = case
    assert known.words <= load_lexicon(known.within).by_form.keys()


def test_the_names_of_files_are_those_that_are_there():
    files = {path.stem for path in (PACKAGE / "lexicons").glob("*.toml")}
    assert files == {*FILES, *LEXICONS, "presets"}


def emptied(monkeypatch, file, name):
    """Empty one list: every constant made from it is made again, and what was remembered is forgotten."""
    headings = ((file, name), (file, name.rpartition(".")[0]))
    for module, tree in CODE.items():
        if any(call[1:] in headings for call in list_calls(tree)) and ".training" not in module:
            _make_again(monkeypatch, importlib.import_module(module), tree, file, name)
    forget()


def _make_again(monkeypatch, module, tree, file, name):
    changed = {
        "word_list": lambda *asked: frozenset() if asked == (file, name) else word_list(*asked),
        "word_groups": lambda at, heading: {
            group: frozenset() if (at, f"{heading}.{group}") == (file, name) else words
            for group, words in word_groups(at, heading).items()
        },
    }
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            constant = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            names = {inner.id for inner in ast.walk(node.value) if isinstance(inner, ast.Name)}
            if names & changed.keys():
                changed[constant] = eval(ast.unparse(node.value), vars(module) | changed)
                _put(monkeypatch, constant, getattr(module, constant), changed[constant])


def _put(monkeypatch, constant, old, new):
    """In its own module, and in those that import it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis.") and vars(module).get(constant) is old:
            monkeypatch.setattr(module, constant, new)


def forget():
    """What functions of the modules with lists remember of earlier calls."""
    for module in CODE.keys() & sys.modules.keys():
        for function in vars(sys.modules[module]).values():
            if hasattr(function, "cache_clear") and function.__module__ == module:
                function.cache_clear()


def marked(file, sentence):
    """What the rules that ask the lists of a file say of a sentence."""
    return FINDERS[file](Text(sentence))


@pytest.mark.parametrize("case", SHOWN, ids=named)
def test_the_example_is_decided_by_the_list(case, monkeypatch):
    file, known = case
    sentence = known.example.replace("[", "").replace("]", "")
    found = marked(file, sentence)
    if file != "conditions":
        pieces = [sentence[mark.start : mark.end] for mark in found]
        assert pieces == re.findall(r"\[([^]]+)\]", known.example)
    with monkeypatch.context() as patch:
        emptied(patch, file, known.name)
        other = marked(file, sentence)
    forget()
    assert other != found


def one(**fields):
    """A file of one source and one list, as TOML."""
    whole = {"for": "'what for'", "source": "'s'", "words": "'a b'"} | fields
    lines = [f"{key} = {value}" for key, value in whole.items() if value is not None]
    return "\n".join(["[sources.s]", "cite = 'S'", "[some.words]", *lines])


def test_a_list_with_all_its_fields():
    text = one(source="['s']", words='"""\na\n\'ll b\n"""', example="'It is [b].'", within="'hedges'")
    (known,) = parse_word_lists(text, "a.toml").values()
    assert (known.name, known.use, known.sources) == ("some.words", "what for", ("s",))
    assert (known.words, known.example, known.within) == ({"a", "'ll", "b"}, "It is [b].", "hedges")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", "a.toml: not valid TOML: Invalid value (at end of document)"),
        ("a = 'b'", "a.toml: 'a' is outside every list; a list begins with its [name]"),
        (
            one(words=None),
            "a.toml: list 'some.words' has no 'words'; every list needs words, for and source",
        ),
        (
            one(**{"for": "''"}),
            "a.toml: list 'some.words' has no 'for'; every list needs words, for and source",
        ),
        (
            one(source=None),
            "a.toml: list 'some.words' has no 'source'; every list needs words, for and source",
        ),
        (one(source="'t'"), "a.toml: list 'some.words' cites 't'; known sources: s"),
        (one(words="'a b a'"), "a.toml: list 'some.words' holds 'a' twice"),
        (one(words="'a B'"), "a.toml: list 'some.words' holds 'B'; words are folded: 'b'"),
        (one(words="['a']"), "a.toml: the words of list 'some.words' are no text; write them with blanks"),
        (
            one(exmaple="'It is b.'"),
            "a.toml: list 'some.words' has a field 'exmaple'; "
            "known fields: example, for, source, within, words",
        ),
    ],
)
def test_errors_say_what_and_where(text, message):
    with pytest.raises(LexiconError) as raised:
        parse_word_lists(text, "a.toml")
    assert str(raised.value) == message


def test_an_unknown_name_is_said_with_those_that_are_known():
    with pytest.raises(
        LexiconError, match=r"^modal_rules.toml: no list is named 'opener'; its lists: openers, "
    ):
        word_list("modal_rules", "opener")
    with pytest.raises(LexiconError, match=r"^contexts.toml: no list stands below the heading 'beliefs'$"):
        word_groups("contexts", "beliefs")
