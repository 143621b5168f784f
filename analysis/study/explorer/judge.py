"""A sample judged on the page, one place at a time, with keys; every judgement is saved at once.

judge("hedges.csv")        # y right, n wrong, 0-9 missed marks, u undo, arrows back and forth
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import anywidget
import pandas as pd
import traitlets

from analysis.base.errors import HedgerowError
from analysis.base.wording import plural
from analysis.review.decisions.decision import ALLOWED
from analysis.review.sampling.estimates import estimate_accuracy
from analysis.review.sampling.judging import SampleBook
from analysis.review.sampling.samples import judged
from analysis.show.displays import Html, say, show_table
from analysis.study.explorer.interactive import with_still
from analysis.study.explorer.messages import read_deed

STATIC: Final = Path(__file__).parent / "static"
_SHOWN: Final = (
    *("place", "frame", "layer", "stratum", "doc_id", "item", "category", "voice", "voice_kind"),
    *("left", "mark", "right", "judgement", "label", "note"),
)
_MEASURES: Final = ("precision", "recall", "f1")


class Judge(anywidget.AnyWidget):
    """One place of a sample on the page; the page sends what was done, the answer is the next place.

    Only the place that is shown travels to the page. Where no page answers (papermill, nbconvert), the
    estimates so far are shown.
    """

    _esm = STATIC / "judge.js"
    _css = STATIC / "judge.css"
    shown = traitlets.Dict().tag(sync=True)
    progress = traitlets.Dict().tag(sync=True)
    estimates: Any = traitlets.List().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    categories: Any = traitlets.List().tag(sync=True)

    def __init__(self, book: SampleBook) -> None:
        self.book = book
        super().__init__()
        layer = str(book.sample["layer"].iloc[0]) if len(book.sample) else ""
        self.categories = list(ALLOWED.get((layer, "category"), ()))
        self.on_msg(self._hear)
        self._show(book.next() or 1)

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """What was done on the page; what went wrong is said there."""
        try:
            self.message = ""
            self._show(self.do(read_deed(message)))
        except HedgerowError as error:
            self.message = str(error)
        except OSError as error:
            self.message = f"the judgement is not saved ({error.strerror or error})"

    def do(self, deed: Mapping[str, Any]) -> int:
        """Do what was done on the page ("judge", "undo", "go") and return the place to be shown."""
        place = int(self.shown["place"])
        if deed["do"] == "judge":
            self.book.judge(place, deed["judgement"], label=deed["label"], note=deed["note"])
            return self.book.next(place) or place
        if deed["do"] == "undo":
            return self.book.undo() or place
        return min(max(place + int(deed["by"]), 1), len(self.book.sample))

    def _show(self, place: int) -> None:
        row = self.book.row(place)
        numbers = {"place": int(row["place"])}
        self.shown = {name: str(row[name]) for name in _SHOWN} | numbers
        total = len(self.book.sample)
        self.progress = {"judged": total - self.book.left, "all": total}
        self.estimates = estimates_in_words(self.book.sample)

    def __repr__(self) -> str:
        return judged_so_far(self.book.sample).text

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Widget, HTML and plain text; without the widget where nobody is there to judge."""
        return with_still(
            judged_so_far(self.book.sample), lambda: super(Judge, self)._repr_mimebundle_(**options)
        )


def judge(path: str | Path) -> Judge:
    """Judge the sample of a file (see `hedgerow sample`) on the page."""
    return Judge(SampleBook.open(path))


def judged_so_far(sample: pd.DataFrame) -> Html:
    """What the judgements come to: precision by stratum and of the layer; or that there are none yet."""
    done = sum(len(judged(sample, frame)) for frame in ("marks", "sentences"))
    if not done:
        return say(f"{plural(len(sample), 'place')} drawn, none judged yet.")
    return show_table(estimate_accuracy(sample), caption=f"{done} of {plural(len(sample), 'place')} judged")


def estimates_in_words(sample: pd.DataFrame) -> list[str]:
    """Precision, recall and F1 of the layer with their intervals, as far as there are judgements."""
    if (sample["judgement"] == "").all():
        return []
    whole = estimate_accuracy(sample).iloc[-1]
    return [
        f"{name} {whole[name]:.2f} [{whole[f'{name}_low']:.2f}, {whole[f'{name}_high']:.2f}]"
        for name in _MEASURES
        if pd.notna(whole[name])
    ]
