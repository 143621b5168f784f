"""A parsed query over the tokens of a corpus -> where it matches.

Every part of a query takes spans and gives those that go on with it: a token that fits lengthens a span by
one, a sequence is one part after the other, a repetition the same part again. A whole query starts from the
empty span at each token. A match never leaves its text; of those that start at one token, the longest.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from analysis.base.errors import StudyError, did_you_mean
from analysis.language.text import Tokens, fold
from analysis.measure.search.query import ATTRIBUTES
from analysis.measure.search.spans import Spans, containing, longest, overlapping, united, within
from analysis.measure.search.token_table import Ints, TokenTable, Truths

MOST: Final = 50
"""How often a part without an upper limit may be repeated."""
_CASES: Final = {"(?-i)": True, "(?c)": True, "(?i)": False}
"""What a value may begin with, and whether case then counts."""
_NAMES: Final = {"pos": "tag", "lemmas": "lemma"}
"""Further names of attributes, as other corpora have them."""
_SENTENCE: Final = ("s", "sentence")
_TEXT: Final = ("text", "doc")
_LIES: Final = {"within": within, "containing": containing, "overlap": overlapping}

SpansOf = Callable[[str], Spans]
"""The spans of the marks of a layer, by its name."""


def needs_tags(node: Any) -> bool:
    """Whether a query asks for the tag of a token."""
    names = re.findall(r"\b(\w+)\s*!?=", re.sub(r'"(?:[^"\\]|\\.)*"', "", str(node.to_bcql())))
    return any(_NAMES.get(name, name) == "tag" for name in names)


def find_matches(node: Any, table: TokenTable, spans_of: SpansOf | None = None) -> Spans:
    """Where a query matches, in the order of the texts; `<hedges/>` asks `spans_of` for the marks of a layer.

    StudyError for what is no part of the language that is spoken here.
    """
    return longest(_Matcher(table, spans_of).matches(node))


@dataclass(frozen=True)
class _Matcher:
    table: TokenTable
    spans_of: SpansOf | None
    masks: dict[str, Truths] = field(default_factory=dict)

    def extend(self, node: Any, spans: Spans) -> Spans:
        """The spans that go on with what a part of the query asks for."""
        ways: dict[str, Callable[[Any, Spans], Spans]] = {
            "token_query": self._token,
            "sequence": self._sequence,
            "repetition": self._repetition,
            "group": lambda node, spans: self.extend(node.child, spans),
            "capture": lambda node, spans: self.extend(node.body, spans),
            "sequence_bool": self._either,
            "negation": self._negation,
            "span_query": self._structure,
            "position_filter": self._filtered,
            "lookahead": self._ahead,
        }
        if node.node_type not in ways:
            raise StudyError(f"search: {node.to_bcql()} is CQL that is not understood here")
        return ways[node.node_type](node, spans)

    def matches(self, node: Any) -> Spans:
        """All spans of a part that stands by itself."""
        every = np.arange(len(self.table), dtype=np.int32)
        return self.extend(node, Spans(every, every))

    def _token(self, node: Any, spans: Spans) -> Spans:
        if node.shorthand is not None and not node.negated and (words := _words(node.shorthand)):
            for word in words:
                spans = self._step(self._value("word", word), spans)
            return spans
        return self._step(self._mask(node), spans)

    def _step(self, mask: Truths | None, spans: Spans) -> Spans:
        """Spans longer by one token that the mask has, in the same text."""
        if mask is not None and spans.start is spans.end:  # the empty span at each token
            at = np.flatnonzero(mask).astype(np.int32)
            return Spans(at, at + 1)
        inside = spans.where(spans.end < len(self.table))
        found = inside if mask is None else inside.where(mask[inside.end])
        document = self.table.document
        longer = Spans(found.start, found.end + 1)
        return longer.where(document[found.end] == document[found.start])

    def _mask(self, node: Any) -> Truths | None:
        """Which tokens fit; None for all."""
        key = node.to_bcql()
        if node.constraint is None and node.shorthand is None:
            return np.zeros(len(self.table), dtype=bool) if node.negated else None
        if key not in self.masks:
            fits = (
                self._constraint(node.constraint) if node.constraint else self._value("word", node.shorthand)
            )
            self.masks[key] = ~fits if node.negated else fits
        return self.masks[key]

    def _constraint(self, node: Any) -> Truths:
        """Which tokens fit what stands in brackets."""
        if node.node_type == "not_constraint":
            return ~self._constraint(node.operand)
        if node.node_type == "bool_constraint" and node.operator in ("&", "|"):
            left, right = self._constraint(node.left), self._constraint(node.right)
            return left & right if node.operator == "&" else left | right
        if node.node_type == "annotation_constraint" and node.operator in ("=", "!="):
            fits = self._value(node.annotation, node.value)
            return fits if node.operator == "=" else ~fits
        raise StudyError(f"search: [{node.to_bcql()}] is CQL that is not understood here")

    def _value(self, name: str, value: Any) -> Truths:
        """Which tokens have a value of an attribute; each distinct value is looked at once."""
        said = _Value.of(value)
        values, column = self._attribute(_NAMES.get(name, name), said.exact)
        fits = np.fromiter(map(said.test(), values), dtype=bool, count=len(values))
        if fits.sum() == 1:  # faster than to look up every token
            one: Truths = column == fits.argmax()
            return one
        found: Truths = fits[column]
        return found

    def _attribute(self, name: str, exact: bool) -> tuple[Sequence[str], Ints]:
        table = self.table
        if name == "word":
            return (table.forms if exact else table.folded), table.word
        if name == "lemma":
            return table.lemmas, table.word
        if name == "voice":
            return _folded([voice for voice, _ in table.voices], exact), table.voice
        if name == "tag" and table.tag is not None:
            return _folded(table.tags, exact), table.tag
        if name == "tag":
            raise StudyError("search: these texts were indexed without tags; right would be words or lemmas")
        raise StudyError(f"search: a token has no {name!r}{did_you_mean(name, (*ATTRIBUTES, 'voice'))}")

    def _sequence(self, node: Any, spans: Spans) -> Spans:
        first, *rest = node.children
        if spans.start is spans.end and _is_gap(first):
            return self._led(self._follow(rest, spans), first)
        return self._follow(node.children, spans)

    def _follow(self, nodes: Sequence[Any], spans: Spans) -> Spans:
        for node in nodes:
            spans = self.extend(node, spans)
        return spans

    def _led(self, spans: Spans, gap: Any) -> Spans:
        """Spans that begin some tokens of any kind earlier, in the same text: looked for from their end."""
        document, led = self.table.document, []
        for step in range(gap.min_count, _most(gap) + 1):
            inside = spans.where(spans.start >= step)
            earlier = Spans(inside.start - step, inside.end)
            led.append(earlier.where(document[earlier.start] == document[inside.start]))
        return united(led)

    def _repetition(self, node: Any, spans: Spans) -> Spans:
        reached = [] if node.min_count else [spans]
        for times in range(1, _most(node) + 1):
            spans = self.extend(node.child, spans)
            if times >= node.min_count:
                reached.append(spans)
            if not len(spans):
                break
        return united(reached) if reached else spans

    def _either(self, node: Any, spans: Spans) -> Spans:
        left, right = self.extend(node.left, spans), self.extend(node.right, spans)
        if node.operator == "|":
            return united([left, right])
        if node.operator == "&":
            return left.where(np.isin(_key(left), _key(right)))
        raise StudyError(f"search: {node.to_bcql()} is CQL that is not understood here")

    def _negation(self, node: Any, spans: Spans) -> Spans:
        """A token that is not so: `!"may"`."""
        if node.child.node_type != "token_query":
            raise StudyError(f"search: {node.to_bcql()}: only one token can be denied")
        mask = self._mask(node.child)
        return self._step(np.zeros(len(self.table), dtype=bool) if mask is None else ~mask, spans)

    def _structure(self, node: Any, spans: Spans) -> Spans:
        """A sentence, a text or a mark as a whole, or the place where a sentence or a text begins or ends."""
        whole = self._spans_named(node)
        if node.position == "start":
            return spans.where(np.isin(spans.end, whole.start))
        if node.position == "end":
            return spans.where(np.isin(spans.end, whole.end))
        at = np.searchsorted(whole.start, spans.end)
        there = whole.start[np.minimum(at, len(whole) - 1)] == spans.end if len(whole) else at < 0
        return Spans(spans.start[there], whole.end[at[there]])

    def _spans_named(self, node: Any) -> Spans:
        name = node.tag_str
        if name in _SENTENCE:
            return _runs(self.table.sentence)
        if name in _TEXT:
            return _runs(self.table.document)
        if self.spans_of is None:
            known = f"right would be <{_SENTENCE[0]}/> or <{_TEXT[0]}/>"
            raise StudyError(f"search: <{name}/> is not known here; {known}")
        return longest(self.spans_of(name))

    def _filtered(self, node: Any, spans: Spans) -> Spans:
        left = self.extend(node.left, spans)
        if not len(left):
            return left
        if node.operator == "within" and _is_sentence(node.right):
            sentence = self.table.sentence
            return left.where(sentence[left.start] == sentence[left.end - 1])
        return left.where(_LIES[node.operator](left, self.matches(node.right)))

    def _ahead(self, node: Any, spans: Spans) -> Spans:
        """Spans that are followed by something, or are not."""
        at = np.unique(spans.end)
        at = at[at < len(self.table)]
        followed = self.extend(node.body, Spans(at, at)).start
        return spans.where(np.isin(spans.end, followed) == node.positive)


@dataclass(frozen=True)
class _Value:
    """What a value of an attribute has to be: a regular expression for all of it, or a word as it is."""

    pattern: str
    exact: bool
    literal: bool

    @classmethod
    def of(cls, value: Any) -> "_Value":
        """What a value of a query says: in any case, unless it begins with (?-i)."""
        written, exact = value.value, value.sensitivity == "sensitive"
        for flag, means in _CASES.items():
            if written.startswith(flag):
                written, exact = written.removeprefix(flag), means
        return cls(written.replace("’", "'"), exact, value.is_literal or re.escape(written) == written)

    def test(self) -> Callable[[str], bool]:
        """Whether a word is such; StudyError for no regular expression."""
        if self.literal:
            return (self.pattern if self.exact else fold(self.pattern)).__eq__
        try:
            match = re.compile(self.pattern, 0 if self.exact else re.IGNORECASE).fullmatch
        except (re.error, RecursionError, OverflowError) as error:
            raise StudyError(
                f"search: {self.pattern!r} is no regular expression ({error}); a sign such as ( or * is "
                "looked for with \\ before it"
            ) from error
        return lambda word: match(word) is not None


def _folded(values: Sequence[str], exact: bool) -> Sequence[str]:
    """Values as they are compared: in lower case, unless case counts."""
    return values if exact else list(map(fold, values))


def _is_sentence(node: Any) -> bool:
    """Whether a part is a sentence as a whole, in which most matches are asked to lie."""
    return node.node_type == "span_query" and node.position == "whole" and node.tag_str in _SENTENCE


def _is_gap(node: Any) -> bool:
    """Whether a part is any tokens, so many: `[]{0,3}`."""
    if node.node_type != "repetition" or node.child.node_type != "token_query":
        return False
    return node.child.constraint is None and node.child.shorthand is None and not node.child.negated


def _most(node: Any) -> int:
    """How often a part is repeated at most."""
    most = MOST if node.max_count is None else int(node.max_count)
    if most > MOST:
        raise StudyError(f"search: repeats up to {most} times; right would be {MOST} at most")
    return most


def _words(value: Any) -> list[Any]:
    """A phrase in one pair of quotation marks as values, one a token; none where it is one word."""
    if " " not in value.value.strip():
        return []
    folded = fold(value.value)
    return [
        value.model_copy(update={"value": re.escape(word)}) for word in Tokens(folded, 0, len(folded)).word
    ]


def _key(spans: Spans) -> "np.ndarray[Any, np.dtype[np.int64]]":
    return (spans.start.astype(np.int64) << 32) | spans.end


def _runs(column: Ints) -> Spans:
    """Where stretches of equal numbers begin and end."""
    if not len(column):
        return Spans(column, column)
    cuts = np.flatnonzero(np.diff(column)).astype(np.int32) + 1
    ends = np.append(cuts, np.int32(len(column))).astype(np.int32)
    return Spans(np.concatenate([[0], cuts]).astype(np.int32), ends)
