"""A figure -> what a paper needs to cite it: BibTeX, a LaTeX figure, a line of Markdown."""

import re
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.base.errors import StudyError
from analysis.base.exports import escape_latex
from analysis.base.wording import decisions_in_words
from analysis.study.provenance.passport_shapes import check_cited
from analysis.study.provenance.passports import Recipe, read_recipe

_FITTED = r"width=\linewidth,height=0.8\textheight,keepaspectratio"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&])")


def cite_figures(paths: Sequence[str | Path]) -> str:
    """Ready-made citations of figures, one block each, then one BibTeX entry for the software.

    The record beside a picture is read, or, where it went its own way, the passport inside it. `StudyError`
    for a picture of Hedgerow 0.1 without its record, and for a record that lacks what a citation says.
    """
    recipes = [read_recipe(path) for path in paths]
    for recipe in recipes:
        if not recipe.citable.get("title"):
            raise StudyError(
                f"{recipe.path}: to be cited it needs its record {recipe.figure}.json beside it, as pictures "
                "saved before 0.2.0 don't say all of it"
            )
        check_cited(recipe.citable, str(recipe.path))
    blocks = [
        block
        for recipe in recipes
        for block in (figure_bibtex(recipe), figure_latex(recipe), figure_markdown(recipe))
    ]
    return "\n".join([*blocks, software_bibtex(recipes[0].citable["versions"]["hedgerow"])])


def figures_bibtex(paths: Sequence[str | Path]) -> str:
    """The BibTeX entries of figures and of the software, without what a document says of them."""
    recipes = [read_recipe(path) for path in paths]
    entries = [figure_bibtex(recipe) for recipe in recipes]
    return "\n".join([*entries, software_bibtex(recipes[0].citable["versions"]["hedgerow"])])


def figure_bibtex(recipe: Recipe) -> str:
    """An entry that names figure, corpus, list versions and software by their digests."""
    record = recipe.citable
    corpus = record["corpus"]
    note = (
        f"Figure {recipe.id}, notebook {recipe.notebook}, Hedgerow {record['versions']['hedgerow']}, "
        f"corpus {corpus['name']} ({corpus['words']} words, digest {corpus['digest'][:12]}), "
        f"{_decisions(corpus)}seed {record['seed']}; {record['licence']}"
    )
    key = f"hedgerow-{recipe.id}"
    title = f"{{{_bibtex(record['title'])}}}"
    return _entry("misc", key, {"key": key, "title": title, "note": _bibtex(note)})


def _decisions(corpus: Mapping[str, Any]) -> str:
    """The decisions of readers that a figure includes, with a comma; nothing where none were given."""
    if not (record := corpus.get("decisions")):
        return ""
    return f"{decisions_in_words(record)}, digest {record['digest'][:12]}, "


def software_bibtex(version: str) -> str:
    """The entry of Hedgerow itself."""
    about = metadata.metadata("hedgerow")
    fields = {
        "title": f"{{Hedgerow: {_bibtex(about['Summary'])}}}",
        "author": f"{{{_bibtex(about['Author'])}}}",
        "version": version,
    }
    return _entry("software", "hedgerow", fields)


def _entry(kind: str, key: str, fields: dict[str, Any]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _bibtex(text: str) -> str:
    """LaTeX in which braces, which BibTeX counts, are written as commands."""
    return escape_latex(text).replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def figure_latex(recipe: Recipe) -> str:
    """A floating figure with caption and label; the document needs `graphicx`."""
    record = recipe.citable
    caption = escape_latex(f"{record['title']}. {record['caption']} Figure {recipe.id}.")
    picture = _picture(recipe, f"{recipe.figure}.pdf")
    lines = [
        r"\begin{figure}",
        r"  \centering",
        rf"  \includegraphics[{_FITTED}]{{{picture}}}",
        rf"  \caption{{{caption}}}",
        rf"  \label{{fig:{recipe.figure}}}",
        r"\end{figure}",
        "",
    ]
    return "\n".join(lines)


def figure_markdown(recipe: Recipe) -> str:
    """The picture with its alt text, and title and caption below; every mark of Markdown is escaped.

    >>> escape_markdown("*can* <b>")
    '\\\\*can\\\\* \\\\<b\\\\>'
    """
    record = recipe.citable
    picture = _picture(recipe, f"{recipe.figure}.svg", f"{recipe.figure}.png")
    alt, title, caption = (escape_markdown(str(record[name])) for name in ("alt", "title", "caption"))
    return f"![{alt}]({picture})\n\n**{title}.** {caption} Figure {recipe.id}.\n"


def _picture(recipe: Recipe, *wanted: str) -> str:
    """The first wanted file of a figure, else the last; of a picture without its record that very one."""
    if not recipe.record:
        return f"{recipe.figure}{recipe.path.suffix}"
    return next((name for name in wanted if name in recipe.files), wanted[-1])


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
