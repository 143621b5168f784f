"""The description of a layer: what the suite has to know to find, keep, show and change its marks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib import import_module
from typing import Any, Literal

from analysis.base.layers.values import OwnPlace, Stretch, Value
from analysis.base.records import Mark, Span

Line = Literal["solid", "wavy", "double", "dashed", "dotted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the marks of a layer are drawn.

    `letter` says the layer where colours do not. `light` and `dark` colour the underline (`line`, `offset`
    pixels below the words, `thickness`) on a light and a dark page: each at least 4.5 to 1 against it (WCAG
    2.2). `fill` and `ink` are background and letters in annotation tools. Of marks on the same words that
    of the higher `rank` is drawn inside.
    """

    letter: str
    line: Line
    offset: int
    light: str
    dark: str
    fill: str
    rank: int
    ink: str = "#000000"
    thickness: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is said of a mark.

    `name` is its column in tables and its label in decisions, `attribute` where the record has it, `key` its
    name in the interchange record; each is `name` unless it is given. `needed`: a mark that a reader adds
    must say it. With `shown`, a phrase before the value, a display tells it among the facts about a mark
    ("senses"); it is told by itself in its name where that is empty and it is neither item nor category.
    `brat` names it in brat, `detail` in the data that tools carry along.
    """

    name: str
    value: Value
    attribute: str = ""
    key: str = ""
    needed: bool = False
    label: bool = True
    shown: str = ""
    brat: str = ""
    detail: str = ""

    @property
    def at(self) -> str:
        """The attribute of the record."""
        return self.attribute or self.name

    @property
    def written(self) -> str:
        """The name in the interchange record."""
        return self.key or self.name

    @property
    def kept(self) -> str:
        """The name in what tools carry along."""
        return self.detail or self.written


@dataclass(frozen=True, kw_only=True)
class LayerSpec:
    """A layer, described once; whatever lists the layers takes it from here.

    `name` (plural) is its name everywhere, `noun` what one mark is called, `title` the head of its panels,
    `record` the class of its marks, `find` the function that finds them, as "module:function", which is
    given the text and the marks of the layers in `after`; `together` may name one that is given many texts
    and finds the marks of each, which is faster (a layer with `after` has none).
    `fields` stand in the order of tables and labels; one must be called "item". Without a field
    "category", `category` is that of all marks.
    `keys` orders the interchange record; by default start, end, the fields, statement. `unnamed` is the
    attribute that names a mark without an item. `taxonomies`: its lexicon says how published taxonomies
    (`analysis.measure.taxonomies`) call each entry. `blank` makes a mark from its place, its words and their
    folded
    form, on which a reader's labels are put; `settle` sets right what follows from labels. `brat` is its
    type in brat.
    """

    name: str
    noun: str
    title: str
    record: type[Any]
    find: str
    fields: tuple[Field, ...]
    look: Look
    blank: Callable[[Span, str, str], Mark]
    brat: str
    after: tuple[str, ...] = ()
    together: str = ""
    keys: tuple[str, ...] = ()
    category: str = ""
    unnamed: str = ""
    taxonomies: bool = False
    settle: Callable[[Any, Mapping[str, str]], Any] = field(default=lambda mark, _labels: mark)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def labels(self) -> tuple[Field, ...]:
        """What a reader can say of a mark."""
        return tuple(field for field in self.fields if field.label)

    @cached_property
    def parts(self) -> tuple[Field, ...]:
        """The stretches of text that belong to a mark beside its own place."""
        return tuple(field for field in self.labels if isinstance(field.value, Stretch))

    @cached_property
    def finder(self) -> Callable[..., list[Any]]:
        """The function that finds the marks; its module is imported when it is needed."""
        return _function(self.find)

    def find_all(self, texts: Sequence[Any], others: Sequence[Mapping[str, list[Any]]]) -> list[list[Any]]:
        """The marks of each text; `others[i]` are those that other layers found in text i."""
        if self.together:
            return _function(self.together)(texts)
        return [
            self.finder(text, *(found[name] for name in self.after))
            for text, found in zip(texts, others, strict=True)
        ]

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The keys of the interchange record, in order."""
        return self.keys or ("start", "end", *(field.written for field in self.fields), "statement")

    @cached_property
    def has_place(self) -> bool:
        """Whether the record is made with `start` and `end`, not from its parts."""
        return {"start", "end"} <= {one.name for one in fields(self.record)}

    def place(self, written: Mapping[str, Any]) -> tuple[int, int]:
        """Where a mark of the interchange record begins and ends; without a place, its first part does."""
        if self.has_place:
            return written["start"], written["end"]
        own = (written[field.written] for field in self.fields if isinstance(field.value, OwnPlace))
        parts = (written[part.written] for part in self.parts)
        start, end = next(span for span in (*own, *parts) if span)
        return start, end

    def item(self, mark: Any) -> str:
        """What a mark is counted as."""
        named: str = getattr(mark, self.by_name["item"].at)
        return named or str(getattr(mark, self.unnamed)).lower() if self.unnamed else named

    def category_of(self, mark: Any) -> str:
        """The category of a mark."""
        own = self.by_name.get("category")
        return str(getattr(mark, own.at)) if own else self.category

    def spans(self, mark: Any) -> Iterator[Span]:
        """The words that a mark is about: its parts, or else its own place."""
        if not self.parts:
            yield mark.start, mark.end
        for part in self.parts:
            span: Span | None = getattr(mark, part.at)
            if span:
                yield span

    def labels_of(self, mark: Any) -> dict[str, str]:
        """What a mark is said to be, in the words of a decision; what is not said is left out."""
        said = {field.name: field.value.label(getattr(mark, field.at)) for field in self.labels}
        return {name: label for name, label in said.items() if label}

    def rebuild(self, span: Span, said: Mapping[str, str], unsaid: Mapping[str, Any]) -> Any:
        """The mark whose labels and other data (`Value.unsaid`) these are; it has no statement.

        KeyError, TypeError or ValueError where they are damaged.
        """
        place = {"start": span[0], "end": span[1]} if self.has_place else {}
        own = {
            field.at: field.value.rebuilt(said.get(field.name), unsaid.get(field.kept), span)
            for field in self.fields
        }
        return self.record(**place, **own)


def _function(place: str) -> Callable[..., list[Any]]:
    """The function "module:function"."""
    module, _, name = place.partition(":")
    found: Callable[..., list[Any]] = getattr(import_module(module), name)
    return found
