"""The methods paragraph says what the record holds, and nothing else."""

import pytest

from analysis.statistics.methods import methods_latex, methods_paragraph

RECORD = {
    "corpus": {"name": "speeches", "documents": 30, "words": 61234, "digest": "0a1b_2c"},
    "parameters": {"voices": "attributed"},
    "lexicons": {"modals": "aa11", "hedges": "bb22"},
    "models": {},
    "denominator": "1,000 words",
    "seed": 7,
    "versions": {"hedgerow": "0.1.0", "python": "3.11"},
    "analysis": {
        "unit": "speaker",
        "resamples": 2000,
        "min_words": 100,
        "measures": ["log_ratio", "rank"],
        "adjustment": "holm",
        "family": 12,
        "correction": "corrected",
        "accuracy": {"hedges": (0.91, 0.874, 500)},
    },
}


@pytest.mark.parametrize(
    "sentence",
    [
        "The corpus speeches holds 30 texts of 61,234 words (digest `0a1b_2c`).",
        "counted were the words attributed to speakers, quoted or reported.",
        "Marks were found with the lexicons hedges (`bb22`) and modals (`aa11`);",
        "Rates are given per 1,000 words together with the raw counts; groups below 100 words were counted ",
        "studentised bootstrap intervals (Davison and Hinkley 1997, section 5.2) with 2,000 resamples",
        "the Log Ratio, a count of zero taken as 0.5 (Hardie 2014) and a rank test on the rates of texts ",
        "p-values were corrected for a family of 12 tests by Holm's method (Holm 1979).",
        "Precision and recall were measured as hedges 0.91 and 0.87 (n = 500). Raw rates are shown beside ",
        "The random seed was 7. Computed with Hedgerow 0.1.0 and Python 3.11.",
    ],
)
def test_sentences(sentence):
    assert sentence in methods_paragraph(RECORD)


@pytest.mark.parametrize(
    "key", ["corpus", "parameters", "lexicons", "denominator", "seed", "versions", "analysis"]
)
def test_what_the_record_lacks_is_left_out(key):
    shorter = methods_paragraph({name: value for name, value in RECORD.items() if name != key})
    assert len(shorter) < len(methods_paragraph(RECORD))
    assert "None" not in shorter


def test_decisions_of_readers_are_named_where_there_are_any():
    decided = {"included": {"reject": 9, "add": 1}, "stale": 0, "elsewhere": 0, "digest": "8d4e0f" * 4}
    record = RECORD | {"corpus": {**RECORD["corpus"], "decisions": decided}}
    sentence = "Included were 10 decisions of readers (9 rejected, 1 added); digest `8d4e0f8d4e0f`."
    assert sentence in methods_paragraph(record)
    assert "Included" not in methods_paragraph(RECORD)


def test_many_models_are_only_counted():
    many = RECORD | {"models": {f"m{number}": "ff" for number in range(19)}}
    assert "and 19 trained models (their digests are in the record);" in methods_paragraph(many)


def test_nothing_recorded_nothing_said():
    assert methods_paragraph({}) == ""


def test_latex_is_escaped():
    latex = methods_latex(RECORD)
    assert r"(digest 0a1b\_2c)" in latex
    assert r"95\%" in latex
    assert "`" not in latex
