"""The design of rates: what it holds, what it refuses, and that nothing of the statistics goes around it."""

import ast
import doctest
import importlib
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.base.errors import StudyError
from analysis.measure.statistics import caption_words, design, what_ran
from analysis.measure.statistics.caption_words import contrast_note, drawn_note, interval_note, line_note
from analysis.measure.statistics.design import Contrast, Design, Smoother
from analysis.measure.store import Weight

FOLDER = Path(analysis.__file__).parent


def test_one_name_is_a_list_of_one():
    assert Design(by="item", levels={"item": "can"}) == Design(by=["item"], levels={"item": ["can"]})


def test_a_design_is_copied_not_changed():
    one = Design(by=["item"], levels={"item": ["can"]}, unit="speaker")
    assert replace(one, per="100 sentences").levels["item"] == ("can",)
    assert one.grouped("voice") == Design(by=["voice"], unit="speaker")
    with pytest.raises(FrozenInstanceError):
        one.unit = "doc_id"
    with pytest.raises(TypeError):
        one.levels["item"] = ("may",)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"by": ["item", "item"]}, "by: 'item' stands there twice; right would be each column once"),
        (
            {"by": ["item"], "levels": {"voice": ["Ann"]}},
            "levels: 'voice' is no column of by; right would be one of item",
        ),
        (
            {"levels": {"voice": ["Ann"]}},
            "levels: 'voice' is no column of by; right would be by = ['voice']",
        ),
        ({"unit": 3}, "unit: 3 is no column; right would be 'doc_id' or a field such as 'speaker'"),
        ({"level": 95}, "level: 95 will not do; right would be a share between 0 and 1, such as 0.95"),
        ({"level": "0.9"}, "level: '0.9' will not do; right would be a share between 0 and 1, such as 0.95"),
        ({"resamples": 0}, "resamples: 0 will not do; right would be a whole number from 2 on, such as 2000"),
        ({"resamples": 1e3}, "resamples: 1000.0 will not do; right would be a whole number from 2 on, such "),
        ({"seed": -1}, "seed: -1 will not do; right would be a whole number from 0 on, such as 1"),
        ({"min_words": True}, "min_words: True will not do; right would be a whole number from 0 on, such "),
        ({"effect": 1}, "effect: 1 will not do; right would be a ratio such as 1.5"),
        ({"adjustment": "hom"}, "adjustment: no method 'hom'; did you mean 'holm'?"),
        ({"interval": "bca"}, "interval: no method 'bca'; known: studentised, widened"),
    ],
)
def test_what_cannot_be_is_refused(choices, message):
    with pytest.raises(StudyError) as caught:
        Design(**choices)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("choices", "message"),
    [({"share": 0}, "share: 0 will not do"), ({"points": 0}, "points: 0 will not do")],
)
def test_a_line_that_cannot_be_is_refused(choices, message):
    with pytest.raises(StudyError, match=rf"^{message}"):
        Smoother(**choices)


def test_a_group_is_not_set_against_itself():
    with pytest.raises(StudyError, match=r"^party: 'left' cannot be set against itself"):
        Contrast("party", "left", "left")


def functions():
    """Every function of the formulas and of the tables."""
    for folder in ("measure/statistics", "measure/formulas"):
        for path in sorted((FOLDER / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield pytest.param(node, id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("function", list(functions()))
def test_functions_take_few_things_and_forward_none(function):
    given = function.args
    assert len([*given.posonlyargs, *given.args, *given.kwonlyargs]) <= 7
    assert given.kwarg is None
    assert function.end_lineno - function.lineno + 1 < 50


@pytest.mark.parametrize("module", [design, caption_words, what_ran])
def test_examples_run(module):
    assert doctest.testmod(module) == (0, doctest.testmod(module).attempted)
    assert doctest.testmod(module).attempted


def test_the_example_of_a_weight_runs():
    assert not doctest.testmod(importlib.import_module("analysis.measure.store.weights")).failed


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        ("probability", [0.5, 0.25, 0.0]),
        ("variance", [0.25, 0.1875, 0.0]),
        ("top", [1.0, 0.0, 0.0]),  # of two that are as probable the first; of none, none
    ],
)
def test_what_a_mark_adds(quantity, expected):
    marks = pd.DataFrame(
        {"epistemic": [0.5, 0.25, None], "deontic": [0.5, 0.5, None], "dynamic": [0, 0.25, None]}
    )
    assert Weight("epistemic", quantity).of(marks).tolist() == expected


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            "pointwise 95% bands (percentiles, texts resampled 1,000 times); dots: periods of 10 years ",
        ),
        ({"unit": "speaker"}, "(percentiles, speakers resampled 1,000 times)"),
        ({"unit": "speaker"}, "(exact, widened by how speakers differ)."),
        ({"level": 0.9}, "with pointwise 90% bands"),
        ({"level": 0.9}, "with 90% intervals"),
        ({"resamples": 400, "interval": "studentised"}, "(texts resampled 400 times)."),
    ],
)
def test_the_caption_of_a_line(changed, said):
    assert said in line_note(Design(**changed), 10)


def test_the_caption_of_a_line_names_its_smoother():
    said = line_note(Design(), 1, Smoother(share=0.25, resamples=200))
    assert "over the nearest 25% of the texts" in said
    assert "texts resampled 200 times" in said
    assert "periods of 1 year with" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Log Ratio with 95% intervals (exact, widened by how texts differ), not adj"),
        (
            {"unit": "party", "level": 0.8},
            "Log Ratio with 80% intervals (exact, widened by how parties differ)",
        ),
        ({"interval": "studentised"}, "Log Ratio with 95% intervals (texts resampled), not adjusted"),
    ],
)
def test_the_caption_of_a_contrast(changed, said):
    assert contrast_note(Design(**changed)).startswith(said)


def test_the_caption_counts_what_is_drawn():
    sizes = {"denominator_target": 1200, "denominator_reference": 3000}
    drawn = pd.DataFrame({"n_target": [3, 9], "n_reference": [4, 1]}).assign(**sizes)
    said = "Drawn: 12 modal verbs in 1,200 sentences of Ann, 5 modal verbs in 3,000 sentences of all others."
    assert drawn_note(drawn, Contrast("voice", "Ann"), Design(per="100 sentences"), "modal verb") == said
    assert drawn_note(drawn[:0], Contrast("voice", "Ann"), Design(), "modal verb") == "Nothing is drawn."


def test_the_caption_of_rates_names_each_way():
    table = pd.DataFrame({"interval": ["texts resampled", "", "by the count"]})
    said = interval_note(table, Design(level=0.99))
    assert said == "Lines: 99% intervals (texts resampled and by the count)."
