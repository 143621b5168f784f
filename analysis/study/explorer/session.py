"""What a reader does with a corpus: choose, open a count, read, decide, undo.

Every answer is plain data that a page can draw, and holds no more of the corpus than one page of
lines or one window of a text. The widget only passes messages on: the logic is here.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import pandas as pd

from analysis.annotation.pipeline import annotate_document
from analysis.annotation.reader_names import FAST
from analysis.annotation.speakers import read_speakers
from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Span
from analysis.base.wording import plural
from analysis.corpus.paths import find_output
from analysis.measure.search.hits import SEARCHED
from analysis.measure.statistics.kwic import kwic, write_kwic
from analysis.measure.tables import DOCUMENTS, marks_table
from analysis.review.decisions.about import decision_about
from analysis.review.decisions.decision import Decision, Verdict
from analysis.review.decisions.decision_log import DecisionLog
from analysis.review.decisions.included import include_decisions
from analysis.show.displays import show_document
from analysis.show.displays.window import AROUND, choose_window
from analysis.study.explorer.changed_corpus import with_choices, with_decisions
from analysis.study.explorer.charts import RATES, Chart
from analysis.study.explorer.chosen_texts import check_fields, fields_of, with_filters, years_of
from analysis.study.explorer.figure import Plain, chosen, drawn, left_out, offered
from analysis.study.explorer.looked_for import LookedFor, csv_path, written
from analysis.study.explorer.page_rows import line_of, mark_of
from analysis.study.explorer.pointed_words import find_words
from analysis.study.explorer.said import NOTHING, Said
from analysis.study.explorer.view import View

PAGE: Final = 25
"""Lines on a page."""
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "order of the texts": (),
    "words before": ("left",),
    "words after": ("right",),
    "words of the mark": ("mark", "right"),
    "voice": ("voice",),
}
"""How lines can be sorted, and by which columns of `kwic`."""
Content: TypeAlias = tuple[tuple[str, int, int, str], str, str, tuple[tuple[str, str], ...], str]
"""A decision as a value that can be compared: place, annotator, verdict, labels, reason."""
_NO_FILE: Final = "name a file for decisions first, such as decisions.yaml"
_DONE: Final = {"accept": "confirmed", "reject": "rejected", "relabel": "relabelled", "add": "added"}


class Session:
    """A view that a reader changes step by step; `view` is what is seen now.

    `decisions` is the file that the reader's decisions are kept in; without it that of the corpus, if it was
    opened with one. A file that does not exist is made by the first decision.
    """

    def __init__(self, view: View, decisions: str | Path = "") -> None:
        self.view = view
        self.whole = view.corpus
        self.filters: dict[str, list[str]] = {}
        self.looked_for = LookedFor()
        self.log: DecisionLog | None = None
        self._found = {annotation.document.id: annotation for annotation in view.corpus.annotations}
        self._in_order: tuple[View, tuple[str, ...], pd.DataFrame] | None = None
        if included := view.corpus.inputs.get("decisions"):
            self.log = DecisionLog(included)
            self._find_again({one.document for one in self.log.decisions})
        if decisions:
            self.keep(decisions)

    def state(self) -> Plain:
        """What the page draws: the figure, the choices, what can be chosen, the decisions."""
        return {
            "corpus": f"{self.view.corpus.origin.corpus['name']}: {self.view.corpus.scope}",
            "left_out": left_out(self.view),
            "figure": drawn(self.view),
            "chosen": chosen(self.view) | {"filters": self.filters},
            "offered": offered(self.view)
            | {
                "sort": [[name, name] for name in SORTS],
                "fields": {
                    name: list(map(list, kept.items())) for name, kept in fields_of(self.whole).items()
                },
                "years": years_of(self.whole),
            },
            "decisions": self._kept(),
        }

    def choose(self, **choices: Any) -> None:
        """See the corpus otherwise: `voices`, `lens`, `per`, `layers`, `by`, `top`, `filters`, `chart`,
        and the `contrast` of a difference.

        StudyError for a choice that does not exist; what is seen then stays as it was.
        """
        known = chosen(self.view) | {"filters": self.filters}
        for name in choices:
            if name not in known:
                raise StudyError(f"nothing is called {name!r}{did_you_mean(name, known)}")
        now = known | choices
        whole = self.whole
        if any(now[name] != known[name] for name in ("voices", "lens", "per")):
            whole = with_choices(whole, voices=now["voices"], lens=now["lens"], per=now["per"])
        filters = {name: list(values) for name, values in now["filters"].items() if values}
        check_fields(whole, filters)
        changed = whole is not self.whole or filters != self.filters
        corpus = with_filters(whole, filters) if changed else self.view.corpus
        same = not changed and all(now[name] == known[name] for name in ("by", "top"))
        made = dict(self.view.tables) if same and self.view.chart.kind == RATES else {}
        chart = Chart(now["chart"], contrast_of(now["contrast"]))
        view = View(corpus, tuple(now["layers"]), tuple(now["by"]), int(now["top"]), chart, made)
        self.view = counted(view)
        self.whole, self.filters = whole, filters

    def lines(self, group: Sequence[str], *, sort: str = "", page: int = 0) -> Plain:
        """One page of the marks that a group counts, each in its sentence."""
        marks = self._sorted(tuple(group), sort or next(iter(SORTS)))
        last = max(0, (len(marks) - 1) // PAGE)
        page = min(max(page, 0), last)
        shown = kwic(self.view.corpus.annotations, marks[page * PAGE : (page + 1) * PAGE])
        return {
            "group": list(group),
            "name": self._name(group),
            "total": len(marks),
            "page": page,
            "last": last,
            "sort": sort or next(iter(SORTS)),
            "first": page * PAGE + 1,
            "lines": [line_of(row) for row in shown.to_dict("records")],
        }

    def _name(self, group: Sequence[str]) -> str:
        """What a row is called."""
        rows = [row for panel in drawn(self.view)["panels"] for row in panel["rows"]]
        return next((str(row["name"]) for row in rows if row["group"] == list(group)), ", ".join(group[1:]))

    def search(self, query: str, *, sort: str = "", page: int = 0) -> Plain:
        """One page of the lines of any words (`looked_for`)."""
        return self.looked_for.lines(self.view.corpus, query, sort=sort, page=page)

    def near(self, query: str, **window: Any) -> list[Plain]:
        """The words near what is looked for."""
        return self.looked_for.near(self.view.corpus, query, **window)

    def spread(self, query: str, by: str = "") -> list[Plain]:
        """How often it comes by group, or along time."""
        return self.looked_for.spread(self.view.corpus, query, by=by)

    def write(self, path: str, group: Sequence[str]) -> Plain:
        """Write the lines of a row of the figure, or of a search, with all metadata as CSV."""
        if list(group[:1]) == [SEARCHED]:
            return self.looked_for.write(self.view.corpus, str(group[1]), path)
        marks = self.view.counted(tuple(group))
        fields = [str(name) for name in self.view.corpus.documents if name not in DOCUMENTS]
        lines = kwic(self.view.corpus.annotations, marks, metadata=fields)
        return written(write_kwic(lines, csv_path(path)), len(lines))

    def read(self, document: str, start: int, end: int, *, around: int = AROUND) -> Plain:
        """The text of a document around a mark, as HTML that is safe, and what is known of its marks."""
        annotation = self._annotation(document)
        shown = show_document(
            annotation,
            layers=self.view.layers,
            voices=self.view.corpus.voices,
            focus=(start, end),
            around=around,
        )
        window = choose_window(annotation, None, start, around)
        marks = marks_table([annotation])
        inside = marks[(marks["start"] < window.span[1]) & (marks["end"] > window.span[0])]
        return {
            "document": document,
            "start": start,
            "end": end,
            "around": around,
            "html": shown._repr_html_(),
            "at": window.span[0],
            "whole": window.last - window.first >= window.total,
            "marks": [mark_of(row) for row in inside.to_dict("records")],
        }

    def decide(
        self,
        verdict: Verdict,
        document: str,
        layer: str,
        span: Span,
        said: Said = NOTHING,
    ) -> str:
        """Confirm, reject, relabel or add a mark, save the decision, and bring the rates up to date.

        Gives back what was done, in words. StudyError where no file for decisions is named, where a mark is
        rejected, relabelled or added without a reason, or where the decision does not fit.
        """
        if verdict != "accept" and not said.reason.strip():
            raise StudyError("say why in a few words: a decision without a reason cannot be checked")
        annotation = self._annotation(document)
        start, end = span
        decision = decision_about(
            annotation,
            {"layer": layer, "start": start, "end": end},
            verdict,
            labels=said.all_labels(annotation.document.text, near=start),
            annotator=said.annotator.strip(),
            reason=" ".join(said.reason.split()),
        )
        self._through(lambda log: self._put(log, decision))
        return f"{LAYERS[layer].noun.capitalize()} “{' '.join(decision.surface.split())}” {_DONE[verdict]}."

    def add(
        self,
        document: str,
        layer: str,
        words: str,
        *,
        near: int,
        span: Sequence[int] = (),
        said: Said = NOTHING,
    ) -> str:
        """Add a mark on some words of a text: those at `span`, else where they stand nearest to `near`."""
        text = self._annotation(document).document.text
        return self.decide("add", document, layer, find_words(text, words, near=near, span=span), said)

    def undo(self) -> str:
        """Take back what was decided last; StudyError where nothing was."""
        if self.log is None or not self.log.can_undo:
            raise StudyError("nothing was decided here that could be taken back")
        self._through(lambda log: log.undo())
        return "The last decision was taken back."

    def keep(self, path: str | Path) -> str:
        """Keep decisions in this file; those that it holds already are in force at once.

        A relative path counts from the project, where there is one (`analysis.corpus.paths.find_output`).
        """
        if not str(path).strip():
            raise StudyError(_NO_FILE)
        file = find_output(str(path).strip())
        if file.exists() and not file.is_file():
            raise StudyError(f"{file.name}: is no file; give the name of one, such as decisions.yaml")
        before, log = self.log, DecisionLog(file)
        self.log = log
        try:
            self._bring_in(_contents(before) ^ _contents(log))
        except Exception:
            self.log = before
            raise
        return f"{plural(len(log.decisions), 'decision').capitalize()} in {log.path}."

    def _through(self, act: Callable[[DecisionLog], object]) -> None:
        """Let the log do something; what does not fit the texts is taken back."""
        if self.log is None:
            raise StudyError(_NO_FILE)
        before = _contents(self.log)
        act(self.log)
        try:
            self._bring_in(before ^ _contents(self.log))
        except Exception:
            self.log.undo()
            raise

    def _put(self, log: DecisionLog, decision: Decision) -> None:
        """Put a decision into the log in terms of the marks that were found.

        What is said about a mark that readers added is said by adding it otherwise, or not at all; what is
        added where a mark was found (and perhaps rejected) relabels or confirms it.
        """
        marks = getattr(self._found[decision.document], decision.layer)
        if any((mark.start, mark.end) == (decision.start, decision.end) for mark in marks):
            again: Verdict = "relabel" if decision.labels else "accept"
            log.decide(replace(decision, verdict=again) if decision.verdict == "add" else decision)
            return
        added = [one for one in log.of(decision.document) if one.place == decision.place]
        if decision.verdict == "reject":
            for one in added:
                log.withdraw(one.place, annotator=one.annotator)
        else:
            before = {name: value for one in added for name, value in one.labels.items()}
            log.decide(replace(decision, verdict="add", labels={**before, **decision.labels}))

    def _bring_in(self, touched: set[Content]) -> None:
        """Make the marks of the touched texts again, and count the touched layers again."""
        if self.log is None:
            return
        names = {place[0] for place, *_ in touched} & self._found.keys()
        decided = {one.document for one in self.log.decisions} & self._found.keys()
        annotations = tuple(self._found[name] for name in sorted(names | decided))
        files = None
        if self.log.path.is_file():
            left_out = self.view.corpus.origin.corpus.get("left_out", {}).get("texts", {})
            annotations, record = include_decisions(annotations, self.log.path, left_out=left_out)
            files = (self.log.path, record)
        anew = {one.document.id: one for one in annotations if one.document.id in names}
        layers = {place[3] for place, *_ in touched}
        tables = self.view.tables if self.view.chart.kind == RATES else {}
        made = {layer: table for layer, table in tables.items() if layer not in layers}
        self.whole = with_decisions(self.whole, anew, files)
        seen = with_filters(self.whole, self.filters)
        self.view = replace(self.view, corpus=seen, made=made)

    def _find_again(self, names: set[str]) -> None:
        """The marks of some texts as they were found: the corpus has them only with decisions in force."""
        inputs = self.view.corpus.inputs
        speakers = read_speakers(inputs["speakers"]) if "speakers" in inputs else None
        reader = self.view.corpus.origin.parameters.get("reader", FAST)
        for name in names & self._found.keys():
            document = self._found[name].document
            self._found[name] = annotate_document(document, speakers=speakers, reader=reader)

    def _annotation(self, name: str) -> Annotation:
        for annotation in self.view.corpus.annotations:
            if annotation.document.id == name:
                return annotation
        raise StudyError(f"no text {name!r} in this corpus")

    def _sorted(self, group: tuple[str, ...], sort: str) -> pd.DataFrame:
        """The marks that a group counts in the order asked for; kept until something else is asked for."""
        if self._in_order and self._in_order[0] is self.view and self._in_order[1] == (*group, sort):
            return self._in_order[2]
        if sort not in SORTS:
            raise StudyError(f"lines are not sorted by {sort!r}{did_you_mean(sort, SORTS)}")
        marks = self.view.counted(group)
        lines = kwic(self.view.corpus.annotations, marks, sort=SORTS[sort]) if SORTS[sort] else marks
        self._in_order = (self.view, (*group, sort), lines)
        return lines

    def _kept(self) -> Plain:
        """Where decisions are kept, and how many of them are in force."""
        if self.log is None:
            return {"file": "", "place": "", "number": 0, "undo": False}
        number = sum(one.document in self._found for one in self.log.decisions)
        shown = Path(os.path.relpath(self.log.path, find_output(""))).as_posix()
        return {"file": shown, "place": str(self.log.path), "number": number, "undo": self.log.can_undo}


def contrast_of(values: Sequence[str]) -> tuple[str, str, str]:
    """A contrast as the page says it: a column and one or two of its values."""
    group, a, b = [*values, "", "", ""][:3]
    return group, a, b


def counted(view: View) -> View:
    """The view itself, counted: what cannot be counted stops here, before it is what is seen."""
    drawn(view)
    return view


def _contents(log: DecisionLog | None) -> set[Content]:
    """The decisions of a log as values that can be compared."""
    return {
        (one.place, one.annotator, one.verdict, tuple(sorted(one.labels.items())), one.reason)
        for one in (log.decisions if log else ())
    }
