"""A few hundred cases of the fuzzer (`benchmarks/fuzz.py`), and whether the fuzzer sees what is wrong."""

import doctest
import importlib
import sys
from pathlib import Path
from random import Random

import pytest

from analysis import annotate
from analysis.corpus.formats import READERS

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

from fuzzing.invariants import contradictions
from fuzzing.kinds import KINDS
from fuzzing.little_files import GOOD
from fuzzing.running import Kind, case_of, checked, pieces_less, run_case, smallest

SEED = 12
CASES = {"texts": 100, "files": 40, "studies": 15, "imports": 25, "records": 10, "messages": 10}
PATIENCE = 60.0
"""Seconds that no case takes, on however slow a machine; what is fast is measured by hand."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("ignore")
def test_nothing_breaks(kind):
    outcomes = (run_case(KINDS[kind], SEED, number, PATIENCE) for number in range(CASES[kind]))
    assert {one.number: one.complaints for one in outcomes if one.complaints} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_made_from_its_number_alone(kind):
    first, again, other = (case_of(KINDS[kind], SEED, number) for number in (3, 3, 4))
    assert repr(first) == repr(again) != repr(other)


def test_every_format_of_a_corpus_is_fuzzed():
    assert set(READERS) - set(GOOD) == {"", ".htm", ".vert", ".markdown"}


TEXT = "MS. LEE: If it rains, we may perhaps stay. (Laughter.)\nMR. OAK: It will certainly rain."


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (dict, ""),
        (lambda r: r["modals"][0].update(end=999), "modals is empty or lies outside the text"),
        (
            lambda r: r["hedges"][0].update(end=r["hedges"][0]["start"]),
            "hedges is empty or lies outside the text",
        ),
        (lambda r: r["statements"].append(r["statements"][0]), "two statements overlap"),
        (lambda r: r["excluded"].append([10, 12]), "an excluded stretch lies in a statement"),
        (lambda r: r["modals"].append(r["modals"][0]), "two modals overlap"),
        (lambda r: r["modals"].reverse(), "modals are not in the order of the text"),
        (lambda r: r.update(words=3), "statements have more words than the document"),
        (
            lambda r: r["statements"][0].update(words=1),
            "a statement has not the words of its pieces",
        ),
        (
            lambda r: r["boosters"][0].update(statement=0),
            "one of the boosters belongs to a statement that does",
        ),
        (lambda r: r["modals"][0]["senses"].update(deontic=0.9), "senses is no distribution"),
        (
            lambda r: r["conditionals"][0].update(marker_text="unless"),
            "the text of a marker is not what stands",
        ),
        (lambda r: r["conditionals"][0].update(kind="odd"), "conditionals with kind 'odd'"),
        (lambda r: r["statements"][0].update(confidence=2), "a statement with an odd confidence"),
    ],
)
def test_what_contradicts_the_format_is_seen(change, complaint):
    record = annotate(TEXT)
    change(record)
    found = [*contradictions(TEXT, record)]
    assert any(one.startswith(complaint) for one in found) if complaint else found == []


def odd_letters(case, _folder):
    if "z" in case:
        raise ValueError(case)
    yield from (f"a {letter}" for letter in "xy" if letter in case)


ODD = Kind("odd", lambda rng: "".join(rng.choices("abcxyz", k=30)), odd_letters, pieces_less)


@pytest.mark.parametrize(
    ("case", "complaints"),
    [("abc", ()), ("axyx", ("a x", "a y")), ("zx", ("ValueError in test_fuzz.py, odd_letters",))],
)
def test_a_case_fails_with_what_is_wrong_with_it(case, complaints):
    assert checked(ODD, case, PATIENCE)[0] == complaints


def test_a_case_that_fails_is_made_smaller():
    assert smallest(ODD, "abcxabcyabczabc", "ValueError in test_fuzz.py, odd_letters", PATIENCE) == "z"
    assert smallest(ODD, "abcxabcyabc", "a y", PATIENCE) == "y"


@pytest.mark.skipif(sys.platform == "win32", reason="nothing stops a computation there")
def test_a_case_that_does_not_end_is_stopped():
    def endless(_case, _folder):
        while True:
            pass

    found, _ = checked(Kind("endless", Random.random, endless), 1, 0.02)
    assert found == ("stopped after 0.12 s", "took more than 0.02 s")


@pytest.mark.parametrize("name", ["mutations", "structures"])
def test_the_examples(name):
    found = doctest.testmod(importlib.import_module(f"fuzzing.{name}"))
    assert (found.failed, found.attempted > 0) == (0, True)
