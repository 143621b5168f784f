"""The explorer on the page: an anywidget whose state is one figure, and messages for everything else.

The page asks (`{"ask": name, "with": {...}, "id": n}`), the kernel answers under the same id. Lines and texts
travel page by page in answers, never in the state of the widget.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

from analysis.base.errors import HedgerowError, StudyError
from analysis.base.layers import LAYERS
from analysis.corpus.paths import find_output
from analysis.review.decisions.decision import Verdict
from analysis.study.explorer.charts import DIFFERENCE, TIMELINE
from analysis.study.explorer.figure import Plain
from analysis.study.explorer.freeze import freeze
from analysis.study.explorer.interactive import told, with_still
from analysis.study.explorer.messages import Question, id_of, read_question
from analysis.study.explorer.picture import show_view
from analysis.study.explorer.said import Said
from analysis.study.explorer.session import Session, counted
from analysis.study.explorer.view import TOP, View
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.open_corpus import open_corpus
from analysis.study.workbench.open_options import RunOptions

STATIC: Final = Path(__file__).parent / "static"
"""What the pages are made of; the scripts are built from `frontend/`."""
_CHANGING: Final = ("open", "choose", "decide", "add", "undo", "keep")
"""Questions after which what is seen may be another."""
_FROZEN: Final = {
    TIMELINE: "It draws the rates of these texts; for a line along time run notebook 07_over_time on them.",
    DIFFERENCE: "It draws the rates of these texts; to compare two groups run notebook 08_compare on them.",
}
"""What a frozen study does not draw."""
_SAID: Final = tuple(one.name for one in fields(Said))


class Explorer(anywidget.AnyWidget):
    """The explorer of one corpus; `session` is what the reader has made of it, `view` what is seen now.

    Without a reader at the other end (papermill, nbconvert) it is a figure and a table, and so it is
    wherever a page has no widgets.
    """

    _esm = STATIC / "explorer.js"
    _css = STATIC / "explorer.css"
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(state=session.state())
        self.on_msg(self._hear)

    @property
    def view(self) -> View:
        """What is seen now, for further work: `freeze(explorer.view, "my-view.yaml")`."""
        return self.session.view

    def answer(self, question: Question) -> Any:
        """What the page asks; what was done is seen in `state` afterwards."""
        answers: dict[str, Callable[..., Any]] = {
            "open": self._open,
            "choose": self.session.choose,
            "lines": self.session.lines,
            "search": self.session.search,
            "near": self.session.near,
            "spread": self.session.spread,
            "write": self.session.write,
            "read": self.session.read,
            "decide": self._decide,
            "add": self._add,
            "undo": self.session.undo,
            "keep": self.session.keep,
            "freeze": self._freeze,
        }
        result = answers[question.name](**question.given)
        if question.name in _CHANGING:
            self.state = self.session.state()
        return result

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """Answer a message of the page; what went wrong is said there."""
        reply: Plain = {"id": id_of(message)}
        try:
            reply["answer"] = self.answer(read_question(message))
        except HedgerowError as error:
            reply["error"] = str(error)
        except OSError as error:
            reply["error"] = f"the system refuses it ({error.strerror or error}); give another file or folder"
        except Exception as error:
            reply["error"] = f"the explorer failed: {error!r}"
            raise
        finally:
            self.send(reply)

    def _open(self, corpus: str) -> None:
        """Read another corpus, with the same file of decisions."""
        seen, log = self.view.corpus, self.session.log
        run = RunOptions(seen.origin.notebook, tell=self._tell)
        other = open_corpus(corpus.strip(), per=seen.per, seed=seen.seed, lens=seen.lens, run=run)
        session = Session(View(other, self.view.layers), log.path if log else "")
        session.view = counted(session.view)
        self.session = session

    def _tell(self, done: int, of: int) -> None:
        """Say on the page how far the opening of a corpus is."""
        self.send({"progress": f"Reading the corpus: {done:,} of {of:,} texts …"})

    def _decide(self, verdict: Verdict, document: str, layer: str, start: int, end: int, **said: Any) -> str:
        return self.session.decide(verdict, document, layer, (start, end), Said(**said))

    def _add(self, **given: Any) -> str:
        said = {name: given.pop(name) for name in _SAID if name in given}
        return self.session.add(**given, said=Said(**said))

    def _freeze(self, path: str, replace: bool = False) -> Plain:
        log = self.session.log
        if log and find_output(path.strip()) == log.path:
            raise StudyError(f"{log.path.name}: is where decisions are kept; give the study another name")
        frozen = freeze(self.view, path.strip(), replace=replace)
        commands = {"command": frozen.command, "papermill": frozen.papermill}
        return {"file": str(frozen.path), "note": _FROZEN.get(self.view.chart.kind, ""), **commands}

    def __repr__(self) -> str:
        return show_view(self.view).text

    def _repr_mimebundle_(self, **options: Any) -> tuple[Plain, Plain]:
        """Widget, HTML and plain text; without the widget where nobody is there to use it."""
        return with_still(show_view(self.view), lambda: super(Explorer, self)._repr_mimebundle_(**options))


def explore(
    corpus: str | Path | AnnotatedCorpus,
    *,
    layers: Sequence[str] = tuple(LAYERS),
    by: str | Sequence[str] = "item",
    top: int = TOP,
    decisions: str | Path = "",
    **options: Any,
) -> Explorer:
    """The explorer of a corpus, or of one that was opened before.

    `layers`, `by` and `top` are the view to begin with (`analysis.study.explorer.view`); `decisions` is the
    file
    that decisions are kept in. Further options are those of `open_corpus`. StudyError and CorpusError as
    there, and NoTextsError for marks without their texts.

    >>> explore("seeds", layers=["hedges"], by="category")          # doctest: +SKIP
    """
    if not isinstance(corpus, AnnotatedCorpus):
        with told() as tell:
            corpus = open_corpus(corpus, run=RunOptions("explorer", tell=tell), **options)
    view = View(corpus, tuple(layers), (by,) if isinstance(by, str) else tuple(by), top)
    return Explorer(Session(view, decisions))
