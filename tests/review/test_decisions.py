"""What readers decide: applied to annotations, kept in a file, made one by one, counted in figures."""

from dataclasses import replace
from pathlib import Path

import pytest
from little_corpus import FIRST, little_annotations, little_corpus

from analysis import ReadingOptions, RunOptions, open_corpus
from analysis.base.errors import OutputError, StudyError
from analysis.base.layers import LAYERS
from analysis.base.records import ActCandidate
from analysis.base.wording import decisions_in_words
from analysis.measure.tables import marks_table
from analysis.review.decisions.about import decision_about
from analysis.review.decisions.applying import apply_decisions
from analysis.review.decisions.decision import (
    ALLOWED,
    LABELS,
    Decision,
    decisions_digest,
    parse_span,
    text_digest,
)
from analysis.review.decisions.decision_files import read_decisions, write_decisions
from analysis.review.decisions.decision_log import DecisionLog

HEDGE = {"layer": "hedges", "start": FIRST.index("probably"), "end": FIRST.index("probably") + 8}


@pytest.fixture
def annotations():
    return little_annotations()


@pytest.fixture
def decide(annotations):
    """A decision about the mark of a layer that stands on some words of the first text."""

    def decide(layer, words, verdict, annotator="MK", reason="", **labels):
        start = FIRST.index(words)
        place = {"layer": layer, "start": start, "end": start + len(words)}
        return decision_about(
            annotations[0], place, verdict, labels=labels, annotator=annotator, reason=reason
        )

    return decide


# Applying


def first(annotations, *decisions):
    applied = apply_decisions(annotations, decisions)
    return applied.annotations[0], applied


def test_without_decisions_nothing_changes(annotations):
    assert apply_decisions(annotations, []).annotations == annotations


@pytest.mark.parametrize(
    ("layer", "words"), [("modals", "will"), ("hedges", "probably"), ("boosters", "certainly")]
)
def test_a_rejected_mark_goes_and_no_other(layer, words, annotations, decide):
    decided, applied = first(annotations, decide(layer, words, "reject"))
    gone = [mark for mark in getattr(annotations[0], layer) if mark not in getattr(decided, layer)]
    assert [FIRST[mark.start : mark.end] for mark in gone] == [words]
    assert (applied.included, applied.stale, applied.elsewhere) == ({"reject": 1}, (), 0)
    assert len(marks_table([decided])) == len(marks_table(annotations[:1])) - 1
    assert applied.annotations[1] is annotations[1]


def test_a_conditional_is_rejected_by_the_place_of_its_mark(annotations):
    (mark,) = annotations[0].conditionals
    decided, _ = first(annotations, decision_about(annotations[0], mark, "reject"))
    assert decided.conditionals == ()


def test_an_accepted_mark_stays_as_it_is(annotations, decide):
    decided, applied = first(annotations, decide("hedges", "probably", "accept"))
    assert (decided, applied.included) == (annotations[0], {"accept": 1})


CERTAIN = {"epistemic": 0.0, "deontic": 1.0, "dynamic": 0.0}


@pytest.mark.parametrize(
    ("layer", "words", "labels", "expected"),
    [
        ("hedges", "probably", {"category": "approximator"}, {"category": "approximator"}),
        ("hedges", "probably", {"item": "likely"}, {"entry": "likely"}),
        ("boosters", "certainly", {"item": "sure"}, {"entry": "sure"}),
        ("modals", "will", {"item": "shall"}, {"lemma": "shall"}),
        ("modals", "will", {"category": "marginal"}, {"modal_class": "marginal"}),
        ("modals", "will", {"negated": "true"}, {"negated": True}),
        ("modals", "will", {"sense": "deontic"}, {"senses": CERTAIN}),
        ("modals", "will", {"quirk": "volition"}, {"quirk": {"volition": 1.0}}),
    ],
)  # fmt: skip
def test_a_relabelled_mark_is_what_the_reader_says_and_else_as_it_was(
    layer, words, labels, expected, annotations, decide
):
    start = FIRST.index(words)
    (before,) = [mark for mark in getattr(annotations[0], layer) if mark.start == start]
    decided, applied = first(annotations, decide(layer, words, "relabel", **labels))
    (after,) = [mark for mark in getattr(decided, layer) if mark.start == start]
    assert after == replace(before, **expected)
    assert applied.included == {"relabel": 1}


def test_a_relabelled_conditional(annotations):
    (mark,) = annotations[0].conditionals
    labels = {"category": "hypothetical", "order": "embedded", "act": "promise", "apodosis": "29-40"}
    decided, _ = first(annotations, decision_about(annotations[0], mark, "relabel", labels=labels))
    (after,) = decided.conditionals
    assert (after.kind, after.order, after.apodosis) == ("hypothetical", "embedded", (29, 40))
    assert after.act_candidates == (ActCandidate("promise", ("decided by a reader",)),)
    assert after.protasis == mark.protasis


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"apodosis": "none"}, (None, "alone")),
        ({"apodosis": "0-2"}, ((0, 2), "apodosis-first")),
        ({"apodosis": "100-110"}, ((100, 110), "protasis-first")),
        ({"apodosis": "none", "order": "embedded"}, (None, "embedded")),
    ],
)
def test_the_order_of_a_conditional_follows_from_its_parts(labels, expected, annotations):
    (mark,) = annotations[0].conditionals
    decided, _ = first(annotations, decision_about(annotations[0], mark, "relabel", labels=labels))
    (after,) = decided.conditionals
    assert (after.apodosis, after.order) == expected


def test_a_protasis_is_never_none(annotations):
    (mark,) = annotations[0].conditionals
    with pytest.raises(StudyError, match="'none' is no span; right would be two offsets"):
        decision_about(annotations[0], mark, "relabel", labels={"protasis": "none"})


@pytest.mark.parametrize(
    ("layer", "words", "labels", "item", "category", "voice"),
    [
        ("modals", "stay", {"category": "semi"}, "stay", "semi", "Ann Lee"),
        ("modals", "wet", {"item": "WET", "category": "central"}, "WET", "central", "narrator"),
        ("hedges", "wet", {"category": "approximator"}, "wet", "approximator", "narrator"),
        ("boosters", "The road", {}, "the road", None, "narrator"),
        ("conditionals", "it rains", {"category": "open"}, "it rains", "open", "Ann Lee"),
    ],
)
def test_an_added_mark_has_the_voice_of_its_place(
    layer, words, labels, item, category, voice, annotations, decide
):
    decided, applied = first(annotations, decide(layer, words, "add", **labels))
    marks = marks_table([decided])
    (row,) = marks[(marks["layer"] == layer) & (marks["surface"] == words)].to_dict("records")
    assert (row["item"], row["voice"]) == (item, voice)
    assert category is None or row["category"] == category
    assert applied.included == {"add": 1}
    starts = [mark.start for mark in getattr(decided, layer)]
    assert starts == sorted(starts)


def test_a_decision_about_a_mark_that_is_gone_is_stale(annotations, decide):
    gone = decide("hedges", "certainly", "reject")
    decided, applied = first(annotations, gone, decide("hedges", "probably", "reject"))
    assert (applied.stale, applied.included) == ((gone,), {"reject": 1})
    assert len(decided.hedges) == 1


def test_decisions_about_other_texts_are_counted(annotations, decide):
    other = replace(decide("hedges", "probably", "reject"), document="another")
    _, applied = first(annotations, other)
    assert (applied.elsewhere, applied.included) == (1, {})


def test_two_readers_of_one_mind_count_once(annotations, decide):
    both = [decide("hedges", "probably", "reject", annotator=name) for name in ("MK", "JL")]
    assert first(annotations, *both)[1].included == {"reject": 1}


AT = f"first, hedges {HEDGE['start']}-{HEDGE['end']} ('probably')"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            [{"text": "0" * 12}],
            f"{AT}: the text has changed since (digest {'0' * 12} then, {text_digest(FIRST)} now); "
            "right would be the text that the decision was made on",
        ),
        (
            [{}, {"annotator": "JL", "verdict": "accept"}],
            f"first: MK and JL disagree about hedges {HEDGE['start']}-{HEDGE['end']} ('probably'); "
            "right would be one decision, or one file a reader",
        ),
        (
            [{"verdict": "add", "labels": {"category": "approximator"}}],
            f"{AT}: a mark is there already; right would be accept or relabel",
        ),
        (
            [{"end": HEDGE["end"] - 1}],
            f"first, hedges {HEDGE['start']}-{HEDGE['end'] - 1} ('probably'): the text says 'probabl' there; "
            "mend the span or the surface",
        ),
        (
            [{"end": 9999}],
            f"first, hedges {HEDGE['start']}-9999 ('probably'): lies outside the text; "
            f"offsets run to {len(FIRST)}",
        ),
    ],
)
def test_what_cannot_be_applied_is_refused(changes, message, annotations, decide):
    decisions = [replace(decide("hedges", "probably", "reject"), **change) for change in changes]
    with pytest.raises(StudyError) as error:
        apply_decisions(annotations, decisions)
    assert str(error.value) == message


@pytest.mark.parametrize("part", ["protasis", "apodosis"])
def test_the_parts_of_a_conditional_lie_in_the_text(part, annotations):
    mark = next(mark for one in annotations for mark in one.conditionals)
    annotation = next(one for one in annotations if mark in one.conditionals)
    decision = decision_about(annotation, mark, "relabel", labels={part: "0-9999"})
    with pytest.raises(StudyError) as error:
        apply_decisions(annotations, [decision])
    end = len(annotation.document.text)
    assert str(error.value).endswith(f": {part} 0-9999 lies outside the text; offsets run to {end}")


def test_nothing_is_added_where_nothing_is_counted(annotations, decide):
    silent = replace(annotations[0], excluded=((0, 20),))
    with pytest.raises(StudyError) as error:
        apply_decisions([silent], [decide("boosters", "said", "add")])
    assert str(error.value) == (
        "first, boosters 8-12 ('said'): stands in a stretch that is not counted "
        "(a heading, a stage direction)"
    )


def test_rates_change_by_exactly_the_rejected_mark(annotations, decide, tmp_path):
    before = little_corpus(tmp_path).rates("hedges")
    applied = apply_decisions(annotations, [decide("hedges", "probably", "reject")])
    after = little_corpus(tmp_path, applied.annotations).rates("hedges")
    assert (before["n"].item(), after["n"].item()) == (2, 1)
    assert after["denominator"].item() == before["denominator"].item()
    assert after["rate"].item() == pytest.approx(before["rate"].item() / 2)


# What a decision can say


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"layer": "hegdes"}, "layer 'hegdes' does not exist; did you mean 'hedges'?"),
        ({"verdict": "rejct"}, "verdict 'rejct' does not exist; did you mean 'reject'?"),
        ({"labels": {"categry": "x"}}, "label 'categry' does not exist; did you mean 'category'?"),
        ({"labels": {"category": "aproximator"}},
         "category 'aproximator' does not exist; did you mean 'approximator'?"),
        ({"start": 5, "end": 5}, "span 5-5 holds no characters; right would be start < end"),
        ({"verdict": "relabel"}, "relabel says no label; right would be one such as category: approximator"),
        ({"verdict": "add"}, "an added mark among the hedges needs its category"),
    ],
)  # fmt: skip
def test_a_decision_that_says_nothing_sensible_is_refused(changes, message, decide):
    with pytest.raises(StudyError) as error:
        replace(decide("hedges", "probably", "reject"), **changes)
    assert str(error.value) == message


@pytest.mark.parametrize("text", ["", "4", "a-b", "9-4", "4-4", "-4-9", "4–9", "4-" + "9" * 5000])
def test_a_span_is_two_offsets(text):
    with pytest.raises(StudyError) as error:
        parse_span(text)
    assert str(error.value) == f"{text!r} is no span; right would be two offsets, as in 12-40"


def test_a_mark_and_its_row_in_the_table_make_the_same_decision(annotations):
    table = marks_table(annotations[:1])
    marks = [mark for layer in LAYERS for mark in getattr(annotations[0], layer)]
    from_rows = [decision_about(annotations[0], row, "accept") for row in table.to_dict("records")]
    assert from_rows == [decision_about(annotations[0], mark, "accept") for mark in marks]
    assert [one.surface for one in from_rows] == list(table["surface"])


def test_the_digest_knows_what_is_decided_but_not_by_whom_nor_why(decide):
    one = decide("hedges", "probably", "reject")
    assert decisions_digest([one]) == decisions_digest(
        [replace(one, annotator="JL", reason="so", surface="")]
    )
    assert decisions_digest([one]) != decisions_digest([replace(one, verdict="accept")])
    assert decisions_digest([one]) != decisions_digest([])


# Files

HOSTILE = [
    "it's \"so\"", "a: b", "- x", "# no comment", "line\nbreak", "\r\n", "<script>alert(1)</script>",
    "שלום \u202e abc", "\u2028", "\x85", "\x00\x1b[31m", "\ufeff", "  blanks  ", "yes", "null",
    "1e3", "012", "1:30",
    "{a: b}", "!!python/object:os.system", "*alias", "%TAG", "😀", "= 1+1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_gives_every_word_back(text, tmp_path):
    one = Decision(text, text_digest(text), "hedges", 1, 4, text, "relabel", {"item": text}, text, text)
    path = write_decisions([one], tmp_path / "decisions.yaml")
    assert read_decisions(path) == [one]


def test_the_file_is_readable_in_order_and_the_same_bytes(decide, tmp_path):
    one = decide("hedges", "probably", "reject", reason="a figure of speech")
    other = decide("modals", "may", "relabel", sense="deontic", category="central")
    path = write_decisions([other, one], tmp_path / "a.yaml")
    start, may = HEDGE["start"], FIRST.index("may")
    assert path.read_text() == (
        "# Decisions about marks; offsets count characters. Delete an entry to take it back.\n"
        "format: 2\n"
        "decisions:\n"
        "- document: first\n"
        f"  text: {text_digest(FIRST)}\n"
        "  layer: hedges\n"
        f"  span: {start}-{start + 8}\n"
        "  surface: probably\n"
        "  verdict: reject\n"
        "  annotator: MK\n"
        "  reason: a figure of speech\n"
        "- document: first\n"
        f"  text: {text_digest(FIRST)}\n"
        "  layer: modals\n"
        f"  span: {may}-{may + 3}\n"
        "  surface: may\n"
        "  verdict: relabel\n"
        "  labels:\n"
        "    category: central\n"
        "    sense: deontic\n"
        "  annotator: MK\n"
    )
    assert write_decisions([one, other], tmp_path / "b.yaml").read_bytes() == path.read_bytes()


ENTRY = """\
- document: talk
  text: 012345678901
  layer: hedges
  span: 1-4
  surface: no
  verdict: reject
"""


def test_what_is_written_by_hand_is_text(write):
    (one,) = read_decisions(write("a.yaml", ENTRY))
    assert (one.text, one.surface, one.annotator) == ("012345678901", "no", "")


def test_an_empty_file_holds_no_decisions(write):
    assert read_decisions(write("a.yaml", "")) == []
    assert read_decisions(write("b.yaml", "# all taken back\n")) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1", ": holds no list; right would be one entry '- document: ...' a decision"),
        ("- a", ": entry 1 is no mapping; right would be 'document: ...' and the other fields"),
        ("[[", ":2: not valid YAML: did not find expected node content"),
        (b"\xff", ": not valid YAML in UTF-8: 'utf-8' codec can't decode byte 0xff in position 0: "
         "invalid start byte"),
        ("- !!python/object/apply:os.getcwd []", ":1: not valid YAML: could not determine a constructor for "
         "the tag 'tag:yaml.org,2002:python/object/apply:os.getcwd'"),
        (ENTRY.replace("talk", "!!int 5"), ": entry 1: document is no text; right would be one value, "
         "without a tag"),
        (ENTRY + "  labels: {item: [a]}", ": entry 1: item is no text; right would be one value, "
         "without a tag"),
        (ENTRY + "  labels: so", ": entry 1: labels is no mapping; right would be 'category: approximator'"),
        (ENTRY + "  verdict: add", ":7: not valid YAML: 'verdict' is given twice"),
        (ENTRY + "  resaon: so", ": entry 1 has an unknown field 'resaon'; did you mean 'reason'?"),
        (ENTRY.replace("  span: 1-4\n", ""), ": entry 1 has no 'span'; every decision needs document, "
         "text, layer, span, surface, verdict"),
        (ENTRY.replace("1-4", "4-1"), ": entry 1: '4-1' is no span; right would be two offsets, as in 12-40"),
        (ENTRY.replace("hedges", "hedge"), ": entry 1: layer 'hedge' does not exist; did you mean 'hedges'?"),
        (ENTRY + ENTRY, ": somebody decided twice about hedges 1-4 of talk; "
         "right would be one decision a place"),
        (ENTRY + ENTRY.replace("reject", "rejected"), ": entry 2: verdict 'rejected' does not exist; "
         "did you mean 'reject'?"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_says_where(content, message, write):
    path = write("a.yaml", content)
    with pytest.raises(StudyError) as error:
        read_decisions(path)
    assert str(error.value) == f"{path}{message}"


def test_lists_without_end_do_not_exhaust_the_loader(write):
    path = write("deep.yaml", "# deep\n" + "[" * 100_000)
    with pytest.raises(StudyError) as error:
        read_decisions(path)
    assert str(error.value) == f"{path}:2: lists lie too deep in one another (20 at most)"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(StudyError) as error:
        read_decisions(tmp_path / "gone.yaml")
    assert str(error.value) == (
        f"{tmp_path / 'gone.yaml'}: cannot be read (No such file or directory); give a file of decisions"
    )


def test_a_file_that_cannot_be_written_stays_as_it_was(decide, write):
    path = write("a.yaml", ENTRY)
    with pytest.raises(OutputError) as error:
        write_decisions([replace(decide("hedges", "probably", "reject"), surface="\ud83d")], path)
    assert str(error.value) == "a decision holds '\\ud83d', half a character, which no file can hold"
    assert path.read_text() == ENTRY


# The book


@pytest.fixture
def book(tmp_path):
    return DecisionLog(tmp_path / "mine" / "decisions.yaml")


def test_every_decision_is_saved_at_once(book, decide):
    assert (book.decisions, book.path.exists(), book.can_undo) == ([], False, False)
    one, other = decide("modals", "may", "reject"), decide("hedges", "probably", "accept")
    book.decide(one)
    assert read_decisions(book.path) == [one]
    book.decide(other)
    assert read_decisions(book.path) == book.decisions == [other, one]
    assert DecisionLog(book.path).decisions == book.decisions
    assert (book.of("first"), book.of("second")) == ([other, one], [])
    assert [path.name for path in book.path.parent.iterdir()] == ["decisions.yaml"]


def test_a_second_thought_replaces_the_first_of_the_same_reader_only(book, decide):
    book.decide(decide("modals", "may", "reject"))
    book.decide(decide("modals", "may", "reject", annotator="JL"))
    book.decide(decide("modals", "may", "accept"))
    assert [(one.annotator, one.verdict) for one in book.decisions] == [("JL", "reject"), ("MK", "accept")]


def test_steps_are_taken_back_one_by_one(book, decide):
    first, second = decide("modals", "may", "reject"), decide("modals", "may", "accept")
    book.decide(first)
    book.decide(second)
    book.withdraw(second.place)
    assert read_decisions(book.path) == []
    assert (book.undo(), book.decisions) == (first.place, [second])
    assert (book.undo(), read_decisions(book.path)) == (first.place, [first])
    assert (book.undo(), read_decisions(book.path)) == (first.place, [])
    assert (book.undo(), book.can_undo) == (None, False)


def test_withdrawing_says_what_is_missing(book, decide):
    one = decide("modals", "may", "reject")
    start = FIRST.index("may")
    with pytest.raises(StudyError) as error:
        book.withdraw(one.place)
    assert str(error.value) == f"{book.path}: nobody has decided about modals {start}-{start + 3} of first"
    book.decide(one)
    book.decide(replace(one, annotator=""))
    with pytest.raises(StudyError) as error:
        book.withdraw(one.place)
    assert str(error.value) == (
        f"{book.path}: MK, one without a name have decided about modals {start}-{start + 3} of first; "
        "say whose decision is meant"
    )
    book.withdraw(one.place, annotator="")
    assert book.decisions == [one]


def test_two_books_on_one_file_lose_nothing(book, decide):
    other = DecisionLog(book.path)
    one, two = decide("modals", "may", "reject"), decide("hedges", "probably", "accept", annotator="JL")
    book.decide(one)
    other.decide(two)
    assert other.decisions == read_decisions(book.path) == [two, one]
    assert (book.refresh(), book.refresh(), book.decisions) == (True, False, [two, one])
    assert (book.undo(), read_decisions(book.path)) == (one.place, [two])


def test_the_same_decision_changed_elsewhere_is_not_overwritten(book, decide):
    one, theirs = decide("modals", "may", "reject"), decide("modals", "may", "accept", reason="wind")
    before = decide("hedges", "probably", "reject")
    book.decide(before)
    book.decide(one)
    DecisionLog(book.path).decide(theirs)
    start = FIRST.index("may")
    changed = f"{book.path}: the decision about modals {start}-{start + 3} of first was changed elsewhere; "
    with pytest.raises(StudyError) as error:
        book.decide(replace(one, reason="rain"))
    assert str(error.value) == changed + "it was read again: look at it, then decide"
    assert book.decisions == read_decisions(book.path) == [before, theirs]
    with pytest.raises(StudyError) as error:
        book.undo()
    assert str(error.value) == changed + "there is nothing of yours to take back there"
    assert (book.undo(), read_decisions(book.path)) == (before.place, [theirs])


def test_two_who_decide_the_same_do_not_collide(book, decide):
    other = DecisionLog(book.path)
    book.decide(decide("modals", "may", "reject"))
    other.decide(decide("modals", "may", "reject"))
    assert len(other.decisions) == 1


def test_a_file_deleted_by_somebody_loses_nothing(book, decide):
    one, two = decide("modals", "may", "reject"), decide("hedges", "probably", "accept")
    book.decide(one)
    book.path.unlink()
    book.decide(two)
    assert read_decisions(book.path) == [two, one]


def test_a_file_that_somebody_broke_stops_the_book(book, decide):
    book.decide(decide("modals", "may", "reject"))
    book.path.write_text("- broken")
    with pytest.raises(StudyError, match="entry 1 is no mapping"):
        book.decide(decide("hedges", "probably", "accept"))
    assert book.path.read_text() == "- broken"
    assert len(book.decisions) == 1


# In a corpus


@pytest.fixture
def corpus(write):
    write("corpus/talk.txt", "Perhaps it may rain. If it rains, we might stay. It could be worse.")
    return write("corpus/walk.txt", "They could go. Perhaps they will.").parent


def test_a_bench_includes_decisions_and_says_so(corpus, tmp_path):
    annotated = open_corpus(corpus, run=RunOptions("x", tmp_path))
    row = annotated.layer("hedges").iloc[0].to_dict()
    drop = decision_about(annotated.annotations[0], row, "reject")
    gone = decision_about(annotated.annotations[0], {"layer": "boosters", "start": 0, "end": 7}, "accept")
    away = replace(drop, document="away")
    path = write_decisions([drop, gone, away], tmp_path / "mine.yaml")
    decided = open_corpus(corpus, reading=ReadingOptions(decisions=path), run=RunOptions("x", tmp_path))
    assert len(decided.layer("hedges")) == len(annotated.layer("hedges")) - 1
    words = "1 decision of readers (1 rejected); 1 applies to no mark any more; 1 is about other texts"
    assert decided.decisions == words
    assert decided.caption("hedges") == (
        f"n = {plural_hedges(decided)} in {annotated.scope}; includes {words}; rates per 1,000 words."
    )
    assert f"decisions {words}" in " ".join(repr(decided).split())
    assert decided.origin.corpus["decisions"] == {
        "included": {"reject": 1},
        "stale": 1,
        "elsewhere": 1,
        "digest": decisions_digest([drop, gone, away]),
    }
    assert decided.origin.parameters["decisions"] == "mine.yaml"
    assert decided.origin.run != annotated.origin.run


def plural_hedges(annotated):
    number = len(annotated.layer("hedges"))
    return f"{number or 'no'} hedge{'' if number == 1 else 's'}"


def test_a_bench_without_decisions_says_nothing_of_them(corpus, tmp_path):
    annotated = open_corpus(corpus, run=RunOptions("x", tmp_path))
    assert (annotated.decisions, "decisions" in annotated.origin.corpus) == ("", False)
    assert "decision" not in annotated.caption("hedges")


def test_decisions_that_do_not_fit_name_their_file(corpus, tmp_path):
    annotated = open_corpus(corpus, run=RunOptions("x", tmp_path))
    drop = decision_about(annotated.annotations[0], annotated.marks.iloc[0].to_dict(), "reject")
    path = write_decisions([drop], tmp_path / "mine.yaml")
    (corpus / "talk.txt").write_text("Perhaps it may rain now.")
    with pytest.raises(StudyError, match=r"^mine\.yaml: talk, .*: the text has changed since"):
        open_corpus(corpus, reading=ReadingOptions(decisions=path), run=RunOptions("x", tmp_path))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"included": {}, "stale": 0, "elsewhere": 0}, "no decisions of readers"),
        ({"included": {"add": 1}, "stale": 0, "elsewhere": 0}, "1 decision of readers (1 added)"),
        (
            {"included": {"accept": 1200, "relabel": 3}, "stale": 2, "elsewhere": 4},
            "1,203 decisions of readers (1,200 accepted, 3 relabelled); "
            "2 apply to no mark any more; 4 are about other texts",
        ),
    ],
)
def test_decisions_in_words(record, words):
    assert decisions_in_words(record) == words


# The page about them


def test_the_example_of_the_page_is_a_file(write):
    page = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text()
    example = page.split("```yaml\n")[1].split("```")[0]
    path = write("example.yaml", example)
    decisions = read_decisions(path)
    assert [one.verdict for one in decisions] == ["reject", "add", "relabel"]
    assert write_decisions(decisions, path).read_text() == example


@pytest.mark.parametrize("name", [*LABELS["modals"], *LABELS["conditionals"]])
def test_the_page_names_every_label_and_its_values(name):
    page = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text()
    assert f"`{name}`" in page
    for layer in ("modals", "conditionals"):
        assert all(value in page for value in ALLOWED.get((layer, name), ()))
