"""What stands around a document is added to what it says of itself: file name, front, tables, its speaker.

From the weakest to the strongest: the name of the file, a table of the corpus, what stands before the text
in its file, then the metadata with which the document was read. Only a document that is all of its file has
these; a row of a table or a speech of a sitting takes from the name of its file the fields that the user
names, and a day where it has none of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from analysis.base.records import Document
from analysis.corpus.dates import find_date
from analysis.corpus.dating import has_date
from analysis.corpus.front import read_front
from analysis.corpus.names_of_files import from_name, is_person, name_pattern, of_rows, speaks_of
from analysis.corpus.reading import CorpusFile, Options
from analysis.corpus.tables_beside import Table, find_tables
from analysis.corpus.text_columns import text_columns

_SPEAKERS = (
    *("speaker_name", "speaker name", "speakername", "name of speaker", "name of person speaking", "orator"),
)
_POSTED = {"created_utc", "subreddit", "parent_id", "retweet_count", "tweet_id"}
"""Fields of what people post; its author is its speaker."""
_POSTERS = ("author", "username", "user_name", "screen_name", "user.screen_name", "user")
_LONGEST = 500
"""Characters of a title in which a date is looked for."""
_NOBODY = {"none", "null", "nan", "na", "n/a", "unknown", "-", "[deleted]", "[removed]"}


@dataclass
class Describing:
    """Adds to the documents of a corpus what is known around them, and remembers what to say of it."""

    options: Options
    _files: int = 0
    _fitting: int = 0
    _guessed: int = 0
    _of_rows: dict[str, str] = field(default_factory=dict)
    _first: str = ""
    _tables: dict[str, Table] = field(default_factory=dict)

    def begin(self, file: CorpusFile) -> None:
        """Hear of the next file before its documents."""
        self._of_rows = of_rows(file.id)
        if fields := self.options.name_fields:
            self._files += 1
            self._fitting += bool(name_pattern(fields).fullmatch(file.id.rpartition("/")[2]))
            self._of_rows = from_name(file.id, fields)

    def described(self, file: CorpusFile, document: Document) -> Document:
        """The document with all that is known of it."""
        if document.id != file.id:
            known: Mapping[str, str] = document.metadata
            if self._of_rows and ("date" not in self._of_rows or not has_date(known)):
                known = {**self._of_rows, **known}
            said = _with_speaker(known)
            return document if said is document.metadata else replace(document, metadata=said)
        front, begin = read_front(document.text) if not document.body_start else ({}, 0)
        own = front | dict(document.metadata)
        if heading := front.get(
            "title"
        ):  # says more than the title of a page, which may be that of all pages
            own["title"] = heading
        known = self._around(file, own, document.text) | own
        if "date" not in known and (day := find_date(known.get("title", "")[:_LONGEST])):
            known = {"date": day} | known
        return replace(document, metadata=_with_speaker(known), body_start=document.body_start or begin)

    def _around(self, file: CorpusFile, own: Mapping[str, str], text: str) -> dict[str, str]:
        """What the name of a file and the tables of the corpus say."""
        named = from_name(file.id, self.options.name_fields, beside=file.beside)
        guess = "" if self.options.name_fields else named.pop("speaker", "")
        told: dict[str, str] = {}
        for table in self._found(file):
            told |= table.about(file.id, {**named, **own})
        if guess and "speaker" not in told and "speaker" not in own and not speaks_of(text, guess):
            self._guessed += 1
            self._first = self._first or f"{file.path} is by {guess}"
            told["speaker"] = guess
        return told | named

    def _found(self, file: CorpusFile) -> list[Table]:
        """The tables of the corpus that a file belongs to."""
        tables = file.beside.remember("tables", partial(find_tables, texts=text_columns(self.options)))
        self._tables |= {f"{file.beside.folder}/{table.name}": table for table in tables}
        return tables

    def may_join(self, file: CorpusFile) -> bool:
        """Whether a file without texts is a table that may say something of them."""
        return any(file.path == f"{file.beside.folder}/{table.name}" for table in self._found(file))

    def joined(self, path: str) -> bool:
        """Whether a file is a table that said something of the texts."""
        return path in self._tables and self._tables[path].used > 0

    def notes(self) -> Iterator[str]:
        """What to say of the whole corpus."""
        fields = self.options.name_fields
        if fields and self._files and not self._fitting:
            yield f"the pattern {fields!r} fits the name of no file; write for example country_session_year"
        if self._guessed:
            guessed = f"{_counted(self._guessed, 'speaker')} (the first: {self._first})"
            why = "if these are no persons, say with --name-fields what the names hold"
            yield f"{guessed}: taken from the names of files; {why}"
        for path, table in self._tables.items():
            if table.used:
                yield f"{path} says something of {_counted(table.used, 'text')}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)


def _with_speaker(known: Mapping[str, str]) -> Mapping[str, str]:
    """Metadata whose `speaker`, if any, is a person: the same where nothing has to change."""
    speaker = known.get("speaker", "")
    if speaker.casefold() in _NOBODY:
        return {name: value for name, value in known.items() if name != "speaker"}
    if speaker:
        return known
    found = next((known[name] for name in _SPEAKERS if name in known), "")
    if not found and is_person(known.get("name", "")):
        found = known["name"]
    if not found and not _POSTED.isdisjoint(known):
        found = next((known[name] for name in _POSTERS if name in known), "")
    return {**known, "speaker": found} if found and found.casefold() not in _NOBODY else known
