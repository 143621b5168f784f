"""A figure and its numbers -> files, each with a passport: what it shows and where it came from.

`save_figure` writes seven files side by side: the picture (PDF, SVG, PNG), the table drawn (CSV),
the same table for a paper (LaTeX), caption and alt text, and a record of the origin (JSON). The
same inputs give the same bytes in any folder, time zone and locale: nothing in them tells the
time, the machine or the user.
"""

import base64
import hashlib
import html
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd

from analysis.base.errors import OutputError
from analysis.base.exports import for_paper, to_csv, to_latex
from analysis.base.format_versions import FIGURE, KEY
from analysis.base.renamed import renamed
from analysis.base.wording import left_out_in_words
from analysis.study.provenance.descriptions import describe
from analysis.study.provenance.origin import ABOUT, CITED_OF_CORPUS, DIGITS, Origin

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LICENCE: Final = "CC BY 4.0"
PICTURES: Final = ("pdf", "svg", "png")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Drawn(Protocol):
    """What a figure is made from: see `analysis.study.workbench.annotated_corpus.AnnotatedCorpus`."""

    @property
    def origin(self) -> Origin: ...
    @property
    def out_dir(self) -> Path: ...


@dataclass(frozen=True)
class SavedFigure:
    """A figure on disk; in a notebook it shows itself with its alt text and caption."""

    name: str
    folder: Path
    record: Mapping[str, Any]
    png: bytes

    def __repr__(self) -> str:
        return f"{self.name}: {self.record['alt']}"

    def _repr_html_(self) -> str:
        alt, caption = html.escape(self.record["alt"]), html.escape(self.record["caption"])
        picture = base64.b64encode(self.png).decode("ascii")
        style = f"max-width:100%;width:{_css_width(self.png)}px"
        return (
            f'<figure style="margin:0"><img alt="{alt}" style="{style}" '
            f'src="data:image/png;base64,{picture}"><figcaption style="max-width:60em">'
            f"<b>{html.escape(self.record['title'])}.</b> {caption}</figcaption></figure>"
        )


@renamed(bench="corpus")
def save_figure(
    figure: "Figure",
    data: pd.DataFrame,
    name: str,
    *,
    corpus: Drawn,
    title: str,
    caption: str,
    alt: str | None = None,
) -> SavedFigure:
    """Write `name`.pdf, .svg, .png, .csv, .tex, .txt and .json into the output folder of `corpus`.

    `data` is exactly the table that was drawn. Without `alt` the alternative text is written from
    the data. Nothing is written unless everything could be rendered; each file is replaced whole.
    OutputError when the name would leave the folder or the folder cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise OutputError(
            f"figure name {name!r}: only letters, digits, '-' and '_' are allowed (03_hedges, for example)"
        )
    numbers = to_csv(data)
    record = _record(corpus.origin, name, title, caption, alt or f"{title}. {describe(data)}", numbers)
    contents = {
        **{f"{name}.{kind}": _picture(figure, kind, record) for kind in PICTURES},
        f"{name}.csv": numbers.encode(),
        f"{name}.tex": to_latex(for_paper(data), caption=f"{title}. {caption}", label=name).encode(),
        f"{name}.txt": f"{title}\n\nCaption. {caption}\n\nAlt text. {record['alt']}\n".encode(),
    }
    record["files"] = {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()}
    contents[f"{name}.json"] = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
    _write_all(corpus.out_dir, contents)
    return SavedFigure(name, corpus.out_dir, record, contents[f"{name}.png"])


def figure_id(numbers: str, title: str, caption: str) -> str:
    """Twelve hexadecimal digits that name a figure by its content: table, title and caption."""
    return hashlib.sha256(f"{numbers}{title}{caption}".encode()).hexdigest()[:DIGITS]


def _record(origin: Origin, name: str, title: str, caption: str, alt: str, numbers: str) -> dict[str, Any]:
    return {
        **FIGURE.said,
        "figure": name,
        "id": figure_id(numbers, title, caption),
        "run": origin.run,
        "title": title,
        "caption": caption,
        "alt": alt,
        **asdict(origin),
        "licence": LICENCE,
    }


def _picture(figure: "Figure", kind: str, record: Mapping[str, Any]) -> bytes:
    from analysis.show.plots.style import render

    picture = render(figure, kind, _METADATA[kind](record))
    return _labelled(picture, record["alt"]) if kind == "svg" else picture


def _labelled(svg: bytes, alt: str) -> bytes:
    """An SVG that screen readers announce with its alternative text."""
    label = html.escape(alt).encode("ascii", "xmlcharrefreplace")
    return svg.replace(b"<svg ", b'<svg role="img" aria-label="' + label + b'" ', 1)


def _software(record: Mapping[str, Any]) -> str:
    return f"hedgerow {record['versions']['hedgerow']}"


def _passport(record: Mapping[str, Any]) -> dict[str, str]:
    """The short form that travels inside the picture."""
    return {
        KEY: str(record[KEY]),
        "figure": record["figure"],
        "id": record["id"],
        "run": record["run"],
        "notebook": record["notebook"],
        "parameters": json.dumps(dict(record["parameters"]), ensure_ascii=False, sort_keys=True),
        "corpus": f"{record['corpus']['name']} {record['corpus']['digest'][:DIGITS]}",
        **_decisions(record["corpus"]),
        **_left_out(record["corpus"]),
        "lexicons": " ".join(f"{name}:{digest}" for name, digest in record["lexicons"].items()),
        "models": " ".join(f"{name}:{digest}" for name, digest in record["models"].items()),
        "versions": " ".join(f"{name}:{version}" for name, version in record["versions"].items()),
        "seed": str(record["seed"]),
        "licence": record["licence"],
        ABOUT: _about(record),
    }


def _about(record: Mapping[str, Any]) -> str:
    """What a citation says beside: JSON without semicolons, which part the pairs of a passport."""
    corpus = {name: record["corpus"][name] for name in CITED_OF_CORPUS if name in record["corpus"]}
    said = {name: record[name] for name in ("title", "caption", "alt")} | {"corpus": corpus}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).replace(";", r"\u003b")


def _decisions(corpus: Mapping[str, Any]) -> dict[str, str]:
    """How many decisions of readers are in it, and their digest; nothing where none were given."""
    if not (decided := corpus.get("decisions")):
        return {}
    return {"decisions": f"{sum(decided['included'].values())} {decided['digest'][:DIGITS]}"}


def _left_out(corpus: Mapping[str, Any]) -> dict[str, str]:
    """How much of the corpus could not be read or annotated; nothing where all of it was."""
    said = left_out_in_words(corpus.get("left_out", {}), named="")
    return {"missing": said.replace(";", ",")} if said else {}


def _png_metadata(record: Mapping[str, Any]) -> dict[str, str]:
    texts = {
        "Title": record["title"],
        "Description": record["alt"],
        "Copyright": record["licence"],
        "Software": _software(record),
    }
    return texts | {f"hedgerow:{key}": value for key, value in _passport(record).items()}


def _pdf_metadata(record: Mapping[str, Any]) -> dict[str, str | None]:
    return {
        "Title": record["title"],
        "Subject": record["alt"],
        "Keywords": "; ".join(f"{key}={value}" for key, value in _passport(record).items()),
        "Creator": _software(record),
        "CreationDate": None,
    }


def _svg_metadata(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Title": record["title"],
        "Description": record["alt"],
        "Identifier": record["id"],
        "Rights": record["licence"],
        "Creator": _software(record),
        "Keywords": [f"{key}={value}" for key, value in _passport(record).items()],
        "Date": None,
    }


_METADATA: Final[Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]]] = {
    "png": _png_metadata,
    "pdf": _pdf_metadata,
    "svg": _svg_metadata,
}


def _css_width(png: bytes) -> int:
    """Width on a screen of 96 dots an inch; a PNG file tells its width in bytes 16 to 20."""
    return round(int.from_bytes(png[16:20], "big") / 300 * 96 * 1.25)


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".hedgerow-", dir=folder) as scratch:
            for file, content in contents.items():
                (Path(scratch) / file).write_bytes(content)
            for file in contents:
                (Path(scratch) / file).replace(folder / file)
    except OSError as error:
        raise OutputError(
            f"{folder.name}: the figure cannot be written ({error.strerror}); "
            "right would be a folder that exists or can be made, with room on the disk"
        ) from error
