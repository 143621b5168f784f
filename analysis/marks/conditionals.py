"""Conditional constructions: candidates from one scan, a decision at each, then the clauses around it.

The lexicon (`lexicons/conditionals.toml`) names the markers and, for each, the test that decides;
the tests are the functions in `_TESTS`. `learned` and `inverted` ask a logistic regression over the
words around the marker (`models/conditionals.tsv`, made by `python -m analysis.training.conditionals`);
the rest are rules. Clauses come from `clauses.py`, kind and acts from `condition_kinds.py` and `acts.py`.

A condition that is a predicate (*What would worry me is if they leave*) has the words before its
marker as apodosis and the order *apodosis-first*. A command with *and* or *or* (*Do that and we
leave*) has no marker: the command is the protasis.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.lexicon import Entry, Lexicon, load_lexicon
from analysis.linear import load_model
from analysis.marks.acts import act_candidates
from analysis.marks.clauses import (
    Clauses,
    Condition,
    Segment,
    Sentence,
    condition_type,
    ranker,
)
from analysis.marks.condition_kinds import kind_of
from analysis.phrases import Matcher
from analysis.records import Conditional, ConditionalOrder, Modal, Span
from analysis.text import Text

_SUBJECTS = (
    "i|you|he|she|it|we|they|there|this|that|these|those|the|a|an|any|anyone|anything|anybody|no|nobody|"
    "everyone|everybody|everything|someone|somebody|something|one|my|your|his|her|its|our|their|such|all|both|"
    "each|every|some|other|others|another|more|not"
)
_INVERSION = re.compile(
    rf"(?<![\w'])(?:had|should|were)(?=\s+(?:(?:{_SUBJECTS})(?!\w)|[^\W\d_][\w'-]*))(?!\s+(?:been|to|have|be)\b)"
)
"""Cheap filter: a fronted auxiliary before something that may be its subject."""
_AFTER_SUBJECT = re.compile(rf"\s+(?:{_SUBJECTS})(?!\w)")
_MAY_PRECEDE = re.compile(r"(?:[,;:—–\-(\[\"'“‘”’.…]|(?<!\w)(?:and|but|or|that|so|because|then))\s*$")
_UNREAL_BEFORE = re.compile(r"(?:would|could|might|may)(?:n't)?(?:\s+\w+)?\s+have(?!\w)[^.!?]*$")
_IMPERATIVE = re.compile(
    r"(?<!\w)(?:and|or)(?=\s+(?:then\s+)?(?:i|you|he|she|it|we|they|that|this|there|"
    r"(?:the|a|an|our|your|my|his|their|this)\s+\w+)(?:'ll|\s+(?:will|won't|shall|can|can't)(?!\w)))"
)
_UNREAL: Final = frozenset(["would", "could", "might", "'d", "wouldn't", "couldn't", "mightn't"])
_LEADING: Final = frozenset(["and", "but", "so", "now", "well", "yet", "or", "then", "yes", "no", "even", "only"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form of the lexicon where it stands; `start` to `end` is the marker."""

    text: Text
    entry: Entry
    form: str
    start: int
    end: int
    number: int
    sentence: Sentence
    condition: Condition


def find_conditionals(text: Text, modals: list[Modal]) -> list[Conditional]:
    """Each conditional of the text, by the position of its marker.

    >>> [mark] = find_conditionals(Text("They asked if we will leave if he wins."), [])
    >>> mark.marker_text, mark.kind, mark.order
    ('if', 'open', 'apodosis-first')
    """
    del modals  # the decisions read the words themselves; the signature is that of all layers
    found = [_conditional(candidate) for candidate in candidates(text) if is_conditional(candidate)]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


# --- candidates -------------------------------------------------------------------------------


def candidates(text: Text) -> Iterator[Candidate]:
    """Every place where a marker may stand."""
    lexicon = load_lexicon("conditionals")
    views: dict[int, Sentence] = {}
    after = text.start
    for start, end, form in _places(text):
        entry = lexicon.by_form.get(form)
        if start < after or entry is None:
            continue
        after = end
        number = text.sentence_at(start)
        if _hopeless(text, entry, number):
            continue
        if number not in views:
            views[number] = Sentence(text.tokens(number), text.text)
        yield _candidate(text, entry, form, (start, end), number, views[number])


def _places(text: Text) -> list[tuple[int, int, str]]:
    """(start, end, form) of all forms, left to right, longest first; blocked phrases included."""
    folded, begin = text.folded, text.start
    places = [*_matcher().find(folded, begin)]
    places += [(m.start(), m.end(), m.group()) for m in _INVERSION.finditer(folded, begin) if _fronted(text, m)]
    places += [(m.start(), m.end(), m.group()) for m in _IMPERATIVE.finditer(folded, begin)]
    return sorted(places, key=lambda place: (place[0], -place[1]))


@lru_cache
def _matcher() -> Matcher:
    lexicon = load_lexicon("conditionals")
    own = [f for e in lexicon.entries if e.test not in ("inverted", "imperative") for f in e.forms]
    return Matcher([*own, *lexicon.tables["blocked"]["forms"]])


def _fronted(text: Text, match: re.Match[str]) -> bool:
    """Whether the auxiliary opens a clause, or is followed by a subject that no verb before it claims."""
    start, end = match.span()
    if _AFTER_SUBJECT.match(text.folded, end) or text.text[end:].lstrip()[:1].isupper():
        return True
    before = text.folded[max(text.start, start - 12) : start]
    if not before.strip() or before.endswith("\n") or _MAY_PRECEDE.search(before):
        return True
    return match.group() == "had" and bool(_UNREAL_BEFORE.search(text.folded, max(text.start, start - 120), start))


def _hopeless(text: Text, entry: Entry, number: int) -> bool:
    """Whether the sentence lacks the modal without which the form sets no condition."""
    if entry.test != "unreal":
        return False
    start, end = text.sentences[number]
    return not re.compile(r"would|could|might|'d").search(text.folded, start, end)


def _candidate(text: Text, entry: Entry, form: str, span: Span, number: int, sentence: Sentence) -> Candidate:
    word = entry.fields.get("marker")
    start, end = (span[1] - len(word), span[1]) if word else span
    first, after = sentence.cuts((start, end))
    kind = condition_type(sentence, first, after, entry.id)
    return Candidate(text, entry, form, start, end, number, sentence, Condition(first, after, kind))


# --- decisions --------------------------------------------------------------------------------


def is_conditional(candidate: Candidate) -> bool:
    """Whether the form sets a condition here."""
    return _TESTS[candidate.entry.test](candidate)


def _learned(candidate: Candidate) -> bool:
    return load_model("conditionals").scores(features(candidate))[0] > 0.0


def _always(_: Candidate) -> bool:
    return True


def _clause(candidate: Candidate) -> bool:
    """A clause follows, and what stands before the form does not make it a verb with an object."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    if s.word_at(after) == "that":
        after += 1
    if s.shapes[min(after, s.size)] not in "SsNnm":
        return False
    if candidate.entry.id in ("on-condition-that", "in-case"):
        return True
    return bool(s.gap[first]) or all(word in _LEADING for word in s.word[:first])


def _otherwise(candidate: Candidate) -> bool:
    """At the head of a clause, or beside a modal of what would be."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    if s.word_at(first) == "or":
        return s.shapes[after] in "SsNnmba"
    near = s.word[max(0, first - 2) : first] + s.word[after : after + 2]
    if _UNREAL & set(near):
        return True
    heads = not first or s.gap[first] or s.word[first - 1] in _LEADING
    return bool(heads) and s.shapes[after] in "SsNnmba"


def _imperative(candidate: Candidate) -> bool:
    """A command opens the sentence or the clause, and its only verb so far is that command."""
    s, first = candidate.sentence, candidate.condition.start
    start = _command(s, first)
    if start is None or s.gap[s.size].find("?") >= 0:
        return False
    return s.word[start] not in _REQUESTS and s.finite[first] == s.finite[start]


_REQUESTS: Final = frozenset("let please thank tell see look read remember imagine listen".split())


def _command(s: Sentence, end: int) -> int | None:
    """Index of the base verb that opens the clause before word `end`, if there is one."""
    start = max((i for i in range(end) if s.gap[i]), default=0)
    while start < end and s.word[start] in _LEADING:
        start += 1
    return start if start < end - 1 and s.classes[start] == "B" else None


_TESTS: dict[str, Callable[[Candidate], bool]] = {
    "learned": _learned,
    "inverted": _learned,
    "unreal": _learned,
    "always": _always,
    "clause": _clause,
    "otherwise": _otherwise,
    "imperative": _imperative,
}


def features(candidate: Candidate) -> list[str]:
    """What the regression sees: words and classes around the marker, verbs and modals elsewhere."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    family = {"inversion": "v", "without": "u", "as-long-as": "l", "so-long-as": "l"}.get(candidate.entry.id, "i")
    before = [s.word_at(first - k) for k in (1, 2, 3)]
    letters = [s.class_at(first - k) for k in (1, 2, 3)]
    gap, shape = s.gap[first] or "_", s.shapes[after]
    question = "?" if "?" in s.gap[s.size] else "."
    unreal = "".join("+" if _UNREAL & set(part) else "-" for part in (s.word[:first], s.word[after:]))
    perfect = _perfect(s, 0, first) + _perfect(s, after, s.size)
    head = "^" if first == 0 else "M" if s.finite[first] else "m"
    own = [
        f"form {candidate.form}", f"w1 {before[0]}", f"w2 {before[1]}", f"w12 {before[1]} {before[0]}",
        f"c1 {letters[0]}{gap}", f"c12 {letters[1]}{letters[0]}{gap}", f"c123 {''.join(letters)}",
        f"gap {gap}", f"gs {gap}{shape}", f"n1 {s.word_at(after)}", f"n2 {s.word_at(after + 1)}",
        f"nc {s.classes[after:after + 3]}", f"shape {shape}{head}", f"head {head}{question}",
        f"ask {_asking(s, first)}{gap}", f"asks {_asking(s, first)}{shape}{question}", f"unreal {unreal}",
        f"perfect {perfect}", f"fu {candidate.form} {unreal}{question}", f"fs {candidate.form} {shape}{head}",
        f"fp {candidate.form} {perfect}", f"fc {candidate.form} {s.classes[after:after + 3]}",
        f"fg {candidate.form} {gap}{letters[0]}", f"rest {_rest(s, after)}", f"verb {candidate.form} {_verb(s, after)}",
        f"wh {'W' in s.classes[max(0, first - 4):first]}{question}",
    ]  # fmt: skip
    return [f"{family} {feature}" for feature in own]


def _asking(s: Sentence, first: int) -> str:
    """The nearest verb of asking or knowing among the five words before the marker, and how far it is."""
    questions = _questions()
    for k in range(1, min(5, first) + 1):
        if s.word[first - k] in questions:
            return f"{s.word[first - k]}{k > 1}"
        if "," in s.gap[first - k] and k < 5:
            return "cut" if k == 1 else "none"
    return "none"


@lru_cache
def _questions() -> frozenset[str]:
    return frozenset(load_lexicon("conditionals").tables["questions"]["words"])


def _perfect(s: Sentence, low: int, high: int) -> str:
    """`p` where a modal of what would be has *have* after it, else `-`."""
    for i in range(low, min(high, s.size - 1)):
        if s.word[i] in _UNREAL and "have" in s.word[i + 1 : i + 4]:
            return "p"
    return "-"


def _rest(s: Sentence, after: int) -> str:
    """How many finite verbs follow, and whether a comma with a new clause does."""
    clause = any("," in s.gap[i] and s.shapes[i] in "SsNnmbaw" for i in range(after + 1, s.size))
    return f"{min(3, s.finite[s.size] - s.finite[after])}{clause}"


def _verb(s: Sentence, after: int) -> str:
    """The first verb form after a fronted auxiliary: class and distance."""
    for k in range(after, min(after + 8, s.size)):
        if s.classes[k] in "VMBPG":
            return f"{s.classes[k]}{min(4, k - after)}"
    return "none"


# --- the record -------------------------------------------------------------------------------


def _conditional(candidate: Candidate) -> Conditional:
    s, entry = candidate.sentence, candidate.entry
    clauses = _clauses(candidate)
    protasis = span_of(s, candidate.text.text, *clauses.protasis)
    apodosis = clauses.apodosis and span_of(s, candidate.text.text, clauses.apodosis.start, clauses.apodosis.end)
    kind = kind_of(s, clauses, entry)
    marker = None if entry.test == "imperative" else (candidate.start, candidate.end)
    return Conditional(
        marker=marker,
        marker_text=candidate.text.text[candidate.start : candidate.end] if marker else "",
        protasis=protasis if marker is None else (min(protasis[0], candidate.start), max(protasis[1], candidate.end)),
        apodosis=apodosis,
        kind=kind,
        order=order_of(s, clauses),
        act_candidates=act_candidates(s, clauses, kind, entry),
        entry=entry.id,
    )


def _clauses(candidate: Candidate) -> Clauses:
    s, condition = candidate.sentence, candidate.condition
    if candidate.entry.test == "imperative":
        return _command_clauses(s, condition)
    if candidate.entry.test == "otherwise":
        return _otherwise_clauses(s, condition)
    if condition.after >= s.size:
        return Clauses((condition.start, condition.after), None)
    clauses = ranker().choose(s, condition)
    return Clauses(clauses.protasis, None) if candidate.entry.id == "what-if" else clauses


def _command_clauses(s: Sentence, condition: Condition) -> Clauses:
    """The command up to *and* or *or* is the protasis, the clause after it the apodosis."""
    start = _command(s, condition.start) or 0
    return Clauses((start, condition.start), Segment("R", condition.after, _clause_end(s, condition.after)))


def _otherwise_clauses(s: Sentence, condition: Condition) -> Clauses:
    """The clause after *otherwise*, or the clause it stands in, marker included."""
    start, after = condition.start, condition.after
    end = _clause_end(s, after)
    if s.shapes[after] in "SsNnmba" or start == 0:
        return Clauses((start, after), Segment("R", after, end) if after < end else None)
    low = next((i for i in range(start, 0, -1) if s.gap[i] or s.classes[i - 1] in "CHWK"), 0)
    if s.class_at(low - 1) in "W" and s.classes[low] in "VM":
        low -= 1
    return Clauses((start, after), Segment("R", low, end))


def _clause_end(s: Sentence, start: int) -> int:
    """The next cut with punctuation stronger than nothing, or the end of the sentence."""
    return next((i for i in range(start + 1, s.size) if set(s.gap[i]) & set(",;:-()Q")), s.size)


def order_of(s: Sentence, clauses: Clauses) -> ConditionalOrder:
    """Where the protasis stands; *embedded* is between two parts of its own main clause."""
    segment, (start, end) = clauses.apodosis, clauses.protasis
    if segment is None:
        return "alone"
    if 0 < start and end < s.size and s.gap[start] and s.gap[end] and _interrupts(s, segment, start, end):
        return "embedded"
    return "protasis-first" if segment.side == "R" else "apodosis-first"


def _interrupts(s: Sentence, segment: Segment, start: int, end: int) -> bool:
    """The words after the protasis lack a subject of their own, or go on where the words before stopped."""
    if segment.side == "R":
        return segment.start == end and s.shapes[end] == "y" and s.classes[start - 1] not in "CHK"
    return segment.end == start and s.shapes[end] not in "SsNnmawvckhf" and s.gap[end] != "."


_PAIRS: Final = {"“": "”", "«": "»", "(": ")", "[": "]", '"': '"'}


def span_of(s: Sentence, text: str, first: int, last: int) -> Span:
    """Characters of the words between two cuts, with a quotation mark or bracket whose partner is inside."""
    start, end = s.start[first], s.end[last - 1]
    for left, right in _PAIRS.items():
        inside = text[start:end]
        surplus = inside.count(left) % 2 if left == right else inside.count(left) - inside.count(right)
        if surplus > 0 and text[end : end + 1] == right:
            end += 1
        elif surplus and text[start - 1 : start] == left:
            start -= 1
    return start, end
