"""The same marks read in other ways: corrected, with doubt, by plain lists, line by line."""

import csv
from dataclasses import replace

import pytest
from little_corpus import annotation, little_annotations, little_corpus, said

from analysis.base.errors import StudyError
from analysis.base.records import Hedge, Modal
from analysis.study.workbench import readings
from analysis.study.workbench.segments import sentences_table

COUNTS = """set,register,layer,marker,tp,fp,fn
political,speech,hedges,probably,8,2,0
political,speech,hedges,may,8,2,4
political,speech,modals,will,18,2,0
EWT,answers,modals,will,9,1,0
EWT,answers,semimodals,have to,5,0,5
"""


@pytest.fixture
def annotated(tmp_path):
    return little_corpus(tmp_path / "figures")


@pytest.fixture
def counts(tmp_path):
    (tmp_path / "accuracy_markers.csv").write_text(COUNTS)
    return tmp_path


def test_the_corrected_rate_of_a_layer_by_hand(annotated, counts):
    row = readings.corrected(annotated, ["hedges"], folder=counts).iloc[0]
    assert row["n"] == 2
    assert (row["precision"], row["recall"]) == (16 / 20, 16 / 20)
    assert row["corrected"] == pytest.approx(row["rate"])
    assert row["rate"] == pytest.approx(1000 * 2 / annotated.words)


def test_items_are_corrected_by_all_sets_together(annotated, counts):
    table = readings.corrected(annotated, ["modals"], on="item", folder=counts).set_index("item")
    assert table.loc["will", ["precision", "n_precision"]].tolist() == [0.9, 30]
    assert table.loc["will", "corrected"] == pytest.approx(0.9 * table.loc["will", "rate"])
    assert table.loc["might", ["corrected", "precision"]].isna().all()  # nobody annotated it
    assert table.loc["will", "labels"] == "people and a language model that followed a codebook"
    assert "not corrected: no annotated marks, fewer than 10" in table.loc["might", "note"]


def test_markers_with_few_gold_marks_are_refused_and_said(annotated, tmp_path):
    (tmp_path / "accuracy_markers.csv").write_text(
        COUNTS.replace("will,18,2,0", "will,4,1,0").replace("will,9,1,0", "will,4,1,0")
    )
    table = readings.corrected(annotated, ["modals"], on="item", folder=tmp_path).set_index("item")
    assert table.loc["will", ["corrected", "precision"]].isna().all()
    assert "not corrected: 8 annotated marks, fewer than 10" in table.loc["will", "note"]
    assert set(table["labels"]) == {""}
    assert readings.labels_in_words(table).startswith("No rate is corrected")


def test_whose_labels_are_said(annotated, counts):
    table = readings.corrected(annotated, ["hedges"], folder=counts)
    said = "Corrected rates rest on the labels of a language model that followed a codebook."
    assert readings.labels_in_words(table) == said


def test_each_voice_is_corrected_by_the_factor_of_its_layer(annotated, counts):
    table = readings.corrected(annotated, ["hedges", "modals"], by=["voice"], folder=counts)
    assert table["n"].sum() == 5
    assert set(table.loc[table["layer"] == "modals", "precision"]) == {0.9}


@pytest.mark.parametrize(
    ("lens", "on", "message"),
    [
        (
            "prince1982",
            "layer",
            "correct: no accuracy was measured for the lens 'prince1982'; right would be lens = ''",
        ),
        ("", "sense", "on: 'sense' has no measured accuracy; right would be one of layer, item"),
    ],
)
def test_what_cannot_be_corrected(annotated, lens, on, message):
    with pytest.raises(StudyError) as error:
        readings.corrected(replace(annotated, lens=lens), ["hedges"], on=on)
    assert str(error.value) == message


def test_senses_keep_their_doubt(annotated):
    table = readings.senses(annotated).set_index(["item", "sense"])
    assert table.loc[("may", "epistemic"), ["n", "expected"]].tolist() == [1, 0.5]
    assert table.loc[("may", "deontic"), ["n", "expected"]].tolist() == [0, 0.4]
    assert table["expected"].sum() == pytest.approx(3)


def test_the_spread_of_markers(annotated):
    table = readings.spread(annotated, "modals").set_index("item")
    assert table.loc["will", ["n", "texts", "range"]].tolist() == [1, 2, 1]
    assert table["note"].str.startswith("fewer than 10").all()


def test_markers_that_stand_together(tmp_path):
    sentence, rest = "We will probably go. ", "It is so. " * 5
    text = sentence * 6 + rest
    places = [len(sentence) * number for number in range(6)]
    modals = [Modal(at + 3, at + 7, "will", "central", False, {"dynamic": 1.0}, {}) for at in places]
    hedges = [Hedge(at + 8, at + 16, "probably", "epistemic-adverb") for at in places]
    hedges += [Hedge(at + 3, at + 7, "will", "epistemic-modal") for at in places]  # the modal once more
    one = annotation("x", text, modals=modals, hedges=hedges)
    pairs = readings.together(little_corpus(tmp_path, (one,)))
    assert pairs[["item_a", "item_b", "together", "places"]].to_numpy().tolist() == [
        ["probably", "will", 6, 11],  # the two hedges
        ["probably", "will", 6, 11],  # hedge and modal
    ]


def test_a_sentence_in_two_voices_has_the_words_of_both():
    text = "“It may rain,” said Ann Lee. It will not."
    one = annotation("x", text, statements=[said(text, "“It may rain,”", "Ann Lee")])
    table = sentences_table([one])
    assert table[["sentence", "voice", "words"]].to_numpy().tolist() == [
        [0, "Ann Lee", 3],
        [0, "narrator", 3],
        [1, "narrator", 3],
    ]


def test_plain_lists_count_words_in_their_voices(tmp_path):
    text = "“Maybe it is a kind of cheese,” said Ann Lee. It may be, almost." + " Word" * 120
    one = annotation("x", text, statements=[said(text, "“Maybe it is a kind of cheese,”", "Ann Lee")])
    everybody = readings.as_counted_in(little_corpus(tmp_path, (one,))).set_index("list")
    assert everybody.loc["biber1988-hedges", "n"] == 3  # maybe, kind of, almost
    assert everybody.loc["hedges", ["n", "source"]].tolist() == [0, readings.OWN]
    ann = readings.as_counted_in(little_corpus(tmp_path, (one,), ("Ann Lee",))).set_index("list")
    assert ann.loc["biber1988-hedges", "n"] == 2


def test_lists_leave_out_what_nobody_says(tmp_path):
    text = "MAYBE A HEADING\nMaybe." + " Word" * 120
    one = replace(annotation("x", text), excluded=((0, 15),))
    table = readings.as_counted_in(little_corpus(tmp_path, (one,))).set_index("list")
    assert table.loc["mfte-hedges", "n"] == 1


def test_the_most_frequent_row_opens_to_its_lines(annotated):
    lines = readings.opened(annotated, "hedges")
    assert lines[["item", "voice", "mark"]].to_numpy().tolist() == [["may", "narrator", "may"]]
    assert readings.opened(annotated, "hedges", by="category")["mark"].tolist() == ["probably"]


def test_without_a_mark_nothing_opens(tmp_path):
    annotated = little_corpus(tmp_path, (annotation("x", "No mark here."),))
    assert readings.opened(annotated, "hedges").empty


def test_lines_are_written_when_asked_for(annotated):
    assert readings.export(annotated, ["hedges"], "") == "No file of lines was asked for."
    assert not annotated.out_dir.exists()
    assert readings.export(annotated, ["hedges", "boosters"], "lines.csv") == "3 lines written to lines.csv."
    with (annotated.out_dir / "lines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["mark"] for row in rows] == ["probably", "may", "certainly"]
    assert "If it rains" in rows[0]["left"]


def test_the_published_counts_can_be_read():
    """The counts of the repository correct the suite's own layers."""
    annotated = little_corpus(None, little_annotations())
    table = readings.corrected(annotated, ["modals", "hedges", "boosters", "conditionals"])
    assert table["precision"].between(0.5, 1).all()
