"""How far two readers agree: values from the literature, from NLTK, and by hand."""

import math

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.base.errors import StudyError
from analysis.cli import main
from analysis.measure.formulas.reliability import pair_alpha
from analysis.review.decisions.agreement import compare_readers, merge_decisions, reading
from analysis.review.decisions.alpha import alpha_interval, krippendorff_alpha, ratings
from analysis.review.decisions.decision import Decision
from analysis.review.decisions.decision_files import read_decisions, write_decisions

# Alpha

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: binary data of two observers (alpha 0.095),
# nominal data of two observers (0.692), nominal data of four observers with values missing (0.743).
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def triples(*observers):
    return [
        (f"observer {reader}", f"unit {unit}", value)
        for reader, values in enumerate(observers)
        for unit, value in enumerate(values)
        if value != "."
    ]


@pytest.mark.parametrize(
    ("observers", "alpha"),
    [(BINARY, 0.095), (NOMINAL, 0.692), ([row.split() for row in FOUR], 0.743)],
)
def test_the_published_examples_of_krippendorff(observers, alpha):
    assert krippendorff_alpha(triples(*observers)) == pytest.approx(alpha, abs=0.0005)


def sums(said):
    values = sorted({value for pair in said for value in pair})
    totals = [sum(pair.count(value) for pair in said) for value in values]
    return sum(one == other for one, other in said), len(said), totals


@pytest.mark.parametrize("observers", [BINARY, NOMINAL])
def test_the_form_for_resamples_is_the_same_alpha(observers):
    said = list(zip(*observers, strict=True))
    assert pair_alpha(*sums(said)).item() == pytest.approx(krippendorff_alpha(ratings(said)))


@pytest.mark.parametrize("seed", range(5))
def test_both_forms_agree_on_random_values(seed):
    random = np.random.default_rng(seed)
    said = [tuple(pair) for pair in random.choice(["a", "b", "c"], size=(40, 2)).tolist()]
    assert pair_alpha(*sums(said)).item() == pytest.approx(krippendorff_alpha(ratings(said)))


def test_without_variation_there_is_no_alpha():
    said = [("accept", "accept")] * 9
    assert math.isnan(krippendorff_alpha(ratings(said)))
    assert math.isnan(pair_alpha(9, 9, [18]).item())
    missing = alpha_interval(said, [str(n) for n in range(9)], seed=1, resamples=50)
    assert (math.isnan(missing["low"]), missing["interval"]) == (True, "")


SAID = [("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")] * 10


@pytest.mark.parametrize(
    ("documents", "how"),
    [
        ([f"{n // 7}" for n in range(40)], "documents resampled"),
        (["a", "b"] * 20, "places resampled"),
    ],
)
def test_the_interval_holds_the_alpha_and_repeats(documents, how):
    found = alpha_interval(SAID, documents, seed=3, resamples=500)
    assert found["interval"] == how
    assert found["low"] < krippendorff_alpha(ratings(SAID)) < found["high"] <= 1
    assert alpha_interval(SAID, documents, seed=3, resamples=500) == found
    assert alpha_interval(SAID, documents, seed=4, resamples=500) != found


def test_documents_that_differ_make_the_interval_wider():
    """In half of the documents the readers agree on everything, in the others on nothing."""
    said = [("yes", "yes"), ("no", "no")] * 12 + [("yes", "no"), ("no", "yes")] * 12
    by_document = alpha_interval(said, [f"{n // 6}" for n in range(48)], seed=1, resamples=1000)
    by_place = alpha_interval(said, ["one"] * 48, seed=1, resamples=1000)
    assert by_document["high"] - by_document["low"] > 1.5 * (by_place["high"] - by_place["low"])


# Two readers


def judged(annotator, verdict, document="talk", start=0, end=0, layer="hedges", reason="", **labels):
    return Decision(
        document, "0" * 12, layer, start, end or start + 4, "wind", verdict, labels, annotator, reason
    )


def one(*places):
    """The decisions of a reader: verdict, start, and what else there is."""
    return [judged("MK", verdict, start=start, **more) for verdict, start, more in places]


MK = one(
    ("accept", 0, {}), ("reject", 10, {}), ("relabel", 20, {"category": "approximator"}), ("accept", 30, {}),
    ("reject", 40, {"layer": "modals"}), ("accept", 50, {"document": "mine"}),
)  # fmt: skip
JL = one(
    ("accept", 0, {}), ("accept", 10, {"reason": "why not"}), ("relabel", 20, {"category": "vague-language"}),
    ("add", 32, {"end": 39, "category": "approximator"}), ("reject", 40, {"layer": "modals"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return compare_readers(MK, JL)


def test_units_are_the_places_that_both_judged(found):
    assert (found.first_only, found.second_only) == (2, 1)
    rows = found.values.set_index(["layer", "value"])[["units", "documents", "agreed", "agreement"]]
    assert {key: tuple(row) for key, row in zip(rows.index, rows.to_numpy().tolist(), strict=True)} == {
        ("all layers", "stands or not"): (4, 1, 3, 0.75),
        ("all layers", "verdict and labels"): (4, 1, 2, 0.5),
        ("modals", "stands or not"): (1, 1, 1, 1.0),
        ("modals", "verdict and labels"): (1, 1, 1, 1.0),
        ("hedges", "stands or not"): (3, 1, 2, 2 / 3),
        ("hedges", "verdict and labels"): (3, 1, 1, 1 / 3),
    }


def test_alpha_of_the_two_readers_by_hand(found):
    """Stands or not: a-a, n-a, a-a, n-n. D_o = 1/4, D_e = 1 - (5*4 + 3*2) / (8*7) = 30/56."""
    alphas = found.values.set_index(["layer", "value"])["alpha"]
    assert alphas["all layers", "stands or not"] == pytest.approx(1 - (1 / 4) / (30 / 56))


def test_the_table_of_verdicts(found):
    assert found.confusion.to_dict("list") == {
        "first": ["accept", "reject", "relabel"],
        "accept": [1, 1, 0],
        "reject": [0, 1, 0],
        "relabel": [0, 0, 1],
    }


def test_spans_of_the_marks_left_standing_in_texts_that_both_judged(found):
    """MK leaves 0-4, 20-24, 30-34; JL leaves 0-4, 10-14, 20-24 and 32-39, which overlaps with 30-34."""
    rows = found.spans[found.spans["layer"] == "hedges"].set_index("spans")
    assert rows.loc["exact", ["first", "second"]].tolist() == [3, 4]
    assert rows.loc["exact", ["precision", "recall"]].tolist() == [2 / 4, 2 / 3]
    assert rows.loc["overlapping", ["precision", "recall"]].tolist() == [3 / 4, 1.0]
    assert rows.loc["exact", "f1"] == pytest.approx(2 * 2 / (3 + 4))
    assert "modals" not in set(found.spans["layer"])


def test_disagreements_are_listed_with_surface_and_reasons(found):
    rows = found.disagreements.drop(columns=["document", "layer", "end"]).to_dict("split")["data"]
    assert rows == [
        [10, "wind", "reject", "accept", "", "why not"],
        [20, "wind", "relabel (category: approximator)", "relabel (category: vague-language)", "", ""],
    ]


def test_the_roles_can_be_exchanged():
    there, back = compare_readers(MK, JL), compare_readers(JL, MK)
    assert there.values["alpha"].equals(back.values["alpha"])
    assert there.spans["f1"].equals(back.spans["f1"])
    assert there.spans["precision"].equals(back.spans["recall"])


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (
            [judged("JL", "accept", start=90)],
            "the two readers share no place; right would be two files about the same marks",
        ),
        (
            [Decision("talk", "1" * 12, "hedges", 0, 4, "wind", "accept")],
            "talk: the readers judged different versions of this text (digest 000000000000 and 111111111111)",
        ),
        (
            [judged("JL", "accept"), judged("BO", "reject")],
            "talk: JL and BO disagree about hedges 0-4 ('wind'); right would be one decision, "
            "or one file a reader",
        ),
    ],
)
def test_what_cannot_be_compared(second, message):
    with pytest.raises(StudyError) as error:
        compare_readers(MK, second)
    assert str(error.value) == message


def test_merging_keeps_what_is_not_disputed():
    merged = merge_decisions(MK, JL)
    assert [(mine.start, theirs.start) for mine, theirs in merged.disputed] == [(10, 10), (20, 20)]
    assert [(kept.document, kept.start) for kept in merged.decisions] == [
        ("mine", 50), ("talk", 0), ("talk", 30), ("talk", 32), ("talk", 40),
    ]  # fmt: skip


def test_marks_added_on_overlapping_words_are_disputed():
    more = {"category": "approximator"}
    ones = [judged("MK", "add", start=0, end=6, **more), judged("MK", "add", start=20, end=26, **more)]
    others = [judged("JL", "add", start=4, end=9, **more), judged("JL", "add", start=20, end=26, **more)]
    merged = merge_decisions(ones, others)
    assert merged.disputed == ((ones[0], others[0]),)
    assert [kept.start for kept in merged.decisions] == [20, 20]


def test_merging_keeps_both_names():
    merged = merge_decisions([judged("MK", "reject")], [judged("JL", "reject")])
    assert [(kept.annotator, reading(kept)) for kept in merged.decisions] == [
        ("JL", "reject"),
        ("MK", "reject"),
    ]
    assert merged.disputed == ()


# The command


@pytest.fixture
def files(tmp_path):
    return write_decisions(MK, tmp_path / "mk.yaml"), write_decisions(JL, tmp_path / "jl.yaml")


def test_the_command_prints_tables(files):
    result = CliRunner().invoke(main, ["agree", *map(str, files)])
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "Places judged by both: 4 (only the first judged 2, only the second 1)."
    )
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "all layers stands or not 4 1 0.75 0.53" in lines
    assert "hedges exact 3 4 0.50 0.67 0.57" in lines
    assert "Disagreements: 2" in lines


def test_the_command_writes_tables_and_the_merged_file(files, tmp_path):
    numbers, disputed, merged = (tmp_path / name for name in ("n.csv", "d.csv", "m.yaml"))
    options = ["-o", str(numbers), "--disputed", str(disputed), "--merge", str(merged)]
    result = CliRunner().invoke(main, ["agree", *map(str, files), *options])
    assert result.output.splitlines()[-1] == f"{merged}: 5 decisions, 2 left out"
    assert numbers.read_text().splitlines()[:2] == [
        "compared,layer,measure,value,low,high,n",
        "stands or not,all layers,agreement,0.7500,,,4",
    ]
    assert disputed.read_text().splitlines()[1] == "talk,hedges,10,14,wind,reject,accept,,why not"
    assert len(read_decisions(merged)) == 5


def test_many_disagreements_are_counted_but_not_all_printed(tmp_path):
    ones, others = (
        [judged("", verdict, start=10 * n) for n in range(45)] for verdict in ("accept", "reject")
    )
    paths = [write_decisions(ones, tmp_path / "a.yaml"), write_decisions(others, tmp_path / "b.yaml")]
    lines = CliRunner().invoke(main, ["agree", *map(str, paths)]).output.splitlines()
    assert lines[-1] == "  … and 5 more; --disputed writes them all"
    assert len(lines) - lines.index("Disagreements: 45") == 43


def test_hostile_words_do_not_reach_the_terminal_or_a_spreadsheet(tmp_path):
    hostile = "\x1b[31m=1+1\nwind"
    ones, others = (
        [Decision("talk", "0" * 12, "hedges", 0, 9, hostile, verdict)] for verdict in ("accept", "reject")
    )
    paths = [write_decisions(ones, tmp_path / "a.yaml"), write_decisions(others, tmp_path / "b.yaml")]
    result = CliRunner().invoke(main, ["agree", *map(str, paths)])
    assert "\x1b" not in result.output
    assert "[31m=1+1 wind" in result.output


@pytest.mark.parametrize(
    "options", [["--merge", "{first}"], ["-o", "{first}"], ["-o", "{new}", "--merge", "{new}"]]
)
def test_no_file_of_a_reader_is_written_over(options, files, tmp_path):
    before = [file.read_bytes() for file in files]
    names = {"first": files[0], "new": tmp_path / "new"}
    result = CliRunner().invoke(main, ["agree", *map(str, files), *(one.format(**names) for one in options)])
    path = options[-1].format(**names)
    assert (
        result.stderr
        == f"hedgerow: {path}: is given twice; right would be a file of its own for each result\n"
    )
    assert [file.read_bytes() for file in files] == before


def test_a_seed_is_no_negative_number(files):
    result = CliRunner().invoke(main, ["agree", *map(str, files), "--seed", "-1"])
    assert (result.exit_code, "-1 is not in the range" in result.stderr) == (2, True)


def test_an_error_is_one_line(tmp_path, files):
    result = CliRunner().invoke(main, ["agree", str(files[0]), str(tmp_path / "gone.yaml")])
    assert result.exit_code == 1
    assert result.stderr == (
        f"hedgerow: {tmp_path / 'gone.yaml'}: cannot be read (No such file or directory); "
        "give a file of decisions\n"
    )
