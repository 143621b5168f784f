"""Views, what a reader does with them, what is frozen of them, and what a page without widgets shows."""

import json
import re
from dataclasses import replace

import nbformat
import pandas as pd
import pytest
from little_corpus import little_corpus, opened
from nbconvert import HTMLExporter

from analysis import ReadingOptions, RunOptions, open_corpus
from analysis.annotation.pipeline import annotate_corpus
from analysis.annotation.writing.parquet import write_parquet
from analysis.annotation.writing.sentence_counts import to_counted_record
from analysis.base.errors import CorpusError, OutputError, StudyError
from analysis.corpus import read_corpus
from analysis.review.decisions.decision_files import read_decisions
from analysis.study.explorer import View, explore, freeze
from analysis.study.explorer.changed_corpus import said_choice, with_choices
from analysis.study.explorer.picture import show_view
from analysis.study.explorer.pointed_words import find_words
from analysis.study.explorer.said import Said
from analysis.study.explorer.session import PAGE, SORTS, Session
from analysis.study.explorer.widget import STATIC
from analysis.study.runs.plan import plan
from analysis.study.runs.study import read_study

TALKS = {
    "ann.txt": "“Perhaps we should go,” said Ann Lee. It may rain.\nPerhaps they will stay at home. " * 8,
    "bo.txt": "Bo Oak said that they might leave. If it rains, we must certainly wait. " * 9,
    "cy.txt": "We walk home. Perhaps <script>alert('1')</script> & \"no\" are old. " * 8,
}
METADATA = "file,party,year\nann.txt,Left,1901\nbo.txt,Right,1950\ncy.txt,Left,yes\n"


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "talks"
    folder.mkdir()
    for name, text in TALKS.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "metadata.csv").write_text(METADATA, "utf-8")
    return folder


@pytest.fixture(scope="module")
def annotated(talks):
    return open_corpus(talks, run=RunOptions("explorer"))


@pytest.fixture
def session(annotated, tmp_path):
    return Session(View(annotated, by=("item",)), tmp_path / "decisions.yaml")


def counts(view, layer="hedges"):
    """The count of each group of a layer."""
    rates = view.rates[view.rates["layer"] == layer]
    return {view.group_of(row)[1:]: row["n"] for row in rates.to_dict("records")}


# Views


@pytest.mark.parametrize(
    "by", [(), ("item",), ("voice",), ("party",), ("doc_id",), ("sense",), ("item", "party")]
)
def test_the_lines_of_every_row_are_the_marks_that_it_counts(annotated, by):
    view = View(annotated, by=by)
    for row in view.rates.to_dict("records"):
        marks = view.counted(view.group_of(row))
        assert len(marks) == row["n"]
        assert set(marks["layer"]) <= {row["layer"]}
    assert len(view.marks) == view.rates["n"].sum()


@pytest.mark.parametrize("layer", ["modals", "hedges"])
def test_the_numbers_are_those_of_the_corpus(annotated, layer):
    mine = View(annotated, (layer,), ("item",)).rates.drop(columns="layer")
    theirs = annotated.rates(layer, by=["item"])
    columns = ["item", "n", "denominator", "rate", "low", "high"]
    pd.testing.assert_frame_equal(
        mine[columns].sort_values("item", ignore_index=True),
        theirs[columns].sort_values("item", ignore_index=True),
    )


def test_markers_are_ranked_and_metadata_are_in_order(annotated):
    assert list(counts(View(annotated, ("hedges",), ("item",), 2))) == [("perhaps",), ("might",)]
    assert list(counts(View(annotated, ("boosters",), ("party",)), "boosters")) == [("Left",), ("Right",)]
    voices = [name for (name,) in counts(View(annotated, ("modals",), ("voice",)), "modals")]
    assert (voices[-1], set(voices)) == ("narrator", {"narrator", "Ann Lee", "Bo Oak"})


def test_a_group_without_a_mark_is_a_row_of_zero(annotated):
    assert counts(View(annotated, ("boosters",), ("voice",)), "boosters")["Ann Lee",] == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"layers": ("hegdes",)}, "a view knows no layer 'hegdes'; did you mean 'hedges'?"),
        ({"by": ("vioce",)}, "a view knows no group 'vioce'; did you mean 'voice'?"),
        ({"by": ("item", "item")}, "a view names each group once; given were item, item"),
        ({"layers": ()}, "a view shows one layer and one group or more, such as top = 12"),
        ({"top": 0}, "a view shows one layer and one group or more, such as top = 12"),
    ],
)
def test_what_a_view_cannot_show(annotated, given, message):
    with pytest.raises(StudyError) as caught:
        View(annotated, **given)
    assert str(caught.value) == message


def test_other_choices_give_the_numbers_of_another_corpus(talks, annotated):
    choices = {"voices": ["Ann Lee", "narrator"], "lens": "hyland2005", "per": "100 sentences"}
    changed = View(with_choices(annotated, **choices), ("hedges", "modals"))
    opened = View(open_corpus(talks, **choices), ("hedges", "modals"))
    pd.testing.assert_frame_equal(changed.rates, opened.rates)


@pytest.mark.parametrize("voices", ["all", "narrator", "attributed", ["Ann Lee"], ["Ann Lee", "narrator"]])
def test_the_said_choice_a_corpus_can_be_said_again(annotated, voices):
    chosen = with_choices(annotated, voices=voices, lens="", per=annotated.per)
    assert said_choice(chosen) == voices


# What a reader does


def test_choices_change_the_view_and_a_wrong_one_changes_nothing(session):
    session.choose(layers=["hedges"], by=["category"], voices="narrator", top=6)
    assert session.view.layers == ("hedges",)
    assert session.state()["chosen"]["voices"] == "narrator"
    seen = session.view
    for wrong in (
        {"lens": "prince1928"},
        {"per": "mile"},
        {"voices": "Nobody"},
        {"colour": "red"},
        {"by": ["x"]},
    ):
        with pytest.raises(StudyError):
            session.choose(**wrong)
    assert session.view is seen


def test_toggling_layers_counts_only_what_is_new(session):
    table = session.view.tables["hedges"]
    session.choose(layers=["hedges"])
    session.choose(layers=["hedges", "modals"])
    assert session.view.tables["hedges"] is table


@pytest.mark.parametrize("sort", SORTS)
def test_lines_are_paged_and_sorted(session, sort):
    group = ("hedges", "perhaps")
    total = counts(session.view)["perhaps",]
    pages = [session.lines(group, sort=sort, page=page) for page in range(-(-total // PAGE))]
    lines = [line for page in pages for line in page["lines"]]
    assert [page["last"] for page in pages] == [len(pages) - 1] * len(pages)
    assert len({(line["document"], line["start"]) for line in lines}) == len(lines) == total
    if sort == "words after":
        assert [line["right"].lower() for line in lines] == sorted(line["right"].lower() for line in lines)
    assert session.lines(group, sort=sort, page=99)["page"] == len(pages) - 1


def test_a_text_is_escaped_and_its_marks_are_known(session):
    answer = session.read("cy", *first(session, "cy"))
    assert "&lt;script&gt;" in answer["html"]
    assert "<script" not in answer["html"]
    assert answer["marks"][0] | {"labels": {}} == {
        "layer": "hedges", "start": 14, "end": 21, "surface": "Perhaps", "labels": {},
    }  # fmt: skip
    assert answer["marks"][0]["labels"] == {"item": "perhaps", "category": "epistemic-adverb"}


def first(session, document, words="Perhaps"):
    """Where some words stand for the first time."""
    annotation = next(one for one in session.view.corpus.annotations if one.document.id == document)
    return find_words(annotation.document.text, words, near=0)


HEARSAY = Said(labels={"category": "attribution-shield"}, reason="hearsay")


def decide(session, verdict, document="ann", layer="hedges", words="Perhaps", **said):
    said = {"reason": "as the test wants it", **said}
    return session.decide(verdict, document, layer, first(session, document, words), Said(**said))


def test_a_rejected_mark_is_counted_no_more_and_undo_brings_it_back(session, tmp_path):
    before, rate = (
        counts(session.view)["perhaps",],
        session.view.rates.set_index("item").loc["perhaps", "rate"],
    )
    assert decide(session, "reject") == "Hedge “Perhaps” rejected."
    assert counts(session.view)["perhaps",] == before - 1
    assert session.view.rates.set_index("item").loc["perhaps", "rate"] < rate
    assert session.state()["decisions"]["number"] == 1
    assert [one.verdict for one in read_decisions(tmp_path / "decisions.yaml")] == ["reject"]
    session.undo()
    assert counts(session.view)["perhaps",] == before
    assert read_decisions(tmp_path / "decisions.yaml") == []


def test_decisions_give_the_numbers_of_a_corpus_opened_with_them(session, talks, tmp_path):
    decide(session, "reject")
    decide(
        session,
        "relabel",
        labels={"item": "must", "sense": "epistemic"},
        document="bo",
        layer="modals",
        words="must",
    )
    session.add("cy", "hedges", "walk", near=0, said=HEARSAY)
    opened = View(open_corpus(talks, reading=ReadingOptions(decisions=tmp_path / "decisions.yaml")))
    pd.testing.assert_frame_equal(session.view.rates, opened.rates)
    assert session.view.corpus.scope == opened.corpus.scope
    assert counts(session.view)["walk",] == 1


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"apodosis": {"words": "wait"}}, {"apodosis": "wait"}),
        ({"apodosis": {"words": " "}}, {"apodosis": None, "order": "alone"}),
        ({"protasis": {"words": "it rains", "span": []}}, {"protasis": "it rains"}),
    ],
)
def test_the_parts_of_a_conditional_are_said_by_their_words(session, parts, expected):
    span = first(session, "bo", "If")
    session.decide("relabel", "bo", "conditionals", span, Said(parts=parts, reason="so it is"))
    marks = session.view.marks
    row = marks[(marks["doc_id"] == "bo") & (marks["layer"] == "conditionals")].iloc[0]
    assert {name: None if pd.isna(row[name]) else row[name] for name in expected} == expected


def test_words_selected_in_the_text_win_over_nearer_ones(session):
    text = TALKS["bo.txt"]
    second = text.index("wait", text.index("wait") + 1)
    span = first(session, "bo", "If")
    parts = {"apodosis": {"words": "wait", "span": [second, second + 4]}}
    session.decide("relabel", "bo", "conditionals", span, Said(parts=parts, reason="so it is"))
    (decision,) = session.log.decisions
    assert decision.labels == {"apodosis": f"{second}-{second + 4}"}


def test_only_the_decided_layer_is_counted_again(session):
    before = session.view.tables
    decide(session, "reject")
    assert session.view.tables["modals"] is before["modals"]
    assert session.view.tables["hedges"] is not before["hedges"]


def test_what_readers_added_is_relabelled_and_taken_out_again(session):
    session.add("cy", "hedges", "walk", near=0, said=HEARSAY)
    decide(session, "relabel", "cy", words="walk", labels={"category": "vague-language"})
    (kept,) = session.log.decisions
    assert (kept.verdict, kept.labels) == ("add", {"category": "vague-language"})
    decide(session, "reject", "cy", words="walk")
    assert session.log.decisions == []
    assert ("walk",) not in counts(session.view)


def test_a_rejected_mark_can_be_added_again(session):
    decide(session, "reject")
    said = Said(labels={"category": "approximator"}, reason="after all")
    session.add("ann", "hedges", "Perhaps", near=0, said=said)
    assert [one.verdict for one in session.log.decisions] == ["relabel"]


def test_readers_who_disagree_are_told_and_nothing_changes(session):
    decide(session, "reject", annotator="MK")
    seen = session.view.rates
    with pytest.raises(StudyError, match=r"JD and MK disagree about hedges"):
        decide(session, "relabel", annotator="JD", labels={"category": "approximator"})
    pd.testing.assert_frame_equal(session.view.rates, seen)
    assert [one.annotator for one in session.log.decisions] == ["MK"]


@pytest.mark.parametrize(
    ("verdict", "said", "message"),
    [
        ("reject", {"reason": " "}, "say why in a few words: a decision without a reason cannot be checked"),
        ("relabel", {}, "relabel says no label; right would be one such as category: approximator"),
        ("relabel", {"labels": {"category": "aproximator"}}, "did you mean 'approximator'?"),
    ],
)
def test_decisions_that_say_too_little(session, verdict, said, message):
    with pytest.raises(StudyError) as caught:
        decide(session, verdict, **said)
    assert message in str(caught.value)


def test_without_a_file_nothing_is_decided(annotated):
    session = Session(View(annotated))
    with pytest.raises(StudyError, match="name a file for decisions first"):
        decide(session, "reject")
    with pytest.raises(StudyError, match="nothing was decided here"):
        session.undo()


def test_another_file_brings_other_decisions(session, tmp_path):
    before = counts(session.view)["perhaps",]
    decide(session, "reject")
    assert session.keep(tmp_path / "other.yaml") == f"No decisions in {tmp_path / 'other.yaml'}."
    assert counts(session.view)["perhaps",] == before
    assert session.keep(tmp_path / "decisions.yaml") == f"1 decision in {tmp_path / 'decisions.yaml'}."
    assert counts(session.view)["perhaps",] == before - 1
    assert not (tmp_path / "other.yaml").exists()


def test_decisions_that_a_corpus_was_opened_with_can_be_taken_back(session, talks, tmp_path):
    before = counts(session.view)["perhaps",]
    decide(session, "reject")
    reading = ReadingOptions(decisions=tmp_path / "decisions.yaml")
    later = Session(View(open_corpus(talks, reading=reading)))
    assert counts(later.view)["perhaps",] == before - 1
    later.log.withdraw(later.log.decisions[0].place)
    later.keep(tmp_path / "decisions.yaml")
    assert (
        counts(later.view)["perhaps",] == before - 1
    )  # the book on the disk is the same: nothing is to be done


@pytest.mark.parametrize(
    ("near", "span", "expected"),
    [(0, (), (2, 9)), (20, (), (21, 28)), (0, (20, 29), (21, 28)), (0, (3, 5), (2, 9))],
)
def test_words_are_found_where_the_reader_points(near, span, expected):
    assert (
        find_words("a kind of\ncheese, a  kind\nof map, a kindof", "kind of", near=near, span=span)
        == expected
    )


@pytest.mark.parametrize("words", ["", "kinds of", "kind of map?"])
def test_words_that_are_not_there(words):
    with pytest.raises(StudyError):
        find_words("a kind of map", words, near=0)


# Ten thousand texts


def test_ten_thousand_texts_do_not_travel_to_the_page(tmp_path):
    ann, bo = little_corpus(tmp_path).annotations
    texts = [
        replace(one, document=replace(one.document, id=f"text-{number:05}"))
        for number in range(5000)
        for one in (replace(ann), replace(bo))
    ]
    named = [replace(one, document=replace(one.document, id=f"{i}")) for i, one in enumerate(texts)]
    session = Session(View(little_corpus(tmp_path, tuple(named)), ("modals",)), tmp_path / "decisions.yaml")
    assert len(json.dumps(session.state())) < 20_000
    answer = session.lines(("modals", "will"), sort="voice", page=7)
    assert (answer["total"], len(answer["lines"])) == (5000, PAGE)
    assert len(json.dumps(answer)) < 20_000
    line = answer["lines"][0]
    session.decide("reject", line["document"], "modals", place(line), Said(reason="a test"))
    assert counts(session.view, "modals")["will",] == 4999


def place(line):
    return line["start"], line["end"]


# Messages


@pytest.fixture
def explorer(annotated, tmp_path):
    return explore(annotated, decisions=tmp_path / "decisions.yaml", layers=["hedges"])


def asked(explorer, ask, **given):
    """What the page hears when it asks."""
    heard = []
    explorer.send = heard.append
    explorer._hear(explorer, {"ask": ask, "with": given, "id": "v-1"}, [])
    return heard[0]


def test_an_answer_has_the_id_of_its_question(explorer):
    reply = asked(explorer, "lines", group=["hedges", "perhaps"])
    assert (reply["id"], reply["answer"]["total"]) == ("v-1", 24)


def test_the_state_follows_and_holds_no_text(explorer):
    asked(explorer, "choose", by=["party"])
    assert explorer.state["chosen"]["by"] == ["party"]
    assert "walk home" not in json.dumps(explorer.get_state(), default=str)


@pytest.mark.parametrize(
    ("ask", "given", "error"),
    [
        ("choose", {"by": ["vioce"]}, "a view knows no group 'vioce'; did you mean 'voice'?"),
        ("open", {"corpus": "nowhere"}, "nowhere: no such file or folder"),
        ("freeze", {"path": "view.txt"}, "view.txt: a study is a YAML file; end its name in .yaml"),
        ("lines", {"group": ["hedges", "perhaps"], "sort": "colour"}, "lines are not sorted by 'colour'"),
        ("reed", {}, "the explorer answers no 'reed'; did you mean 'read'?"),
    ],
)
def test_what_went_wrong_is_said_on_the_page(explorer, ask, given, error):
    assert asked(explorer, ask, **given)["error"].startswith(error)


def test_a_bug_is_said_on_the_page_and_raised(explorer, monkeypatch):
    monkeypatch.setattr(explorer.session, "lines", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        asked(explorer, "lines", group=["hedges"])


def test_another_corpus_is_opened(explorer, tmp_path):
    (tmp_path / "other.txt").write_text("Perhaps it rains. " * 60, "utf-8")
    asked(explorer, "open", corpus=str(tmp_path / "other.txt"))
    assert explorer.state["corpus"].startswith("other.txt: 180 words in 1 text")


def test_an_annotated_corpus_has_nothing_to_read(talks, tmp_path):
    write_parquet(map(to_counted_record, annotate_corpus(read_corpus(talks))), tmp_path / "marks.parquet")
    with pytest.raises(StudyError, match="the text is not here: this corpus was annotated before"):
        explore(tmp_path / "marks.parquet")


# Freeze


AWKWARD = {
    "voices": ["Ann Lee", "narrator"],
    "filters": {"year": ["1901", "yes"]},
    "lens": "hyland2005",
    "per": "100 sentences",
}


def test_a_frozen_view_makes_the_same_numbers(talks, tmp_path):
    view = View(opened(talks, **AWKWARD), ("hedges", "boosters"), ("category", "party"), 6)
    frozen = freeze(view, tmp_path / "my view.yaml")
    assert frozen.command == "hedgerow run 'my view.yaml'"
    (step,) = plan(read_study(frozen.path), tmp_path)
    given = {**step.parameters, "corpus": step.inputs[step.parameters["corpus"]]}
    layers, by, top = (given.pop(name) for name in ("layers", "by", "top"))
    run = RunOptions("09_view", given.pop("out_dir"))
    again = View(opened(given.pop("corpus"), run, **given), tuple(layers), tuple(by), top)
    pd.testing.assert_frame_equal(again.rates, view.rates)


def test_paths_count_from_the_study_and_name_nothing_of_the_machine(annotated, talks, tmp_path):
    frozen = freeze(View(annotated), talks.parent / "views" / "all.yaml")
    content = frozen.path.read_text("utf-8")
    assert "corpus: ../talks\n" in content
    assert str(tmp_path) not in content


def test_decisions_are_frozen_too(session, tmp_path):
    decide(session, "reject")
    content = freeze(session.view, tmp_path / "mine.yaml").path.read_text("utf-8")
    assert "decisions: decisions.yaml\n" in content


def test_words_of_a_corpus_are_data_in_the_study(tmp_path):
    name = 'x: [1]\n- "evil" # {a: *b} <b>'
    annotated = little_corpus(tmp_path)
    (tmp_path / "corpus.txt").write_text("We may go.", "utf-8")
    annotated = replace(annotated, inputs={"corpus": tmp_path / "corpus.txt"}, voices=(name, "Ann Lee"))
    study = read_study(freeze(View(annotated), tmp_path / "study.yaml").path)
    assert study.voices == [name, "Ann Lee"]


def test_another_file_is_not_replaced_unasked(annotated, tmp_path):
    path = tmp_path / "view.yaml"
    freeze(View(annotated), path)
    freeze(View(annotated), path)  # the same view again is no other file
    with pytest.raises(OutputError, match=r"^view.yaml: another file is there already"):
        freeze(View(annotated, ("hedges",)), path)
    freeze(View(annotated, ("hedges",)), path, replace=True)
    assert read_study(path).notebooks[0].parameters["layers"] == ["hedges"]


def test_a_corpus_that_was_never_a_file_cannot_be_frozen(tmp_path):
    with pytest.raises(StudyError, match="was not read from a file"):
        freeze(View(little_corpus(tmp_path)), tmp_path / "view.yaml")
    assert not (tmp_path / "view.yaml").exists()


def test_a_corpus_that_is_gone_is_noticed_before_anything_is_written(annotated, tmp_path):
    lost = replace(annotated, inputs={"corpus": tmp_path / "gone"})
    with pytest.raises(CorpusError, match="does not exist"):
        freeze(View(lost), tmp_path / "view.yaml")
    assert not (tmp_path / "view.yaml").exists()


# Without a widget


def test_the_fallback_stands_beside_the_widget(explorer, monkeypatch):
    monkeypatch.setattr("analysis.study.explorer.interactive.is_interactive", lambda: True)
    bundle, _ = explorer._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"].startswith("Hedges by marker. n = ")
    assert '<img src="data:image/png;base64,' in bundle["text/html"]
    assert 'alt="Hedges by marker.' in bundle["text/html"]


def test_nobody_there_no_widget(explorer):
    bundle, _ = explorer._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}


@pytest.mark.parametrize("state", [True, False])
def test_an_exported_page_shows_the_fallback(explorer, monkeypatch, state):
    """As JupyterLab saves a notebook (with the widget, without its state) and as nbconvert runs one."""
    monkeypatch.setattr("analysis.study.explorer.interactive.is_interactive", lambda: state)
    bundle, _ = explorer._repr_mimebundle_()
    output = nbformat.v4.new_output("execute_result", bundle, execution_count=1)
    cell = nbformat.v4.new_code_cell("explorer", outputs=[output], execution_count=1)
    page, _ = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    assert "data:image/png;base64," in page
    assert "<figcaption><b>Hedges by marker.</b>" in page


def test_a_layer_without_marks_says_so(annotated):
    nobody = View(
        with_choices(annotated, voices=["Ann Lee"], lens="", per=annotated.per), ("boosters", "hedges")
    )
    assert nobody.rates["layer"].tolist() == ["hedges"]
    assert show_view(nobody).text.startswith("Boosters and hedges by marker. n = no boosters and")


def test_the_page_loads_nothing_from_elsewhere_and_takes_words_as_text():
    scripts = "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.js")))
    assert set(re.findall(r"https?://[^\s\"]+", scripts)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"^import\b|\bimport\(|eval\(|insertAdjacentHTML|outerHTML", scripts, re.MULTILINE)
    assert re.findall(r"innerHTML = (.*);", scripts) == ["answer.html"]  # escaped by analysis.show.displays
    styles = "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.css")))
    assert not re.search(r"@import|url\(", styles)
