"""Messages of the page: of the right shape or answered in words, and nothing is lost or half done."""

import json
import math
import random

import pytest

from analysis import ReadingOptions, RunOptions, open_corpus
from analysis.base.errors import StudyError
from analysis.review.decisions.decision_files import read_decisions
from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.judging import SampleBook
from analysis.review.sampling.samples import read_sample, write_sample
from analysis.study.explorer import View, explore
from analysis.study.explorer.judge import Judge
from analysis.study.explorer.messages import QUESTIONS, id_of, read_deed, read_question
from analysis.study.explorer.widget import Explorer

TALKS = {
    "ann": "“Perhaps we should go,” said Ann Lee. It may rain.\nPerhaps they will stay at home. " * 4,
    "bo": "Bo Oak said that they might leave. If it rains, we must certainly wait. " * 4,
}


@pytest.fixture
def talks(tmp_path, monkeypatch):
    """A corpus of two texts, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks").mkdir()
    for name, text in TALKS.items():
        (tmp_path / "talks" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "talks"


@pytest.fixture
def explorer(talks):
    return explore(talks, layers=["modals", "hedges", "conditionals"], decisions="decisions.yaml")


def replies(widget, message):
    """What the page hears of a message."""
    heard = []
    widget.send = heard.append
    widget._hear(widget, message, [])
    return heard


DEEP: list = []
for _ in range(2_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (7, "a message is 7; right would be a question with ask, with and id"),
        (
            {},
            "the explorer answers no None; known: add, choose, decide, freeze, keep, lines, near, open, "
            "read, search, spread, undo, write",
        ),
        ({"ask": "reed"}, "the explorer answers no 'reed'; did you mean 'read'?"),
        ({"ask": ["read"]}, "the explorer answers no ['read']; known: add, choose,"),
        ({"ask": "undo", "with": []}, "undo: [] is given; right would be nothing"),
        ({"ask": "lines", "with": {1: 2}}, "lines: {1: 2} is given; right would be group, sort and page"),
        ({"ask": "lines", "with": {}}, "lines: 'group' is missing; right would be group, sort and page"),
        ({"ask": "lines", "with": {"group": [], "pgae": 1}}, "lines: nothing is called 'pgae'; did you mean"),
        (
            {"ask": "lines", "with": {"group": "hedges"}},
            "lines: 'group' is 'hedges'; input should be a valid list",
        ),
        (
            {"ask": "lines", "with": {"group": [None]}},
            "lines: 'group' is None; input should be a valid string",
        ),
        (
            {"ask": "lines", "with": {"group": [], "page": math.nan}},
            "lines: 'page' is nan; input should be a valid integer",
        ),
        (
            {"ask": "lines", "with": {"group": [], "page": True}},
            "lines: 'page' is True; input should be a valid integer",
        ),
        (
            {"ask": "lines", "with": {"group": ["x"] * 100_000}},
            "lines: 'group' is ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x',…; list should",
        ),
        (
            {"ask": "lines", "with": {"group": DEEP}},
            "lines: 'group' is a list; input should be a valid string",
        ),
        (
            {"ask": "choose", "with": {"top": 0}},
            "choose: 'top' is 0; input should be greater than or equal to 1",
        ),
        ({"ask": "choose", "with": {"top": 10**5_000}}, "choose: 'top' is a int; input should be less than"),
        ({"ask": "keep", "with": {"path": "a\0b"}}, "keep: 'path' holds a character that no text can hold"),
        ({"ask": "keep", "with": {"path": "\ud800"}}, "keep: 'path' "),
        (
            {"ask": "keep", "with": {"path": "x" * 400}},
            "the system refuses it (File name too long); give another",
        ),
        (
            {"ask": "read", "with": {"document": "ann", "start": -1, "end": 1}},
            "read: 'start' is -1; input should be greater than or equal to 0",
        ),
        ({"ask": "read", "with": {"document": "cy", "start": 0, "end": 1}}, "no text 'cy' in this corpus"),
        (
            {
                "ask": "add",
                "with": {"document": "ann", "layer": "hegdes", "words": "go", "near": 0, "reason": "x"},
            },
            "layer 'hegdes' does not exist; did you mean 'hedges'?",
        ),
    ],
)
def test_a_message_of_the_wrong_shape_is_answered_in_words(explorer, message, said):
    before = json.dumps(explorer.state)
    (reply,) = replies(explorer, message)
    assert reply["error"].startswith(said)
    assert "answer" not in reply
    assert json.dumps(explorer.state) == before


@pytest.mark.parametrize(
    ("message", "id"),
    [
        ({"id": "v-1"}, "v-1"),
        ({"id": 4}, 4),
        ({"id": math.nan}, None),
        ({"id": ["v-1"]}, None),
        ({"id": "\ud800"}, None),
        ({"id": 10**5_000}, None),
        ({}, None),
        (None, None),
    ],
)
def test_only_an_id_that_can_be_sent_back_is(message, id):
    assert id_of(message) == id


def test_what_was_not_said_stays_unsaid():
    question = read_question({"ask": "choose", "with": {"top": 6}, "id": "v-1"})
    assert (question.name, question.given) == ("choose", {"top": 6})
    assert read_question({"ask": "undo", "with": None}).given == {}
    parts = {"apodosis": {"words": "we wait", "span": [3, 10]}}
    said = {
        "document": "bo",
        "layer": "conditionals",
        "start": 0,
        "end": 2,
        "verdict": "accept",
        "parts": parts,
    }
    assert read_question({"ask": "decide", "with": said}).given == said


def test_annotations_cannot_be_opened_on_the_page(explorer, talks):
    from click.testing import CliRunner

    from analysis.cli import main

    CliRunner().invoke(main, ["annotate", str(talks), "-q", "-o", "marks.parquet"])
    (reply,) = replies(explorer, {"ask": "open", "with": {"corpus": "marks.parquet"}, "id": 1})
    assert reply["error"].startswith("the text is not here: this corpus was annotated before")
    assert explorer.state["corpus"].startswith("talks: ")


def test_what_cannot_be_counted_is_not_chosen(explorer, monkeypatch):
    def failing(*_, **__):
        raise StudyError("not today")

    monkeypatch.setattr("analysis.study.workbench.text_rates.rates", failing)
    view = explorer.view
    (reply,) = replies(explorer, {"ask": "choose", "with": {"by": ["voice"]}})
    assert (reply["error"], explorer.view is view) == ("not today", True)


# At random

WRONG = (
    None,
    True,
    -1,
    3,
    10**13,
    2.5,
    math.nan,
    math.inf,
    "",
    "x",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    ["x"] * 2_000,
)
RIGHT = {
    "corpus": [*["talks"] * 6, "talks/ann.txt", "nowhere", "decisions.yaml", "x" * 300],
    "path": [*["decisions.yaml", "view.yaml"] * 2, "other.yaml", "new/view.yaml", "talks", "x" * 300],
    "replace": [True, False],
    "voices": ["all", "narrator", "attributed", "Ann Lee", ["Ann Lee", "Bo Oak"], "nobody", []],
    "layers": [["hedges"], ["modals", "hedges"], [], ["hegdes"], ["hedges", "hedges"]],
    "lens": ["", "hyland2005", "nobody"],
    "by": [[], ["item"], ["voice"], ["doc_id", "sense"], ["vioce"]],
    "per": ["1,000 words", "100 sentences", "statement", "0 words", "nothing", "1e9 words", ""],
    "top": [1, 6, 10**12],
    "group": [["hedges", "perhaps"], ["modals", "will"], ["modals"], [], ["hedges", "x", "y"]],
    "sort": ["", "voice", "words before", "colour"],
    "page": [0, 1, -5, 10**12],
    "document": [*["ann"] * 9, "bo", "cy"],
    "layer": [*["hedges"] * 6, "modals", "conditionals", "boosters", "hegdes"],
    "start": [*[1] * 6, 0, 56, 10**12],
    "end": [*[8] * 6, 0, 59, 10**12],
    "near": [0, 100, 10**12],
    "filters": [
        *[{}] * 6,
        {"doc_id": ["ann"]},
        {"years": ["1900", "x"]},
        {"colour": ["red"]},
        {"doc_id": []},
    ],
    "chart": [*["rates"] * 4, "timeline", "difference", "pie"],
    "contrast": [*[[]] * 4, ["doc_id", "ann", "bo"], ["voice", "x"], ["a", "b", "c", "d"]],
    "query": [
        "rain",
        "lemma:stay",
        '[word="a.*"]',
        "tag:NN*",
        "",
        "((",
        "/(a+)+$/",
        '"a"{1,90}',
        "x" * 3_000,
    ],
    "left": [0, 3, 10**12],
    "right": [3, -1, 10**12],
    "around": [0, 10, 10**12],
    "verdict": [*["accept", "reject", "relabel"] * 3, "add", "deny"],
    "words": [*["Perhaps", "rain", "home", "stay"] * 3, "", "zebra", "("],
    "span": [[], [1, 8], [8, 1], [3], [0, 10**12]],
    "labels": [*[{"category": "approximator"}] * 6, {"category": "central"}, {}, {"colour": "red"}],
    "parts": [*[{}] * 9, {"protasis": {"words": "it rains"}}, {"apodosis": {"words": ""}}, {"marker": {}}],
    "reason": [*["heard otherwise"] * 9, "", "x" * 9_999, "x" * 10_001],
    "annotator": [*[""] * 4, "MK", "JL\n\t"],
}
DEEDS = {
    "do": [*["judge"] * 6, "undo", "go", "jump"],
    "judgement": ["right", "wrong", "", "2", "99999999999", "perhaps"],
    "label": ["", "approximator", "nothing"],
    "note": ["", "a note"],
    "by": [1, -1, 10**12, -(10**12)],
}


def some(random, fields, right):
    """Some fields of a message, each of a value that might be right, or one that is not."""
    given = {}
    for field in fields:
        if random.random() < 0.97:
            wrong = random.random() < 0.04
            given[field] = random.choice(WRONG if wrong else right[field])
    return given


def question(random):
    """A message that a page might send, often one that none of ours would."""
    name = random.choice([*QUESTIONS, *["decide", "add"] * 6, "undo", "choose", "choose", "reed"])
    form = QUESTIONS.get(name)
    given = some(random, form.model_fields if form else (), RIGHT)
    message = {"ask": name, "with": given, "id": random.choice(["v-1", "v-2", 7])}
    if random.random() < 0.05:
        message[random.choice([*message])] = random.choice(WRONG)
    return random.choice(WRONG) if random.random() < 0.03 else message


def test_random_messages_are_answered_and_nothing_is_lost(explorer: Explorer):
    generator = random.Random(12)
    errors = decided = 0
    for _ in range(300):
        message = question(generator)
        before = json.dumps(explorer.state)
        *_, reply = replies(explorer, message)  # word of an opening comes before its answer
        assert len({"answer", "error"} & reply.keys()) == 1, message
        json.dumps(reply, allow_nan=False).encode()
        if "error" in reply:
            errors += 1
            assert not reply["error"].startswith("the explorer failed"), message
            assert json.dumps(explorer.state) == before, message
        elif message["ask"] in ("decide", "add"):
            decided += 1
        assert explorer.state == explorer.session.state()
        kept = explorer.session.log
        assert read_decisions(kept.path) == kept.decisions if kept.path.exists() else not kept.decisions
    assert 60 < errors < 290
    assert decided > 5
    same_numbers(explorer)


def same_numbers(explorer):
    """What is seen are the numbers of a corpus opened anew with the decisions."""
    explorer.session.choose(filters={}, chart="rates", contrast=[])
    view, path = explorer.view, explorer.session.log.path
    anew = open_corpus(
        view.corpus.inputs["corpus"],
        voices=list(view.corpus.voices) if view.corpus.voices else "all",
        per=view.corpus.per,
        lens=view.corpus.lens,
        reading=ReadingOptions(decisions=path if path.exists() else ""),
        run=RunOptions("explorer"),
    )
    rates = View(anew, view.layers, view.by, view.top).rates
    assert rates.drop(columns=["note"]).equals(view.rates.drop(columns=["note"]))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (None, "judging: None is given; right would be do, judgement, label, note and by"),
        ({}, "judging: 'do' is missing; right would be"),
        ({"do": "jump"}, "judging: 'do' is 'jump'; input should be 'judge', 'undo' or 'go'"),
        ({"do": "go", "by": "far"}, "judging: 'by' is 'far'; input should be a valid integer"),
        ({"do": "judge", "judgement": 2}, "judging: 'judgement' is 2; input should be a valid string"),
    ],
)
def test_a_judgement_of_the_wrong_shape(message, said):
    with pytest.raises(StudyError) as caught:
        read_deed(message)
    assert str(caught.value).startswith(said)


def test_random_judgements_are_answered_and_nothing_is_lost(talks, tmp_path):
    annotated = open_corpus(talks, run=RunOptions("10_audit"))
    drawn = draw_sample(annotated.annotations, "hedges", marks=8, sentences=8)
    book = SampleBook(drawn, write_sample(drawn, tmp_path / "hedges.csv"))
    judge, generator = Judge(book), random.Random(12)
    for _ in range(300):
        message = some(generator, DEEDS, DEEDS)
        before = book.sample["judgement"].tolist()
        judge._hear(judge, message if generator.random() > 0.03 else generator.choice(WRONG), [])
        if judge.message:
            assert book.sample["judgement"].tolist() == before
        assert judge.progress == {"judged": len(drawn) - book.left, "all": len(drawn)}
        assert read_sample(book.path).equals(book.sample)
    assert book.left < len(drawn)
