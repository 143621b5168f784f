"""A corpus -> what a study of it can ask: its columns, dates, speakers and groups, found and in words.

profile = profile_corpus("speeches.csv")
profile.reading                  # {"text_column": "speech"}: what reading it takes
profile.groups                   # ("party", "Green", "Labour"): two groups to set against each other
profile.found                    # lines for people: which column is the text, who speaks, since when
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.annotation.cleaning import clean
from analysis.base.errors import CorpusError
from analysis.base.records import Document
from analysis.base.wording import plural, share
from analysis.corpus import read_corpus
from analysis.corpus.refusals import NoColumnError
from analysis.corpus.text_columns import TEXT

TABLES: Final = (".csv", ".tsv", ".tab", ".parquet", ".xlsx", ".json", ".jsonl", ".ndjson")
"""Files in which a column or a field is the text."""
PREFERRED: Final = ("party", "side", "group", "camp", "role", "gender", "chamber", "house", "country", "kind")
"""Fields that most often make the groups of a comparison, the likeliest first."""
MOST_GROUPS: Final = 12
"""Values that a field of groups may have."""
AT_LEAST: Final = 2
"""Texts that each of two groups needs before anything can be tested."""
_ID: Final = re.compile(r"(?:.*[_ ])?(?:id|nr|no|number|key|code)")
_NO_GROUP: Final = {
    "date",
    "date_original",
    "year",
    "speaker",
    "language",
    "encoding",
    "title",
    "text",
    "turns",
}
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class CorpusProfile:
    """What was found in a corpus. `fields` counts the texts that have each value of each field."""

    texts: int
    words: int
    reading: Mapping[str, Any]
    fields: Mapping[str, Counter[str]]
    years: tuple[int, ...]

    @property
    def periods(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The first and the second half of the years; None where fewer than four years have texts."""
        known = sorted(set(self.years))
        if len(known) < 4:
            return None
        middle = len(known) // 2
        return (known[0], known[middle - 1]), (known[middle], known[-1])

    @property
    def groups(self) -> tuple[str, str, str] | None:
        """A field and its two values with most texts; None where no field has two with several texts each."""
        for name in self._grouping():
            (a, _), (b, fewer) = self.fields[name].most_common(2)
            if fewer >= AT_LEAST:
                return name, min(a, b), max(a, b)
        return None

    @property
    def repeated_speakers(self) -> bool:
        """Whether all texts have a speaker, five of whom or more have several: then they are the unit."""
        speakers = self.fields.get("speaker", Counter())
        repeated = sum(count >= AT_LEAST for count in speakers.values())
        return speakers.total() == self.texts and repeated >= 5

    @property
    def found(self) -> list[str]:
        """What was found, in words: a line each for text, id, date, speaker, and groups."""
        columns = {"text_column": "text: the column {!r}", "id_column": "id: the column {!r}"}
        lines = [said.format(self.reading[name]) for name, said in columns.items() if name in self.reading]
        if self.years:
            span = " to ".join(map(str, sorted({min(self.years), max(self.years)})))
            lines.append(f"date: {span} ({share(len(self.years), self.texts)} of the texts)")
        else:
            lines.append("date: none found; 07_over_time needs one, in a column or in sources.toml")
        for name in ("speaker", "party"):
            lines.append(f"{name}: {self._said(name)}")
        if self.groups and self.groups[0] != "party":
            lines.append(f"groups: {self.groups[0]} ({self._said(self.groups[0])})")
        return lines

    def _said(self, name: str) -> str:
        values = self.fields.get(name)
        if not values:
            return "none found in the metadata"
        named = ", ".join(value for value, _ in values.most_common(3))
        return f"{plural(len(values), 'value')}, most texts: {named}"

    def _grouping(self) -> list[str]:
        """Fields that may make groups: few values, and not one of a text; the likeliest first."""
        fields = [
            name
            for name, values in self.fields.items()
            if name not in _NO_GROUP and 2 <= len(values) <= MOST_GROUPS and len(values) < values.total()
        ]
        place = {name: index for index, name in enumerate(PREFERRED)}
        return sorted(fields, key=lambda name: (place.get(name, len(place)), len(self.fields[name]), name))


def profile_corpus(corpus: str | Path, **reading: Any) -> CorpusProfile:
    """Read a corpus once and say what is in it; `reading` are options of `read_corpus`.

    Where a table has no column `text`, and none was named, the likeliest is taken. CorpusError where the
    corpus cannot be read.
    """
    try:
        return _profile(read_corpus(corpus, **reading), reading)
    except CorpusError as error:
        likely = _likely_column(Path(corpus), error)
        if "text_column" in reading or not likely:
            raise
        return profile_corpus(corpus, **reading, text_column=likely)


def _likely_column(corpus: Path, error: CorpusError) -> str:
    """The column of the text in a table without `text`, or in the first table of a folder of such."""
    if isinstance(error, NoColumnError):
        return error.likely
    if not corpus.is_dir():
        return ""
    for table in sorted(path for path in corpus.rglob("*") if path.suffix.lower() in TABLES):
        try:
            next(iter(read_corpus(table)), None)
        except NoColumnError as other:
            return other.likely
        except CorpusError:
            continue
    return ""


def _profile(documents: Iterable[Document], reading: Mapping[str, Any]) -> CorpusProfile:
    texts = words = 0
    fields: dict[str, Counter[str]] = defaultdict(Counter)
    years = []
    for document in documents:
        text = clean(document).working_text()
        texts, words = texts + 1, words + text.count_words(text.start)
        for name, value in document.metadata.items():
            fields[name][value] += 1
        said = document.metadata.get("year") or document.metadata.get("date", "")
        years += [int(match[0])] if (match := _YEAR.match(said)) else []
    known = {name: value for name, value in reading.items() if (name, value) != ("text_column", TEXT)}
    if "id_column" not in known and (named := _id_column(fields, texts)):
        known["id_column"] = named
    return CorpusProfile(texts, words, known, dict(fields), tuple(years))


def _id_column(fields: Mapping[str, Counter[str]], texts: int) -> str:
    """The one field that names every text, by its own name and as no value comes twice; "" for none."""
    found = [name for name, values in fields.items() if _ID.fullmatch(name) and len(values) == texts]
    return found[0] if len(found) == 1 and texts > 1 else ""
