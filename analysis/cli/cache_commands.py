"""The commands of `hedgerow` about what is kept between runs."""

import shutil

import click


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Say what is kept between runs, and where.

    Texts that notebooks, the explorer or commands have annotated are kept, so that they open in a moment the
    next time: at most 1 GB, the newest. HEDGEROW_CACHE names another folder, or is off.

    \b
    Examples:
      hedgerow cache           where, how many texts, how large
      hedgerow cache clear     remove it all
    """
    from analysis.annotation.cache import cache_folder, kept
    from analysis.base.wording import plural

    if context.invoked_subcommand:
        return
    if (folder := cache_folder()) is None:
        click.echo("Nothing is kept: HEDGEROW_CACHE is off.")
        return
    number, size = kept(folder)
    click.echo(f"{folder}: {plural(number, 'annotated text')}, {size / 1e6:,.1f} MB")


@cache.command()
def clear() -> None:
    """Remove all that is kept; the next opening of a corpus annotates it anew."""
    from analysis.annotation.cache import KEPT_NAMES, cache_folder

    if (folder := cache_folder()) is None:
        click.echo("Nothing is kept: HEDGEROW_CACHE is off.")
        return
    for name in KEPT_NAMES:
        if (path := folder / name).is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    click.echo(f"{folder}: cleared")


COMMANDS = (cache,)
