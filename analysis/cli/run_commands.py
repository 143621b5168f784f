"""The commands of `hedgerow` that run studies and answer for figures: parse, call one function, print."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from analysis.annotation.options import given, text_options

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("study", type=_PATH)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Notebooks at the same time."
)
@click.option("--force", is_flag=True, help="Run every notebook again, changed or not.")
@click.option("--runs-dir", default="runs", show_default=True, type=_PATH, help="Where run folders go.")
def run(study: Path, jobs: int, force: bool, runs_dir: Path) -> None:
    """Run the notebooks of STUDY (a YAML file) and publish their figures.

    Everything is checked before the first notebook starts. What has not changed is not run again, and a
    run that was stopped goes on where it was. The run folder holds the executed notebooks, the figures,
    run.json and index.html.

    \b
    Examples:
      hedgerow init speeches/ -o speeches.yaml      write a study to begin with
      hedgerow run speeches.yaml --jobs 2
    """
    from analysis.study.runs.run import run_study

    result = run_study(study, jobs=jobs, force=force, runs_dir=runs_dir, report=click.echo)
    click.echo(f"{len(result.executed)} run, {len(result.reused)} unchanged: {result.folder / 'index.html'}")


@click.command()
@click.argument("folder", default=".", type=_PATH)
def notebooks(folder: Path) -> None:
    """List the notebooks that a study in FOLDER can name: question, parameters, defaults.

    \b
    Example:
      hedgerow notebooks .
    """
    from analysis.study.runs.notebooks import describe, known_notebooks

    for notebook in known_notebooks(folder):
        click.echo(describe(notebook))


@click.command()
@click.argument("figures", nargs=-1, required=True, type=_PATH)
@click.option("--corpus", type=_PATH, help="Where the corpus is, if not beside the figure or here.")
@click.option(
    "--run-notebook",
    "run_notebooks",
    metavar="FILE",
    multiple=True,
    type=_PATH,
    help="Run the code of this notebook, which is not the suite's, for recipes that name it. "
    "It can do whatever you can: read it first.",
)
def verify(figures: tuple[Path, ...], corpus: Path | None, run_notebooks: tuple[Path, ...]) -> None:
    """Rerun the recipes of FIGURES and compare: identical, same numbers, or differs, here.

    Any file of a figure will do (.pdf, .svg, .png, .csv, .json). A replication pack (.zip) is checked
    against the corpus given by --corpus. The exit code is 1 if anything differs
    or could not be checked.

    Only notebooks of the suite are run, whatever a recipe names and whatever lies beside it. For a figure
    of your own notebook say --run-notebook FILE.

    \b
    Examples:
      hedgerow verify figures/*.pdf
      hedgerow verify speeches.zip --corpus speeches/
      hedgerow verify figures/mine.pdf --run-notebook notebooks/mine.ipynb
    """
    from analysis.study.runs.replication import verify_all
    from analysis.study.runs.verify import IDENTICAL, SAME

    for notebook in run_notebooks:
        click.echo(f"warning: {notebook} is not of the suite; its code runs with all your rights", err=True)
    verdicts = verify_all(figures, corpus=corpus, run_notebooks=run_notebooks)
    for verdict in verdicts:
        click.echo(str(verdict))
    sys.exit(any(verdict.verdict not in (IDENTICAL, SAME) for verdict in verdicts))


@click.command()
@click.argument("figures", nargs=-1, required=True, type=_PATH)
def cite(figures: tuple[Path, ...]) -> None:
    """Print how to cite FIGURES: BibTeX, a LaTeX figure, and Markdown, ready to paste.

    \b
    Example:
      hedgerow cite figures/05_voices.pdf
    """
    from analysis.study.provenance.cite import cite_figures

    click.echo(cite_figures(figures), nl=False)


@click.command()
@click.argument("study", type=_PATH)
@click.option("-o", "--output", type=_PATH, help="The pack.  [default: NAME.zip]")
@click.option("--runs-dir", default="runs", show_default=True, type=_PATH, help="Where run folders go.")
def pack(study: Path, output: Path | None, runs_dir: Path) -> None:
    """Write a replication pack of STUDY: marks, counts, figures and parameters, but none of the text.

    Another holder of the corpus checks it.

    \b
    Examples:
      hedgerow pack speeches.yaml
      hedgerow verify speeches.zip --corpus speeches/
    """
    from analysis.study.runs.pack import pack_study

    result = pack_study(study, output, runs_dir=runs_dir, report=click.echo)
    for reason in result.left_out:
        click.echo(f"left out: {reason}")
    click.echo(f"{result.path}: {result.files} files")


@click.command()
@click.argument("corpus", type=_PATH)
@click.option("-o", "--output", default="study.yaml", show_default=True, type=_PATH, help="The study file.")
@click.option("--force", is_flag=True, help="Replace a study file that is there.")
@text_options
def init(corpus: Path, output: Path, force: bool, **reading: str | None) -> None:
    """Write a commented study of CORPUS to begin with: its columns, groups and periods are filled in.

    Where a table has no column "text", the likeliest column is taken and named; --text-column says better.

    \b
    Examples:
      hedgerow init speeches/ -o speeches.yaml
      hedgerow init debates.csv --text-column speech
    """
    from analysis.study.runs.init import write_study

    profile = write_study(corpus, output, force=force, **given(reading))
    _say_found(profile.found)
    click.echo(f"{output}: edit it, then: hedgerow run {output}")


def _say_found(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"  {line}")


@click.command()
@click.argument("folder", type=_PATH)
@click.argument("corpus", required=False, type=_PATH)
@text_options
def new(folder: Path, corpus: Path | None, **reading: str | None) -> None:
    """Make FOLDER to work in: the notebooks, a study of CORPUS, and a README in five lines.

    Without CORPUS it holds what the checkout of Hedgerow holds: the studies, the article they grew from, and
    two addresses whose terms are clear. CORPUS stays where it is. What is there already is never replaced.

    \b
    Examples:
      hedgerow new my-study speeches/
      hedgerow new my-study debates.csv --text-column speech
      hedgerow new tryout
    """
    from analysis.study.runs.working_folder import make_folder

    made = make_folder(folder, corpus, **given(reading))
    _say_found(made.found)
    click.echo(
        f"{folder} is ready:\n  cd {shlex.quote(str(folder))}\n  hedgerow lab\n  hedgerow run {made.study}"
    )


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("folder", default=".", type=_PATH)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path, options: tuple[str, ...]) -> None:
    """Open JupyterLab in FOLDER on the guided tour; the command `hedgerow` works in its terminals.

    OPTIONS are handed to JupyterLab.

    \b
    Examples:
      hedgerow lab
      hedgerow lab my-study --no-browser
    """
    from analysis.study.runs.working_folder import open_lab

    open_lab(folder, options)


@click.command()
@click.argument("study", type=_PATH)
@click.option("-o", "--output", type=_PATH, help="The page; the PDF stands beside it.  [default: NAME.html]")
@click.option("--runs-dir", default="runs", show_default=True, type=_PATH, help="Where run folders go.")
def report(study: Path, output: Path | None, runs_dir: Path) -> None:
    """Write one page, and one PDF, about STUDY: findings, figures, methods, accuracy, bibliography.

    What has not been run yet is run first. The PDF needs playwright and a Chromium; without them the page is
    written alone.

    \b
    Example:
      hedgerow report speeches.yaml -o speeches.html
    """
    from analysis.study.runs.run import run_study
    from analysis.study.runs.study_report import write_report

    ran = run_study(study, runs_dir=runs_dir, report=click.echo)
    written = write_report(ran.folder, output or study.with_suffix(".html"))
    click.echo(f"{written.page}" + (f", {written.pdf}" if written.pdf else ""))
    if written.without:
        click.echo(written.without)


COMMANDS = (new, lab, run, report, notebooks, init, verify, cite, pack)
