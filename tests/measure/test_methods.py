"""The methods paragraph says what the record holds, and nothing else."""

from dataclasses import replace

import pandas as pd
import pytest
from count_tables import documents_of, marks_of, voices_of

from analysis.measure.statistics.comparison import compare
from analysis.measure.statistics.design import Contrast, Design, Smoother
from analysis.measure.statistics.methods import methods_latex, methods_paragraph
from analysis.measure.statistics.what_ran import Procedure, compared

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
        "measures": ["log_ratio"],
        "ranks": ["Mann-Whitney"],
        "adjustment": "holm",
        "families": {"rank": 12},
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
        "the Log Ratio, a count of zero taken as 0.5 (Hardie 2014) and the Mann-Whitney test on the rates ",
        "p-values were corrected for a family of 12 rank tests, by Holm's method (Holm 1979).",
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


DESIGN = Design(unit="speaker")
RAN = Procedure(
    design=DESIGN,
    measures=("log_ratio", "model"),
    ranks=("Mann-Whitney",),
    families={"rank": 12, "model": 9},
    undrawn=3,
    smoother=Smoother(),
    curve=(Design(resamples=1000), 64),
)


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        (
            replace(RAN, design=Design()),
            "the speaker, not the word, is the sampling unit",
            "the text, not the word, is the sampling unit",
        ),
        (replace(RAN, design=Design()), "on the rates of speakers (Mann", "on the rates of texts (Mann"),
        (replace(RAN, design=Design()), "errors clustered by speaker", "errors clustered by text"),
        (replace(RAN, design=Design()), "1,000 resamples of speakers.", "1,000 resamples of texts."),
        (replace(RAN, design=Design(level=0.9)), "Intervals (95%) are", "Intervals (90%) are"),
        (replace(RAN, design=Design(level=0.9)), "their bands (95%) are", "their bands (90%) are"),
        (
            replace(RAN, design=Design(interval="studentised", resamples=500)),
            "are exact for",
            "with 500 resamples;",
        ),
        (replace(RAN, design=Design(min_words=50)), "groups below 100 words", "groups below 50 words"),
        (replace(RAN, design=Design(adjustment="bh")), "by Holm's method", "by the method of Benjamini and "),
        (
            replace(RAN, design=Design(adjustment="none")),
            "p-values were corrected for two families of 12 rank tests and 9 regressions, each by itself",
            "The p-values of two families of 12 rank tests and 9 regressions were not corrected",
        ),
        (replace(RAN, families={"rank": 12}), "two families of 12 rank", "a family of 12 rank tests, by"),
        (
            replace(RAN, poisson=2),
            "(Hilbe 2011). ",
            "(Hilbe 2011), for 2 markers Poisson regression ",
        ),
        (replace(RAN, undrawn=1), "; 3 markers too rare", "; 1 marker too rare to be drawn left out."),
        (
            replace(RAN, ranks=("Wilcoxon signed rank",)),
            "the Mann-Whitney test",
            "Wilcoxon's signed-rank",
        ),
        (replace(RAN, measures=("log_likelihood",)), "the Log Ratio", "G2 in its two-term form"),
        (replace(RAN, smoother=Smoother(share=0.5)), "nearest 40%", "nearest 50%"),
        (replace(RAN, smoother=Smoother(resamples=400)), "intervals with 1,000", "intervals with 400"),
        (replace(RAN, curve=(Design(resamples=200), 8)), "64 combinations", "8 combinations of choices"),
        (
            replace(RAN, design=Design(interval="studentised"), curve=(Design(resamples=200), 64)),
            "2020).",
            "with 200 resamples each",
        ),
    ],
)
def test_every_option_has_its_sentence(changed, before, after):
    was = methods_paragraph(RECORD | {"analysis": RAN.record})
    now = methods_paragraph(RECORD | {"analysis": changed.record})
    assert before in was
    assert before not in now
    assert after in now
    assert after not in was


@pytest.mark.parametrize(
    ("unit", "test", "families"),
    [
        (
            "doc_id",
            "Wilcoxon's signed-rank test on the rates of texts",
            "families of 1 Log Ratio held against the same rate and 1 r",
        ),
        (
            "party",
            "the Mann-Whitney test on the rates of parties",
            "three families of 1 Log Ratio held against the same rate, 1 rank test and 1 regre",
        ),
    ],
)
def test_what_is_said_of_a_comparison_is_what_ran(unit, test, families):
    """Two voices in the same texts are paired, and equal rates have no model; two parties are not."""
    group, a, b = ("voice", "Ann", "narrator") if unit == "doc_id" else ("side", "left", "right")
    rows = [(f"t{i}", voice, ["can"] * (i + 1)) for i in range(12) for voice in ("Ann", "narrator")]
    voices = voices_of({(name, voice): 500 for name, voice, _ in rows})
    metadata = {"side": ["left", "right"] * 6, "party": [f"p{i}" for i in range(12)]}
    documents = documents_of({f"t{i}": 1000 for i in range(12)}, **metadata)
    design = Design(by="item", unit=unit)
    table = compare(marks_of(rows), voices, documents, Contrast(group, a, b), design)
    said = methods_paragraph({"analysis": compared(design, table).record})
    assert test in said
    assert families in said


def test_nothing_compared_nothing_said():
    assert "compared" not in methods_paragraph({"analysis": compared(Design(), pd.DataFrame()).record})


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
