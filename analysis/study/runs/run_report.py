"""A run as pages to read: notebooks without code, and an index of figures, tables and the run card.

The pages open from disk and ask for nothing from any network: styles are inside, scripts are not
allowed, and every word that comes from a corpus is escaped.
"""

import csv
import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from nbconvert import HTMLExporter

from analysis.base.wording import left_out_in_words
from analysis.show.displays.card import NOT_ASKED
from analysis.study.runs.gather import plain

_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*></a>')
ROWS = 30
"""Longest table that the index shows whole."""


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("analysis.study.runs", "pages"), autoescape=True, trim_blocks=True
    )


def page(template: str, **values: Any) -> str:
    """A page of the folder `pages` with its style inside, filled in; words are escaped."""
    pages = _pages()
    style = Markup(pages.get_template("style.css").render())
    return pages.get_template(template).render(style=style, **values) + "\n"


def notebook_report(notebook: bytes, title: str, *, depth: int = 1) -> bytes:
    """An executed notebook as one page without code; `depth` folders below the index of the run."""
    node = nbformat.reads(notebook.decode(), as_version=4)  # type: ignore[no-untyped-call]
    node.cells = list(asked_for(node.cells))
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        anchor_link_text="",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        body, _ = exporter.from_notebook_node(node)
    body = Markup(_ANCHOR.sub("", body))
    return page("report.html", title=title, body=body, index="../" * depth + "index.html").encode()


def asked_for(cells: Sequence[Any]) -> Iterator[Any]:
    """The cells of an executed notebook without the steps that no parameter asked for.

    A step is prose and the code below it; where all that the code shows says "not asked for", it goes, and
    its heading stays only for a further step of the same section.
    """
    heading = ""
    for prose, code in _steps(cells):
        asked = [cell for cell in code if not _not_asked(cell)]
        source = "\n\n".join(cell["source"] for cell in prose)
        if code and not asked:
            heading = _heading(source) or heading
            continue
        if heading and prose and not _heading(source):
            prose[0]["source"] = f"{heading}\n\n{prose[0]['source']}"
        heading = ""
        yield from (*prose, *asked)


def _steps(cells: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Cells of prose with the cells of code below them."""
    prose: list[Any] = []
    code: list[Any] = []
    for cell in cells:
        if cell["cell_type"] == "code":
            code.append(cell)
            continue
        if code:
            yield prose, code
            prose, code = [], []
        prose.append(cell)
    yield prose, code


def _heading(source: str) -> str:
    """The heading that prose begins with; "" for none."""
    first = source.lstrip().partition("\n")[0]
    return first if first.startswith("#") else ""


def _not_asked(cell: Mapping[str, Any]) -> bool:
    """Whether all that a cell shows is that something was not asked for."""
    shown = ["".join(one.get("data", {}).get("text/html", "")) for one in cell.get("outputs", ())]
    return bool(shown) and all(f'class="{NOT_ASKED}"' in html for html in shown)


def run_index(record: Mapping[str, Any], folder: Path) -> bytes:
    """The page that opens a run: figures with caption, alt text and numbers, links, and the run card."""
    gathered = [name for name in record["outputs"] if name.startswith("gathered/")]
    steps = [step_of(step, folder) for step in record["steps"]]
    title = record["title"] or record["study"]
    return page(
        "index.html", title=title, run=record, steps=steps, gathered=gathered, card=_card(record)
    ).encode()


def finding(title: str, alt: str) -> str:
    """What a figure shows, in the first two statements of its alternative text.

    >>> finding("Modals", "Modals. can: 4 in 363 words; would: 3 in 363 words; will: none in 363 words.")
    'can: 4 in 363 words; would: 3 in 363 words.'
    """
    said = alt.removeprefix(f"{title}. ").split("; ")
    return "; ".join(said[:2]).rstrip(".") + "."


def step_of(step: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What a page shows of one step of a run: its question, figures, links, and what it left out."""
    records = [name for name in step["outputs"] if name.startswith("figures/") and name.endswith(".json")]
    return {
        "name": step["name"].replace("/", "-"),
        "title": step["title"],
        "question": step["question"],
        "case": _plain(step["case"]),
        "report": f"reports/{step['name']}.html",
        "notebook": f"notebooks/{step['name']}.ipynb",
        "figures": [figure for name in records for figure in _figure(folder / name, folder)],
        "left_out": _left_out(step.get("left_out", {})),
    }


def _left_out(known: Mapping[str, Any]) -> dict[str, Any]:
    """What of its corpus a step could not read or annotate: in words, and by name with the reasons."""
    named = {**known.get("texts", {}), **known.get("files", {})}
    return {"said": left_out_in_words(known, named="")} | {"named": named} if known else {}


def _figure(path: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """What the index shows of one figure; nothing for a JSON file that records none."""
    record = json.loads(path.read_bytes())
    files = [path.parent / name for name in [*record.get("files", ()), path.name]]
    pictures = [file for kind in (".svg", ".png") for file in files if file.suffix == kind]
    if not pictures:
        return
    table, left_out = _table(path.with_suffix(".csv"))
    yield {
        **{name: record.get(name, "") for name in ("id", "title", "caption", "alt", "licence")},
        "finding": finding(record.get("title", ""), record.get("alt", "")),
        "picture": pictures[0].relative_to(folder).as_posix(),
        "files": [
            {"kind": file.suffix.lstrip("."), "path": file.relative_to(folder).as_posix()} for file in files
        ],
        "table": table,
        "left_out": left_out,
    }


def _table(path: Path) -> tuple[dict[str, Any] | None, int]:
    if not path.is_file():
        return None, 0
    with path.open(encoding="utf-8", newline="") as file:
        columns, *rows = list(csv.reader(file)) or [[]]
    return {"columns": columns, "rows": rows[:ROWS]}, max(0, len(rows) - ROWS)


def _card(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was run on what, for a reader."""
    card = [("study", record["study"]), ("seed", record["seed"])]
    inputs = {item for step in record["steps"] for item in step["inputs"].items()}
    card += [(f"input {name}", f"SHA-256 {digest}") for name, digest in sorted(inputs)]
    card += [(f"parameters of {step['name']}", _plain(step["parameters"])) for step in record["steps"]]
    card += [(name, _plain(record[name])) for name in ("lexicons", "models", "versions")]
    return [(name, str(value)) for name, value in card if value not in (None, "")]


def _plain(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {plain(value) or 'none'}" for name, value in values.items())
