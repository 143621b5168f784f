"""A run -> one page to hand on: findings, figures, methods, accuracy, bibliography; and the same as PDF.

    write_report(run.folder, "speeches.html")        # everything inside, opens from disk

The page holds its pictures, asks nothing of any network and has no script. The PDF is printed by a browser
(playwright with an installed Chromium); where there is none the page is written alone, and that is said.
"""

import base64
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.base.errors import CorpusError, OutputError, StudyError
from analysis.base.layers import LAYERS
from analysis.measure.gold_accuracy import read_measures
from analysis.measure.statistics.methods import SOURCES, methods_paragraph
from analysis.study.provenance.cite import figures_bibtex
from analysis.study.runs.run_folder import place
from analysis.study.runs.run_report import page, step_of

if TYPE_CHECKING:
    from playwright.sync_api import PdfMargins

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
"""Commands of browsers that can print."""
MEASURES: Final = {"P": "precision", "R": "recall", "F1": "F1"}
"""Measures of accuracy that a report shows."""
_TYPES: Final = {".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True, slots=True)
class Report:
    """The files of a report; `without` says why there is no PDF, "" where there is one."""

    page: Path
    pdf: Path | None
    without: str = ""


def write_report(run: Path, output: Path) -> Report:
    """Write the report of a finished run as HTML, and beside it as PDF where a browser can print it.

    StudyError where the folder is no run, OutputError where the report cannot be written.
    """
    try:
        place(output, report_page(run))
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); name another file with -o"
        ) from error
    pdf, without = _printed(output)
    return Report(output, pdf, without)


def report_page(run: Path) -> bytes:
    """One page about a run, with all that it shows inside."""
    record = _record(run)
    steps = [_with_pictures(step_of(step, run), run) for step in record["steps"]]
    records = list(_figure_records(record, run))
    methods = list(_methods(record, run, records))
    return page(
        "study.html",
        title=record["title"] or record["study"],
        run=record,
        steps=steps,
        methods=methods,
        accuracy=_accuracy(),
        sources=_sources(methods),
        bibtex=figures_bibtex([path for path, _ in records]) if records else "",
    ).encode()


def _record(run: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads((run / "run.json").read_bytes())
    except (OSError, ValueError) as error:
        raise StudyError(f"{run}: is no finished run; make it with: hedgerow run STUDY") from error
    return record


def _with_pictures(step: dict[str, Any], run: Path) -> dict[str, Any]:
    """A step whose figures hold their pictures."""
    return step | {"figures": [one | {"picture": _inside(run / one["picture"])} for one in step["figures"]]}


def _inside(picture: Path) -> str:
    """A picture as an address that holds it."""
    return f"data:{_TYPES[picture.suffix]};base64,{base64.b64encode(picture.read_bytes()).decode('ascii')}"


def _figure_records(record: Mapping[str, Any], run: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The record of each figure of a run with its path."""
    for name in record["outputs"]:
        if name.startswith("figures/") and name.endswith(".json"):
            found = json.loads((run / name).read_bytes())
            if isinstance(found, dict) and "id" in found and "files" in found:
                yield run / name, found


def _methods(
    record: Mapping[str, Any], run: Path, records: Sequence[tuple[Path, Mapping[str, Any]]]
) -> Iterator[str]:
    """The methods paragraphs that notebooks wrote, else one from the record of the first figure."""
    named = [name for name in record["outputs"] if name.endswith("_methods.md")]
    said = [(run / name).read_text("utf-8").strip() for name in named]
    said = said or [methods_paragraph(one) for _, one in records[:1]]
    yield from dict.fromkeys(paragraph.replace("`", "") for paragraph in said)


def _accuracy() -> list[dict[str, Any]]:
    """Precision, recall and F1 of each layer as published, in annotated political language first."""
    try:
        table = read_measures("benchmarks")
    except CorpusError:  # the counts are not here
        return []
    shown = table[table["measure"].isin(list(MEASURES)) & table["layer"].isin(list(LAYERS))]
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in shown.to_dict("records"):
        keys = {name: row[name] for name in ("layer", "set", "n")}
        cells = rows.setdefault((row["layer"], row["set"]), keys)
        cells[MEASURES[row["measure"]]] = f"{row['value']:.2f} [{row['low']:.2f}, {row['high']:.2f}]"
    return sorted(
        rows.values(), key=lambda row: (list(LAYERS).index(row["layer"]), row["set"] != "political")
    )


def _sources(methods: Sequence[str]) -> list[str]:
    """The works that the methods paragraphs name."""
    said = " ".join(methods)
    works = [work for named in SOURCES.values() for work in named.split("; ")]
    return sorted({work for work in works if work.split(",")[0] in said})


def _printed(page: Path) -> tuple[Path | None, str]:
    """The page as PDF beside it, or why there is none."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None, "no PDF: pip install playwright, or print the page from a browser"
    target = page.with_suffix(".pdf")
    try:
        with sync_playwright() as run, run.chromium.launch(executable_path=browser) as chromium:
            sheet = chromium.new_page()
            sheet.goto(page.resolve().as_uri())
            edge = "18mm"
            margin: PdfMargins = {"top": edge, "bottom": edge, "left": edge, "right": edge}
            sheet.pdf(path=target, format="A4", margin=margin)
    except Error:
        return None, "no PDF: no Chromium was found; print the page from a browser"
    return target, ""
