"""The word lists of the rules: their files, the code that uses them, and sentences that they decide.

No list stands in code: a test counts what is left there.
"""

import ast
import importlib
import re
import sys
from pathlib import Path

import pytest
from lists_in_code import lists_in
from without_words import read, read_without, read_without_use

import analysis
from analysis.annotation.marks.boosters import find_boosters
from analysis.annotation.marks.conditionals import find_conditionals
from analysis.annotation.marks.hedges import find_hedges
from analysis.annotation.marks.modals import find_modals
from analysis.base.errors import LexiconError
from analysis.language.lexicon import LEXICONS, load_lexicon
from analysis.language.reporting import forms_by_use, reporting_verbs
from analysis.language.text import Text
from analysis.language.word_lists import (
    FILES,
    alternatives,
    load_word_lists,
    parse_word_lists,
    word_groups,
    word_list,
    word_pattern,
)

PACKAGE = Path(analysis.__file__).parent


def hedges_and_boosters(text):
    modals = find_modals(text)
    return [*find_hedges(text, modals), *find_boosters(text, modals)]


FINDERS = {
    "contexts": hedges_and_boosters,
    "modal_rules": find_modals,
    "conditions": find_conditionals,
    "reporting": find_conditionals,
}
BY_FORM_ALONE = ("names", "word_classes")
"""Files of words that are what they are wherever they stand."""
READ = ("statements", "transcripts")
"""Files whose words decide who says what."""
WITHOUT_EXAMPLE = {
    "conditions clauses.openers",  # only the training asks it
    "modal_rules spelling-of-clitics",  # keeps features from the training: the model has none of them
    "modal_rules would-verbs",  # the weights that decide without the rule agree with it
    "statements offices.links",  # names are cut before the small words that it has
    "statements vocabulary.principal-parts",  # the models have seen the stems, one of many features
    "transcripts heads.unidentified",  # without a number the words of `unnamed` say the same
    "transcripts people.before-office",  # it asks the name of the file
    "transcripts transcript.first-person",  # it takes an article, not a sentence
}
"""Lists that classify language and that no sentence shows at work; none may be added."""
ASKING = ("word_list", "word_pattern", "word_groups", "reporting_verbs")


def list_calls(tree):
    """The (function, file, name) of each call of the reader with literal arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKING:
            arguments = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if arguments and node.func.id == "reporting_verbs":
                yield node.func.id, "reporting", arguments[0]
            elif arguments:
                yield node.func.id, *arguments[:2]


def code():
    """Module name -> syntax tree of each file of the package that asks for a list."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if any(f"{name}(" in text for name in ASKING) and path.name not in ("word_lists.py", "reporting.py"):
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
            if function == "reporting_verbs":
                assert reporting_verbs(name)
            elif function != "word_groups":
                assert word_list(file, name)
                used.add((file, name))
            else:
                used |= {(file, f"{name}.{group}") for group in word_groups(file, name)}
    assert used == {(file, known.name) for file, known in LISTS}


def test_every_list_that_classifies_has_an_example():
    missing = {named(case) for case in LISTS if case[0] not in BY_FORM_ALONE and not case[1].example}
    assert missing == WITHOUT_EXAMPLE


USES = load_lexicon("reporting").tables["uses"]


def test_every_use_of_reporting_verbs_is_asked_for_and_told():
    asked = {name for tree in CODE.values() for _, file, name in list_calls(tree) if file == "reporting"}
    assert asked == USES.keys() == forms_by_use().keys()
    assert all(forms_by_use().values())
    sources = load_lexicon("reporting").sources
    assert all(use["for"] and use["source"] in sources for use in USES.values())


NO_LANGUAGE = {
    "annotation/interchange.py": 2,  # fields of records
    "annotation/notes/texts.py": 1,  # HTML elements
    "annotation/statements/content_spans.py": 1,  # tags
    "annotation/statements/contents.py": 1,  # labels of the models
    "annotation/statements/kinds.py": 1,  # kinds of content
    "annotation/statements/names_in_text.py": 1,  # endings of numbers
    "annotation/statements/turns/captions.py": 3,  # names of elements
    "annotation/statements/turns/heads.py": 3,  # shapes of labels, signs
    "annotation/statements/turns/label.py": 1,  # forms of labels
    "annotation/statements/turns/label_forms.py": 1,  # signs
    "annotation/statements/turns/layout.py": 5,  # forms and shapes of labels
    "annotation/statements/vocabulary.py": 2,  # classes of reporting words, endings
    "annotation/writing": 7,  # columns and fields of files
    "corpus": 60,  # names of fields, elements and codes in files of others
    "language/tagging": 3,  # endings, names of classes and features
    "language/wordnet.py": 1,  # names of tables
    "language/lexicon": 2,  # fields of entries
    "language/regex.py": 1,  # methods
    "language/word_lists.py": 2,  # fields and files of lists
}
"""Lists of literals in code that are no words of a language, by file or folder; none may be added."""
STILL = {
    "annotation/cleaning/line_ends.py": 1,
    "annotation/marks": 56,  # names of features and values are among them
    "language/lemmas.py": 2,
    "language/text.py": 3,
}
"""Lists of words that still stand in code; the numbers fall."""


def place(path):
    """The file or folder by which lists are counted."""
    parts = path.relative_to(PACKAGE).as_posix()
    return next((known for known in {**NO_LANGUAGE, **STILL} if parts.startswith(known)), parts)


@pytest.mark.parametrize("folder", ["annotation", "corpus", "language", "show/transcripts"])
def test_no_list_of_words_stands_in_code(folder):
    found: dict[str, list[str]] = {}
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        for line, words in lists_in(path):
            found.setdefault(place(path), []).append(f"{path.relative_to(PACKAGE)}:{line} {words}")
    allowed = {**NO_LANGUAGE, **STILL}
    more = {where: lists for where, lists in found.items() if len(lists) > allowed.get(where, 0)}
    assert not more, "words belong into a list of lexicons/*.toml"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A = ('may', 'might', 'can', 'could')", ["may might can could"]),
        ("A = {'may': 1, 'might': 1, 'can': 1, 'could': 2}", ["may might can could"]),
        ("A = r'\\b(?:may|might|can|could)\\b'", ["may might can could"]),
        ("A = 'may might can could'.split()", ["may might can could"]),
        ("A = ('may', 'might', 'can')", []),
        ("A: Literal['may', 'might', 'can', 'could']", []),
        ("raise E('it may or it might not be')", []),
    ],
)
def test_what_counts_as_a_list_in_code(code, words, tmp_path):
    path = tmp_path / "some.py"
    path.write_text(code, encoding="utf-8")
    assert [found for _, found in lists_in(path)] == words


def test_the_names_of_files_are_those_that_are_there():
    files = {path.stem for path in (PACKAGE / "lexicons").glob("*.toml")}
    assert files == {*FILES, *LEXICONS, "presets"}


def emptied(monkeypatch, file, name):
    """Empty one list: every constant made from it is made again, and what was remembered is forgotten."""
    headings = ((file, name), (file, name.rpartition(".")[0]))
    for module, tree in CODE.items():
        asks = any(call[1:] in headings for call in list_calls(tree))
        if asks and not module.startswith(("analysis.training", "analysis.annotation.statements")):
            _make_again(monkeypatch, importlib.import_module(module), tree, file, name)
    forget()


def _make_again(monkeypatch, module, tree, file, name):
    changed = {
        "word_list": lambda *asked: frozenset() if asked == (file, name) else word_list(*asked),
        "word_pattern": lambda *asked: (
            alternatives([]) if asked[:2] == (file, name) else word_pattern(*asked)
        ),
        "reporting_verbs": lambda use: (
            frozenset() if ("reporting", use) == (file, name) else reporting_verbs(use)
        ),
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


CONDITIONS = ("beside", "resuming", "shifting", "undertaking")
"""Uses of reporting verbs by which rules of conditionals decide; the others decide who says what."""


@pytest.mark.parametrize("use", CONDITIONS)
def test_the_example_is_decided_by_the_use(use, monkeypatch):
    found = marked("reporting", USES[use]["example"])
    with monkeypatch.context() as patch:
        emptied(patch, "reporting", use)
        other = marked("reporting", USES[use]["example"])
    forget()
    assert other != found


@pytest.mark.parametrize(
    "use", [use for use, said in USES.items() if "example" in said and use not in CONDITIONS]
)
def test_the_example_of_a_use_is_read_otherwise_without_it(use):
    example = USES[use]["example"]
    assert read_without_use(use, example) != read(example)


@pytest.mark.parametrize("case", [case for case in SHOWN if case[0] in READ], ids=named)
def test_the_example_is_read_otherwise_without_the_list(case):
    file, known = case
    assert read_without(file, known.name, known.example) != read(known.example)


@pytest.mark.parametrize("case", [case for case in SHOWN if case[0] in FINDERS], ids=named)
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
    text = one(source="['s']", words='"""\na\n\'ll b_c\n"""', example="'It is [b].'")
    (known,) = parse_word_lists(text, "a.toml").values()
    assert (known.name, known.use, known.sources) == ("some.words", "what for", ("s",))
    assert (known.words, known.in_order) == ({"a", "'ll", "b c"}, ("a", "'ll", "b c"))
    assert known.example == "It is [b]."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", "a.toml: not valid TOML in UTF-8: Invalid value (at end of document)"),
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
            "a.toml: list 'some.words' has a field 'exmaple'; known fields: example, for, source, words",
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
