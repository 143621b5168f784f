"""The commands of `hedgerow` that look for words: in a corpus, or for an index of an annotated one."""

from pathlib import Path
from typing import Any

import click

from analysis.annotation.options import PATH, annotations_of, note, reading_options


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("annotated", type=PATH)
@reading_options
def index(corpus: Path, annotated: Path, **reading: Any) -> None:
    """Make an index of the words of CORPUS beside its marks in ANNOTATED, so that they can be searched there.

    ANNOTATED is what `hedgerow annotate CORPUS -o ANNOTATED` wrote as Parquet. The index is a table with one
    row a word: word, lemma, tag, place, voice. It holds the whole wording of the texts.

    \b
    Example:
      hedgerow annotate speeches/ -o marks/
      hedgerow index speeches/ marks/
      hedgerow search marks/ 'lemma:threaten'
    """
    from analysis.measure.search.token_files import index_path, write_tokens
    from analysis.measure.search.token_rows import token_table
    from analysis.measure.store import annotated_files, files_digest, same_documents

    files = annotated_files(annotated)
    table = token_table(annotations_of(corpus, **reading), tagged=True)
    same_documents(files, table.documents, corpus)
    written = write_tokens(table, index_path(annotated), belongs=files_digest(files))
    note(f"{written}: {len(table):,} words and signs of {len(table.documents):,} texts")


@click.command()
@click.argument("corpus", type=PATH)
@click.argument("query")
@click.option("-o", "--output", type=PATH, help="Write all lines, with all metadata, into this CSV.")
@click.option("--sort", type=click.Choice(["left", "right", "mark", "voice"]), help="Sort the lines.")
@click.option("--collocates", is_flag=True, help="Show the words that stand near the matches.")
@click.option("--by", help="Show rates by a column of the voices or the metadata, such as party.")
@click.option(
    "--voices", default="all", show_default=True, help="Whose words: all, narrator, attributed, names."
)
def search(
    corpus: Path,
    query: str,
    output: Path | None,
    sort: str | None,
    collocates: bool,
    by: str | None,
    voices: str,
) -> None:
    """Look for any words in CORPUS: texts, or marks with an index of their words.

    QUERY is words, with * and ? as wildcards, | for either, /.../ for a regular expression, lemma:go and
    tag:VB*; or corpus query language (CQL).

    \b
    Examples:
      hedgerow search speeches/ 'threat*' --sort right
      hedgerow search speeches.csv 'lemma:say that' --by party
      hedgerow search speeches.csv '[lemma="go"] []{0,2} "to" within <s/>' -o lines.csv
    """
    from analysis import open_corpus
    from analysis import search as look_for

    found = look_for(open_corpus(corpus, voices=voices), query)
    if output:
        note(f"{found.write(output)}: {len(found):,} lines")
    elif collocates:
        click.echo(found.collocates().to_string(index=False))
    elif by:
        click.echo(found.rates(by=by).to_string(index=False))
    else:
        click.echo(found.concordance(sort=sort or "").text)


COMMANDS = (index, search)
