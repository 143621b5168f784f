"""WebAnno TSV 3.3, which INCEpTION reads and writes: one row a word, one column a feature.

    #FORMAT=WebAnno TSV 3.3
    #T_SP=webanno.custom.Hedgerow|layer|category|...
    #T_RL=webanno.custom.HedgerowPart|part|BT_webanno.custom.Hedgerow


    #Sentence.id=hedgerow:5f1c0e8a9b2d:talks
    #Text=If so, we may go.
    1-1     0-2     If      conditionals[1]|protasis[2]     ...

All marks are one layer of stretches, since links of INCEpTION stay within a layer; words are cut so that
a mark is a run of them. Offsets count UTF-16 code units. The text is the sentences in a row: a line break
between two of them, and nothing else, stands between them, so a sentence here keeps the white space
behind it. Source: the user guide of INCEpTION, appendix WebAnno TSV 3.3, and its reader and writer.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analysis.base.errors import CorpusError, StudyError, did_you_mean
from analysis.base.records import Span
from analysis.review.decisions.decision import SAID
from analysis.review.exchange.document_files import file_name, read_index, write_index
from analysis.review.exchange.marked_document import KINDS, Link, Markup, Region
from analysis.review.exchange.token_runs import words_between
from analysis.review.exchange.units import Utf16
from analysis.review.exchange.untrusted import as_object, parsed, read_text, to_json, write_text

LAYER: Final = "webanno.custom.Hedgerow"
RELATION: Final = "webanno.custom.HedgerowPart"
_LABELS: Final = ("category", *(name for name in SAID if name != "category"))
_FEATURES: Final = ("layer", *_LABELS, "reason", "details")
_HEADER: Final = (
    f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|{'|'.join(_FEATURES)}\n#T_RL={RELATION}|part|BT_{LAYER}\n\n"
)
_FORMAT: Final = re.compile(r"#FORMAT=WebAnno TSV 3\.[23]")
_ID: Final = "#Sentence.id="
_TEXT: Final = "#Text="
_NONE: Final = "_"
_NULL: Final = "*"

_VALUE: Final = re.compile(r"->|[\\\[\]|_;\t\n\r*]")
_ESCAPED: Final = re.compile(r"\\(->|.)", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_LETTER: Final = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}
_SIGN: Final = {letter: sign for sign, letter in _LETTER.items()}
_STACK: Final = re.compile(r"(?<!\\)\|")
_SUFFIX: Final = re.compile(r"\[(\d{1,9})(?:_(\d{1,9}))?\]$")

_NOTE: Final = f"""Layers that an INCEpTION project needs before these files can be imported
(Settings, Layers; names as given, all features of type String):

Layer "Hedgerow", type Span, name {LAYER}
  granularity: token-level; overlap: any; allow crossing sentence boundaries
  features: {", ".join(_FEATURES)}
  (hide the feature "details" in the editor: it is what Hedgerow keeps of a mark)
Layer "HedgerowPart", type Relation, name {RELATION}
  attached to: Hedgerow; overlap: any; allow crossing sentence boundaries
  features: part
  (drawn from a conditional to its protasis and its apodosis)

The feature "layer" says what a stretch is: {", ".join(KINDS)}.
"""


def write(markups: Sequence[Markup], folder: Path) -> None:
    """Write one file a document, and what the project must know of its layers."""
    for markup in markups:
        write_text(_document(markup), folder / f"{file_name(markup.document)}.tsv")
    write_text(_NOTE, folder / "layers.txt")
    write_index(markups, folder, "webanno")


def read(folder: Path) -> Iterator[Markup]:
    """Yield the documents of the TSV files of a folder, as `write` or INCEpTION wrote them."""
    documents = read_index(folder)
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise CorpusError(f"{folder}: holds no .tsv file; give the folder of the exported documents")
    for path in paths:
        yield _read_document(path, documents.get(path.stem))


def escape_value(value: str) -> str:
    """A feature value as the format writes it.

    >>> escape_value("a_b|c->d")
    'a\\\\_b\\\\|c\\\\->d'
    """
    return _VALUE.sub(lambda sign: "\\" + _LETTER.get(sign[0], sign[0]), value)


def escape_text(text: str) -> str:
    """A line of text as the format writes it."""
    return _CONTROL.sub(lambda sign: "\\" + _LETTER.get(sign[0], sign[0]), text)


def unescaped(written: str) -> str:
    """A text or value as it was before it was written."""
    return _ESCAPED.sub(lambda sign: _SIGN.get(sign[1], sign[1]), written)


def _document(markup: Markup) -> str:
    text = markup.text or ""
    sentences = _sentences(text, markup.sentences)
    starts = [start for start, _ in sentences]
    edges = [edge for region in markup.regions for edge in (region.start, region.end)]
    words = words_between(text, [*edges, *starts])
    if starts and text[starts[0]].isspace():
        words.insert(0, (starts[0], starts[0]))  # a sentence begins with its first word
    table = _Table(markup, words, starts)
    parts = [_HEADER]
    for number, sentence in enumerate(sentences, 1):
        parts.append("\n")
        if number == 1:
            parts.append(f"{_ID}{escape_text(f'hedgerow:{markup.digest}:{markup.document}')}\n")
        parts += [f"{_TEXT}{escape_text(line)}\n" for line in text[slice(*sentence)].split("\n")]
        parts += table.rows(number)
    return "".join(parts)


def _sentences(text: str, found: Sequence[Span]) -> list[Span]:
    """Sentences that cover the text but for one line break between two of them, and blanks before all."""
    first = len(text) - len(text.lstrip(" ")) if text.strip(" ") else 0
    starts = [start for start, _ in found if start > first]
    if starts and not text[first : starts[0]].strip():
        del starts[0]
    starts = [first, *starts] if text else []
    ends = [end - text.startswith("\n", end - 1) for end in starts[1:]] + [len(text)]
    return list(zip(starts, ends, strict=False))


class _Table:
    """The rows of a document: its words and what stands on each of them."""

    def __init__(self, markup: Markup, words: Sequence[Span], sentence_starts: Sequence[int]) -> None:
        self._text = markup.text or ""
        self._units = Utf16(self._text)
        self._words = words
        self._kinds = {region.id: region.kind for region in markup.regions}
        self._on_word: list[list[Region]] = [[] for _ in words]
        self._first: dict[str, int] = {}
        starts = [start for start, _ in words]
        for region in markup.regions:
            first, last = bisect_left(starts, region.start), bisect_left(starts, region.end)
            self._first[region.id] = first
            for word in range(first, last):
                self._on_word[word].append(region)
        self._cuts = [bisect_left(starts, start) for start in sentence_starts] + [len(words)]
        self._number = self._numbers(markup)
        self._sources: dict[str, list[str]] = {}
        for conditional, part in markup.links:
            self._sources.setdefault(part, []).append(conditional)

    def rows(self, sentence: int) -> Iterator[str]:
        """The rows of one sentence, counted from 1."""
        for word in range(*self._cuts[sentence - 1 : sentence + 1]):
            start, end = self._words[word]
            place = f"{self._units.from_points(start)}-{self._units.from_points(end)}"
            cells = [
                self._id(word),
                place,
                self._text[start:end],
                *self._features(word),
                *self._relations(word),
            ]
            yield "\t".join(cells) + "\t\n"

    def _numbers(self, markup: Markup) -> dict[str, int]:
        """Disambiguation ids: for a stretch of several words or beside another one."""
        shared = {region.id for word in self._on_word if len(word) > 1 for region in word}
        words = Counter(region.id for word in self._on_word for region in word)
        chosen = [region.id for region in markup.regions if region.id in shared or words[region.id] > 1]
        return {id: number for number, id in enumerate(chosen, 1)}

    def _id(self, word: int) -> str:
        sentence = bisect_left(self._cuts, word + 1)
        return f"{sentence}-{word - self._cuts[sentence - 1] + 1}"

    def _features(self, word: int) -> Iterator[str]:
        regions = self._on_word[word]
        for feature in _FEATURES:
            yield "|".join(f"{_value(one, feature)}{self._suffix(one)}" for one in regions) or _NONE

    def _suffix(self, region: Region) -> str:
        number = self._number.get(region.id)
        return f"[{number}]" if number else ""

    def _relations(self, word: int) -> tuple[str, str]:
        """The links that lead to a stretch that begins here: their label, and where they come from."""
        ends = [
            (part.kind, self._reference(source, part.id))
            for part in self._on_word[word]
            if self._first[part.id] == word
            for source in self._sources.get(part.id, ())
        ]
        return "|".join(kind for kind, _ in ends) or _NONE, "|".join(end for _, end in ends) or _NONE

    def _reference(self, source: str, target: str) -> str:
        one, other = self._number.get(source, 0), self._number.get(target, 0)
        return self._id(self._first[source]) + (f"[{one}_{other}]" if one or other else "")


def _value(region: Region, feature: str) -> str:
    match feature:
        case "layer":
            value = region.kind
        case "reason":
            value = region.note
        case "details":
            value = to_json(dict(region.details))
        case _:
            value = region.labels.get(feature, "")
    return escape_value(value) if value else _NULL


@dataclass(slots=True)
class _Stretch:
    """What the rows of a file say of one stretch, in code units."""

    begin: int
    end: int
    features: dict[str, str] = field(default_factory=dict)


class _Body:
    """The rows of a file, taken one after the other."""

    def __init__(self, columns: Sequence[tuple[str, str]]) -> None:
        self.columns = columns
        self.passport = ""
        self.stretches: dict[str, _Stretch] = {}
        self.references: list[tuple[str, int, str, int]] = []
        self._pieces: list[str] = []
        self._length = 0
        self._waiting: list[str] = []
        self._first: dict[str, str] = {}

    def take(self, line: str) -> None:
        """A line of the body; ValueError, IndexError or StudyError if it is none."""
        if line.startswith(_ID):
            self.passport = self.passport or unescaped(line.removeprefix(_ID))
        elif line.startswith(_TEXT):
            self._waiting.append(unescaped(line.removeprefix(_TEXT)))
        elif line and not line.startswith("#"):
            unit, place, _, *cells = line.split("\t")
            begin, end = (int(each) for each in place.split("-"))
            if self._waiting:
                self._begin_sentence(begin)
            self._take_cells(unit, begin, end, cells)

    @property
    def text(self) -> str:
        """The sentences with what stood between them."""
        return "".join(self._pieces)

    def links(self) -> Iterator[Link]:
        """The links as ids of their two ends."""
        for source, one, target, other in self.references:
            yield self._end(source, one), self._end(target, other)

    def _end(self, unit: str, number: int) -> str:
        id = f"[{number}]" if number else self._first.get(unit, "")
        if id not in self.stretches:
            raise StudyError(f"a link leads to {unit}, where nothing is marked")
        return id

    def _begin_sentence(self, begin: int) -> None:
        gap = begin - self._length
        if gap < 0:
            raise StudyError(f"the sentence begins at {begin}, before the end of the one before it")
        between = " " * gap if not self._pieces else "\n"[:gap] + " " * (gap - 1)
        sentence = "\n".join(self._waiting)
        self._pieces += [between, sentence]
        self._length = begin + Utf16(sentence).from_points(len(sentence))
        self._waiting = []

    def _take_cells(self, unit: str, begin: int, end: int, cells: Sequence[str]) -> None:
        for (layer, feature), cell in zip(self.columns, cells, strict=False):
            if cell == _NONE or layer not in (LAYER, RELATION):
                continue
            for place, value in enumerate(_STACK.split(cell)):
                if layer == LAYER:
                    self._take_value(unit, (begin, end), place, feature, value)
                elif feature.startswith("BT_"):
                    suffix = _SUFFIX.search(value)
                    one, other = (int(each) for each in suffix.groups("0")) if suffix else (0, 0)
                    self.references.append((_SUFFIX.sub("", value), one, unit, other))

    def _take_value(self, unit: str, span: Span, place: int, feature: str, value: str) -> None:
        suffix = _SUFFIX.search(value)
        id = suffix[0] if suffix else f"{unit} {place}"
        self._first.setdefault(unit, id)
        stretch = self.stretches.setdefault(id, _Stretch(*span))
        stretch.begin, stretch.end = min(stretch.begin, span[0]), max(stretch.end, span[1])
        value = _SUFFIX.sub("", value)
        if value != _NULL:
            stretch.features.setdefault(feature, unescaped(value))


def _read_document(path: Path, known: tuple[str, str] | None) -> Markup:
    lines = [line.rstrip("\r") for line in read_text(path).split("\n")]
    if not _FORMAT.fullmatch(lines[0]):
        raise StudyError(f"{path}, line 1: {lines[0][:40]!r} does not say #FORMAT=WebAnno TSV 3.3")
    body = _Body(_columns(lines))
    for number, line in enumerate(lines[1:], 2):
        try:
            body.take(line)
        except (IndexError, ValueError) as error:
            raise StudyError(f"{path}, line {number}: {line[:60]!r} is no row of WebAnno TSV 3") from error
        except StudyError as error:
            raise StudyError(f"{path}, line {number}: {error}") from error
    try:
        return _markup(body, path, known)
    except (StudyError, ValueError) as error:
        raise StudyError(f"{path}: {error}") from error


def _columns(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Layer and feature of each column after the first three."""
    columns: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            layer, *features = (name for name in line.partition("=")[2].split("|") if name)
            columns += [(layer, feature) for feature in features or [""]]
    return columns


def _markup(body: _Body, path: Path, known: tuple[str, str] | None) -> Markup:
    sign, _, rest = body.passport.partition(":")
    digest, _, document = rest.partition(":")
    if sign != "hedgerow" or not document:
        if known is None:
            raise StudyError("does not name its document; right would be the folder with its hedgerow.json")
        document, digest = known
    units = Utf16(body.text)
    regions = tuple(_region(id, stretch, units) for id, stretch in body.stretches.items())
    return Markup(document, digest, body.text, regions, tuple(body.links()), where=str(path))


def _region(id: str, stretch: _Stretch, units: Utf16) -> Region:
    said = stretch.features
    kind = said.get("layer", "")
    if kind not in KINDS:
        raise StudyError(f"layer {kind!r} at {stretch.begin} does not exist{did_you_mean(kind, KINDS)}")
    labels: dict[str, str] = {name: said[name] for name in _LABELS if name in said}
    details: dict[str, Any] = (
        as_object(parsed(said["details"], "details"), "details") if "details" in said else {}
    )
    start, end = units.to_points(stretch.begin), units.to_points(stretch.end)
    return Region(id, kind, start, end, labels, details, said.get("reason", ""))
