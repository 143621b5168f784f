"""Samples for judging: what is drawn, what the file keeps, what the judgements come to."""

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.annotation.pipeline import annotate_document
from analysis.base.errors import StudyError
from analysis.base.records import Document
from analysis.cli import main
from analysis.measure.statistics.correction import audited_rates
from analysis.measure.statistics.design import Design
from analysis.measure.tables import marks_table, voices_table
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision_files import read_decisions
from analysis.review.sampling.auditing import NOT_SAID, audit_table
from analysis.review.sampling.drawing import MARKED, NEAR, PLAIN, allocate, draw_sample
from analysis.review.sampling.estimates import estimate_accuracy
from analysis.review.sampling.judging import SampleBook, decisions_of
from analysis.review.sampling.samples import SAMPLE, labels, read_sample, write_sample

SENTENCES = (
    "We may leave with {}.",
    "It was sort of cold, perhaps.",
    "They ate a sort of cheese.",
    "The road is long.",
    '=SUM(A1) said "no" to <script>.',
)


@pytest.fixture(scope="module")
def annotations():
    texts = ["\n".join(SENTENCES).format(month) for month in ("Ann", "Bo", "Cy", "Di")]
    return tuple(annotate_document(Document(f"text {n}", text)) for n, text in enumerate(texts))


@pytest.fixture
def sample(annotations):
    return draw_sample(annotations, "hedges", marks=8, sentences=12)


@pytest.fixture
def book(sample, tmp_path):
    return SampleBook(sample, tmp_path / "hedges.csv")


@pytest.mark.parametrize(
    ("sizes", "total", "expected"),
    [
        ({"a": 50, "b": 50}, 20, {"a": 10, "b": 10}),
        ({"a": 1000, "b": 2}, 20, {"a": 18, "b": 2}),
        ({"a": 3, "b": 2}, 20, {"a": 3, "b": 2}),
        ({"a": 9, "b": 9, "c": 9}, 5, {"a": 2, "b": 2, "c": 1}),
        ({}, 5, {}),
    ],
)
def test_places_go_to_strata_by_size_and_none_goes_without(sizes, total, expected):
    assert allocate(sizes, total) == expected


def test_a_sample_is_drawn_by_stratum_and_knows_the_size_of_each(annotations, sample):
    found = marks_table(annotations)
    sizes = found[found["layer"] == "hedges"]["category"].value_counts().to_dict()
    marks = sample[sample["frame"] == "marks"]
    assert marks.set_index("stratum")["in_stratum"].to_dict() == sizes
    assert marks["stratum"].value_counts().to_dict() == marks.set_index("stratum")["drawn"].to_dict()
    sentences = sample[sample["frame"] == "sentences"]
    assert sentences.set_index("stratum")["in_stratum"].to_dict() == {NEAR: 4, MARKED: 8, PLAIN: 8}


def test_every_place_shows_its_words(annotations, sample):
    texts = {annotation.document.id: annotation.document.text for annotation in annotations}
    for row in sample.to_dict("records"):
        surface = texts[row["doc_id"]][row["start"] : row["end"]]
        assert row["mark"].replace("[", "").replace("]", "") == surface
    near = sample[sample["stratum"] == NEAR]["mark"].unique().tolist()
    assert near == ["They ate a sort of cheese."]
    assert "It was [sort of] cold, [perhaps]." in set(sample["mark"])


def test_the_seed_decides_what_is_drawn(annotations, sample):
    def drawn(seed):
        return draw_sample(annotations, "hedges", marks=8, sentences=12, seed=seed)

    assert drawn(1).equals(sample)
    assert not drawn(2).equals(sample)


def test_voices_limit_both_frames(annotations):
    with pytest.raises(StudyError, match="no sentence of these voices"):
        draw_sample(annotations, "hedges", voices=["Nobody"])
    assert set(draw_sample(annotations, "hedges", voices=["narrator"])["voice"]) == {"narrator"}


def test_a_file_gives_the_sample_back(sample, tmp_path):
    path = write_sample(sample, tmp_path / "s.csv")
    assert read_sample(path).equals(sample)
    first = path.read_bytes()
    write_sample(read_sample(path), path)
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("between", "head", "encoding"), [(";", "", "utf-8"), (";", "sep=;\n", "utf-8-sig"), ("\t", "", "cp1252")]
)
def test_a_sample_is_read_as_spreadsheets_write_it(between, head, encoding, sample, tmp_path):
    path = tmp_path / "s.csv"
    write_sample(sample, path)
    cells = pd.read_csv(path, dtype=str, keep_default_na=False)
    path.write_bytes((head + cells.to_csv(index=False, sep=between)).encode(encoding))
    assert read_sample(path).equals(sample)


def test_no_cell_of_the_file_is_a_formula(annotations, tmp_path):
    everything = draw_sample(annotations, "hedges", marks=50, sentences=50)
    written = write_sample(everything, tmp_path / "s.csv").read_text()
    assert "'=SUM(A1)" in written
    assert read_sample(tmp_path / "s.csv").equals(everything)


def test_judgements_are_saved_at_once_and_taken_back(book):
    first = book.next()
    book.judge(first, "wrong", note="a cheese")
    assert read_sample(book.path).set_index("place").loc[first, ["judgement", "note"]].tolist() == [
        "wrong",
        "a cheese",
    ]
    assert book.next(first) == first + 1
    assert book.undo() == first
    assert book.left == len(book.sample)
    assert book.undo() is None
    assert SampleBook.open(book.path).left == book.left


def test_a_file_that_another_program_changed_is_not_overwritten(book):
    book.judge(1, "right")
    changed = book.path.read_text() + "\n"
    book.path.write_text(changed)
    with pytest.raises(StudyError) as error:
        book.judge(2, "right")
    assert str(error.value) == (
        f"{book.path}: was changed by another program since it was read; open it again to go on"
    )
    assert book.path.read_text() == changed


@pytest.mark.parametrize(
    ("frame", "judgement", "message"),
    [
        ("marks", "maybe", "place {}: 'maybe' is no judgement of a mark; right would be right or wrong"),
        (
            "sentences",
            "two",
            "place {}: 'two' is no number of missed marks; right would be 0, 1, 2 ...",
        ),
    ],
)
def test_only_judgements_that_a_frame_knows(book, frame, judgement, message):
    place = int(book.sample[book.sample["frame"] == frame]["place"].iloc[0])
    with pytest.raises(StudyError) as error:
        book.judge(place, judgement)
    assert str(error.value) == message.format(place)


def test_a_broken_file_is_one_clear_line(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("place,frame\n1,marks\n")
    with pytest.raises(StudyError) as error:
        read_sample(path)
    assert str(error.value) == f"{path}: column 'stratum' is missing; right would be {', '.join(SAMPLE)}"
    path.write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(StudyError, match="no sample in CSV"):
        read_sample(path)
    with pytest.raises(StudyError, match="draw one with 'hedgerow sample'"):
        read_sample(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"place": 2}, "place 2 comes twice; right would be one row a place"),
        ({"layer": "modals"}, "layer hedges, modals; right would be one of modals, hedges, boosters, "
         "conditionals"),
        ({"in_stratum": 0}, "marks, stratum 'epistemic-adverb': 3 places of 0 and 4 (in_stratum); "
         "right would be the columns as they were drawn"),
        ({"label": "aproximator"}, "place 1: category 'aproximator' does not exist; "
         "did you mean 'approximator'?"),
        ({"frame": "sentences", "stratum": "x", "judgement": "9" * 30},
         f"place 1: '{'9' * 30}' is no number of missed marks; right would be 0, 1, 2 ..."),
    ],
)  # fmt: skip
def test_a_sample_that_was_damaged_is_refused(change, message, sample, tmp_path):
    first = sample["category"] == "epistemic-adverb"
    sample = pd.concat([sample[first], sample[~first]], ignore_index=True).assign(place=range(1, 21))
    for name, value in change.items():
        sample.loc[0, name] = value
    path = write_sample(sample, tmp_path / "s.csv")
    with pytest.raises(StudyError) as error:
        read_sample(path)
    assert str(error.value) == f"{path}: {message}"


@pytest.mark.parametrize(("frame", "strata"), [("marks", 3), ("sentences", 3)])
def test_every_stratum_needs_a_place(frame, strata, annotations):
    assert len(draw_sample(annotations, "hedges", **{"marks": 0, "sentences": 0, frame: strata})) == strata
    with pytest.raises(StudyError) as error:
        draw_sample(annotations, "hedges", **{"marks": 0, "sentences": 0, frame: strata - 1})
    assert str(error.value) == (
        f"2 {frame} are too few for 3 strata; right would be at least 3, or a column with fewer values (by)"
    )


def test_missed_marks_without_a_category_are_counted(annotations, tmp_path):
    book = SampleBook(draw_sample(annotations, "hedges", marks=0, sentences=100), tmp_path / "s.csv")
    book.judge(1, "3", label="approximator")
    book.judge(2, "0")
    table = audit_table(book.sample, by=["category"])
    assert table.groupby("category")["human"].sum().to_dict() == {"approximator": 1, NOT_SAID: 2}
    assert audit_table(book.sample)["human"].sum() == 3
    book.judge(2, "0", label="approximator")
    with pytest.raises(StudyError) as error:
        audit_table(book.sample, by=["category"])
    assert str(error.value) == (
        "place 2: 0 missed marks and 1 categories; right would be at most one for each"
    )


def judge_all(book, wrong=(), missed=()):
    """Judge every place: marks with these words are wrong, sentences with these words miss one mark."""
    while (place := book.next()) is not None:
        row = book.row(place)
        if row["frame"] == "marks":
            book.judge(place, "wrong" if row["mark"] in wrong else "right")
        else:
            one = any(words in row["mark"] for words in missed)
            book.judge(place, str(int(one)), label="approximator" if one else "")
    return book.sample


def test_a_complete_judgement_leaves_no_doubt(annotations, tmp_path):
    everything = draw_sample(annotations, "hedges", marks=100, sentences=100)
    sample = judge_all(SampleBook(everything, tmp_path / "s.csv"), wrong=["may"], missed=["cheese"])
    row = estimate_accuracy(sample).iloc[-1]
    found = int(row["found"])  # 12: may, sort of, perhaps in four texts
    assert (found, row["right"], row["missed"]) == (12, 8, 4)
    assert row["precision"] == row["precision_low"] == row["precision_high"] == pytest.approx(8 / 12)
    assert row["recall"] == row["recall_low"] == row["recall_high"] == pytest.approx(8 / 12)
    assert row["f1"] == pytest.approx(2 * 8 / (12 + 8 + 4))


def test_strata_weigh_by_their_size():
    """90 of 100 right in a stratum of 900, 5 of 10 in one of 100: (0.9 * 900 + 0.5 * 100) / 1000."""
    rows = [("big", 900, "right")] * 90 + [("big", 900, "wrong")] * 10
    rows += [("small", 100, "right")] * 5 + [("small", 100, "wrong")] * 5
    sample = pd.DataFrame(rows, columns=["stratum", "in_stratum", "judgement"]).assign(frame="marks")
    row = estimate_accuracy(sample).iloc[-1]
    assert row["precision"] == pytest.approx(0.86)
    assert row["precision_low"] < 0.86 < row["precision_high"]
    assert np.isnan(row["recall"])


def test_an_unjudged_sample_says_so(sample):
    with pytest.raises(StudyError) as error:
        estimate_accuracy(sample)
    assert str(error.value) == "the sample holds no judgement yet; right would be some places judged"


def test_the_audit_corrects_the_rate_to_the_truth(annotations, tmp_path):
    everything = draw_sample(annotations, "hedges", marks=100, sentences=100)
    sample = judge_all(SampleBook(everything, tmp_path / "s.csv"), wrong=["may"], missed=["cheese"])
    marks = marks_table(annotations)
    marks, voices = marks[marks["layer"] == "hedges"], voices_table(annotations)
    words = int(voices["words"].sum())
    row = audited_rates(marks, voices, audit_table(sample), design=Design(min_words=1)).iloc[0]
    assert row["corrected"] == pytest.approx((12 - 4 + 4) / words * 1000)
    by = audited_rates(
        marks, voices, audit_table(sample, by=["category"]), design=Design(by=["category"], min_words=1)
    )
    expected = {"epistemic-modal": 0, "degree-adaptor": 4, "epistemic-adverb": 4}
    corrected = by.set_index("category")["corrected"]
    assert {name: corrected[name] for name in expected} == pytest.approx(
        {name: count / words * 1000 for name, count in expected.items()}
    )


def test_a_mark_with_another_category_moves_from_one_to_the_other(annotations, tmp_path):
    book = SampleBook(draw_sample(annotations, "hedges", marks=100, sentences=0), tmp_path / "s.csv")
    while (place := book.next()) is not None:
        cold = book.row(place)["mark"] == "sort of"
        book.judge(place, "right", label="approximator" if cold else "")
    table = audit_table(book.sample, by=["category"])
    errors = (table["human"] - table["machine"]).groupby(table["category"]).sum().to_dict()
    assert errors == {"approximator": 4, "degree-adaptor": -4, "epistemic-adverb": 0, "epistemic-modal": 0}


def test_the_item_of_a_missed_mark_is_not_known(sample):
    with pytest.raises(StudyError, match="item"):
        audit_table(sample, by=["item"])
    assert labels(" a; b ;;") == ["a", "b"]


def test_judgements_are_decisions_too(annotations, book):
    judge_all(book, wrong=["may"])
    decisions = decisions_of(book.sample, annotator="MK")
    applied = apply_decisions(annotations, decisions)
    rejected = sum(decision.verdict == "reject" for decision in decisions)
    assert rejected == applied.included["reject"] > 0
    before, after = (sum(len(one.hedges) for one in all_) for all_ in (annotations, applied.annotations))
    assert before - after == rejected


def test_the_errors_of_a_stratified_audit_follow_cochran():
    """Variance of a stratified total (Cochran 1977, 5.27), computed here by hand for two strata."""
    errors = {"a": ([0, 0, -1, 0, -1], 0.1), "b": ([1, 0, 0, 0], 0.2)}
    audit = pd.DataFrame(
        [
            {"stratum": name, "place": f"{name}{n}", "machine": 1, "human": 1 + error, "probability": chance}
            for name, (values, chance) in errors.items()
            for n, error in enumerate(values)
        ]
    )
    from analysis.measure.statistics.correction import _expanded_errors, _stratum_sizes, _total_error

    rows = _expanded_errors(audit, [], ())
    variance = sum(
        (len(values) / chance) ** 2 * (1 - chance) * np.var(values, ddof=1) / len(values)
        for values, chance in errors.values()
    )
    assert rows["error"].sum() == pytest.approx(-2 / 0.1 + 1 / 0.2)
    assert _total_error(rows, _stratum_sizes(audit, rows)) == pytest.approx(np.sqrt(variance))


def test_the_commands_draw_judge_and_answer(tmp_path):
    text, out = tmp_path / "a.txt", tmp_path / "s.csv"
    text.write_text("\n".join(SENTENCES))
    runner = CliRunner()
    drawn = runner.invoke(main, ["sample", str(text), "--layer", "hedges", "-o", str(out)])
    assert (drawn.exit_code, drawn.output) == (0, f"{out}: 8 places to be judged\n")
    again = runner.invoke(main, ["sample", str(text), "--layer", "hedges", "-o", str(out)])
    assert again.exit_code == 1
    assert "may hold judgements" in again.output
    below = runner.invoke(main, ["sample", str(text), "--layer", "hedges", "-o", "new.csv", "--seed", "-1"])
    assert (below.exit_code, "-1 is not in the range" in below.stderr) == (2, True)
    judge_all(SampleBook.open(out), wrong=["perhaps"])
    answer = runner.invoke(main, ["audit", str(out), "-o", str(tmp_path / "answer.csv")])
    assert answer.exit_code == 0
    assert "all: precision 0.67 [0.67, 0.67], recall 1.00 [1.00, 1.00]" in answer.output
    assert (tmp_path / "answer.csv").read_text().startswith("stratum,found,judged")
    kept = ["--decisions", str(tmp_path / "d.yaml"), "--annotator", "MK"]
    assert runner.invoke(main, ["audit", str(out), *kept]).exit_code == 0
    decided = read_decisions(tmp_path / "d.yaml")
    assert [(one.surface, one.verdict) for one in decided if one.verdict == "reject"] == [
        ("perhaps", "reject")
    ]
    assert {one.annotator for one in decided} == {"MK"}
    assert "may hold decisions" in runner.invoke(main, ["audit", str(out), *kept]).output
