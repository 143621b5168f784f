"""Whether a widget has a reader who can use it, and what is shown where it has none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from analysis.show.displays import Html

_VIEW: Final = "application/vnd.jupyter.widget-view+json"


def is_interactive() -> bool:
    """Whether somebody can answer: papermill and nbconvert run cells that may not ask for input."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    return bool(getattr(kernel, "_allow_stdin", False))


@contextmanager
def told() -> Iterator[Callable[[int, int], None] | None]:
    """A bar below the cell that says how far the opening of a corpus is; none where nobody looks."""
    if not is_interactive():
        yield None
        return
    from tqdm.auto import tqdm

    with tqdm(desc="Reading the corpus", unit=" texts", leave=False) as bar:

        def tell(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield tell


def with_still(still: Html, widget: Callable[[], Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a cell shows: the widget where somebody is there to use it, else the still picture of it."""
    bundle = {"text/plain": still.text, "text/html": still._repr_html_()}
    if is_interactive() and (shown := widget()):
        bundle[_VIEW] = shown[0][_VIEW]
    return bundle, {}
