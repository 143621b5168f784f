"""Markers of conditions: candidates from one scan, and a decision at each by the test its entry names.

`learned`, `lasting`, `inverted` and `unreal` ask a logistic regression over the words around the form
(`models/conditionals.tsv`, made by `python -m analysis.training.train_conditionals`); the others are rules.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.annotation.marks.clauses import REPORTING, Clauses, Condition, condition_type
from analysis.annotation.marks.commands import LEADING, has_clause, joined_clauses, let_clauses
from analysis.annotation.marks.form_matches import places
from analysis.annotation.marks.open_relatives import relative_clauses
from analysis.annotation.marks.rarer_markers import (
    IDIOMS,
    is_failing,
    is_lacking,
    is_moment,
    is_saved,
    may_lack,
)
from analysis.annotation.marks.sentence_words import Sentence
from analysis.base.records import Span
from analysis.language.lemmas import BE
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.linear import load_model
from analysis.language.phrases import Place, without_overlap
from analysis.language.text import Text
from analysis.language.word_lists import word_list

_SUBJECTS = (
    "i|you|he|she|it|we|they|there|this|that|these|those|the|a|an|any|anyone|anything|anybody|no|nobody|"
    "everyone|everybody|everything|someone|somebody|something|one|my|your|his|her|its|our|their|such|all|both|"
    "each|every|some|other|others|another|more|not"
)
_INVERSIONS = [
    re.compile(
        rf"{auxiliary}(?<![\w']{auxiliary})"
        rf"(?=\s+(?:(?:{_SUBJECTS})(?!\w)|[^\W\d_][\w'-]*))(?!\s+(?:been|to|have|be)\b)"
    )
    for auxiliary in ("had", "should", "were")
]
"""Cheap filters: a fronted auxiliary before something that may be its subject.

One pattern a word, and the word before what is asked of its left side: the search for a plain string is fast.
"""
_AFTER_SUBJECT = re.compile(rf"\s+(?:{_SUBJECTS})(?!\w)")
_NO_SPACE = re.compile(r"\S")
_MAY_PRECEDE = re.compile(r"(?:[,;:—–\-(\[\"'“‘”’.…]|(?<!\w)(?:and|but|or|that|so|because|then))\s*$")
_UNREAL_BEFORE = re.compile(r"(?:would|could|might|may)(?:n't)?(?:\s+\w+)?\s+have(?!\w)[^.!?]*$")
_CONSEQUENCE = (
    r"(?=\s+(?:then\s+)?(?:i|you|he|she|it|we|they|that|this|there|"
    r"(?:the|a|an|our|your|my|his|their|this)\s+\w+|\w+s)"
    r"(?:'ll|'d|\s+(?:will|won't|shall|can|can't|would|could|might|may)(?!\w))"
    r"|\s+you(?:'re|'ve|\s+(?:are|get|have|see|find|lose|win|know|end)(?!\w)))"
)
_PRICES: Final = word_list("conditions", "markers.prices")
_OR = rf"(?:{_CONSEQUENCE}|(?=\s+(?:we|they|it|the|our|your|his|their|its|{'|'.join(sorted(_PRICES))})\s))"
_WITHOUT_MARKER = [
    re.compile(rf"and(?<!\wand){_CONSEQUENCE}"),
    re.compile(rf"or(?<!\wor)(?:\s+else(?=\s+[\w'’])|{_OR})"),
    re.compile(r"any(?<!\wany)(?=(?:one|body)?(?:\s+[\w'-]+){0,3}?\s+(?:who|that|which)\s)"),
    re.compile(r"those(?<!\wthose)(?=\s+who\s)"),
]
"""Where a condition without a marker may be: a joining word before a consequence; a relative clause."""
_UNREAL: Final = word_list("word_classes", "unreal-modals")


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
    whole = (place for place in places(text, "conditionals") if _is_in_one_sentence(text, place))
    found = [*without_overlap(whole)]
    for pattern in _INVERSIONS:
        matches = pattern.finditer(text.folded, text.start)
        found += [(*match.span(), match.group()) for match in matches if _fronted(text, match)]
    for pattern in _WITHOUT_MARKER:
        matches = pattern.finditer(text.folded, text.start)
        found += [(*match.span(), " ".join(match.group().split())) for match in matches]
    return sorted(found, key=lambda place: (place[0], -place[1]))


def _is_in_one_sentence(text: Text, place: Place) -> bool:
    """Whether a phrase ends in the sentence it begins in: not *what*, line end, *if they go*."""
    start, end, form = place
    return " " not in form or end <= text.sentences[text.sentence_at(start)][1]


def _fronted(text: Text, match: re.Match[str]) -> bool:
    """Whether the auxiliary opens a clause, or is followed by a subject that no verb before it claims."""
    start, end = match.span()
    if _AFTER_SUBJECT.match(text.folded, end) or _goes_on_with_capital(text.text, end):
        return True
    before = text.folded[max(text.start, start - 12) : start]
    if not before.strip() or before.endswith("\n") or _MAY_PRECEDE.search(before):
        return True
    return match.group() == "had" and bool(
        _UNREAL_BEFORE.search(text.folded, max(text.start, start - 120), start)
    )


def _goes_on_with_capital(text: str, end: int) -> bool:
    following = _NO_SPACE.search(text, end)
    return following is not None and following.group().isupper()


def _hopeless(text: Text, entry: Entry, number: int) -> bool:
    """Whether the sentence lacks the modal without which the form sets no condition."""
    return entry.test == "unreal" and not may_lack(text.folded, *text.sentences[number])


def _candidate(text: Text, entry: Entry, form: str, span: Span, number: int, sentence: Sentence) -> Candidate:
    word = entry.fields.get("marker")
    start, end = (span[1] - len(word), span[1]) if word else span
    first, after = sentence.cuts((start, end))
    kind = condition_type(sentence, first, after, entry.id)
    return Candidate(text, entry, form, start, end, number, sentence, Condition(first, after, kind))


# --- decisions --------------------------------------------------------------------------------


def is_conditional(candidate: Candidate) -> bool:
    """Whether the form sets a condition here."""
    return TESTS[candidate.entry.test](candidate)


def _learned(candidate: Candidate) -> bool:
    return not _means_whether(candidate) and load_model("conditionals").score(features(candidate)) > 0.0


def _means_whether(candidate: Candidate) -> bool:
    """*unclear if*, *find out if*, *to determine if*, *do not care if he agrees or not*."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    if candidate.form != "if" or not first or s.gap[first]:
        return False
    end = next((cut for cut in range(after, s.size) if s.gap[cut]), s.size)
    before, second = s.word[first - 1], s.word_at(first - 2)
    if second == "to" and before not in ("ask", "say", "tell") and before in _questions("words"):
        return True
    if _asked_somebody(s, first):
        return True
    found_out = before == "out" and second in _questions("out")
    return found_out or before in _questions("only") or s.word[end - 2 : end] == ["or", "not"]


def _asked_somebody(s: Sentence, first: int) -> bool:
    """*Asked the clerk if*, *doubted very much if*: nothing but an object or an adverb after the verb."""
    for i in range(first - 1, max(-1, first - 6), -1):
        if s.gap[i + 1]:
            return False
        if s.word[i] in _ASKING:
            return True
        if s.class_at(i) not in "DNJSR":
            return False
    return False


_ASKING: Final = word_list("conditions", "markers.asking")


def _inverted(candidate: Candidate) -> bool:
    """A fronted auxiliary: learned, but *should* inside a statement has no other use, and a question asks."""
    s, first = candidate.sentence, candidate.condition.start
    asked = "?" in s.gap[s.size]
    if asked and not first and not any(s.gap[1 : s.size]):
        return False  # Had they known about the plan?
    if candidate.form == "should" and not asked and _is_placed(s, first):
        return s.word[0] not in _NEGATIVE_OPENERS and s.word[first - 1] not in ("so", "then", "also")
    return _learned(candidate)


def _is_placed(s: Sentence, first: int) -> bool:
    """Whether the auxiliary stands behind a clause and before its subject."""
    return bool(
        s.class_at(first + 1) in "SD" and s.class_at(first - 1) in "NJRBP" and first and s.finite[first]
    )


_NEGATIVE_OPENERS: Final = word_list("conditions", "markers.negative-openers")


def _unreal(candidate: Candidate) -> bool:
    """*Without aid, the front would fall*: learned, or a noun phrase, a comma and a clause with *would*."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    if candidate.form == "without" and is_lacking(s, candidate.condition):
        return True
    if not _UNREAL & set(s.word):
        return False
    comma = next((cut for cut in range(after, s.size) if s.gap[cut]), 0)
    if first or not comma or s.gap[comma] != "," or set(s.word[after:comma]) & IDIOMS:
        return _learned(candidate)
    lacks = all(letter in "DJNPIC" for letter in s.classes[after:comma])
    verb = s.next_finite(comma)
    return (lacks and verb < s.size and s.word[verb] in _UNREAL) or _learned(candidate)


def _always(_: Candidate) -> bool:
    return True


def _lasting(candidate: Candidate) -> bool:
    """A duration that is a condition: learned, with a clause (not *as long as the old one*), not past."""
    s, after = candidate.sentence, candidate.condition.after
    verb = s.next_finite(after)
    if verb < s.size and s.classes[verb] == "V" and s.word[verb].endswith("ed") and "M" not in s.classes:
        return False  # as long as the war lasted
    return has_clause(s, after) and _learned(candidate)


def _clause(candidate: Candidate) -> bool:
    """A clause follows, and what stands before the form does not make it a verb with an object."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    opens = s.class_at(after)
    if s.gap[after] == "," and "that" in s.word[after : after + 5]:
        return True  # assuming, of course, that
    sure = candidate.form.endswith("that") or (candidate.entry.id == "suppose" and opens in "SD")
    if opens not in "SDNJHRW" or not (sure or opens == "H" or has_clause(s, after)):
        return False
    if candidate.entry.id == "in-so-far-as":
        return opens not in "JRPI" and has_clause(s, after)  # not: in so far as possible
    if candidate.entry.id == "in-case":
        return True
    if opens == "N" and candidate.entry.id in ("providing", "assuming") and not first:
        return False  # Providing shelter is our duty
    if _ends_a_clause(s, first) and (
        opens in "SH" or s.class_at(first - 1) != "N" or candidate.entry.id == "provided"
    ):
        return True  # we will win assuming they vote; funds are released provided the audit is clean
    return bool(s.gap[first]) or all(word in LEADING for word in s.word[:first])


def _ends_a_clause(s: Sentence, first: int) -> bool:
    """Whether a clause may be complete before `first`; not *was provided*, *he said the law provided*."""
    if not s.finite[first] or s.class_at(first - 1) not in "NJRBP" or s.word[first - 1] in BE:
        return False
    verb = next(i for i in range(first - 1, -1, -1) if s.classes[i] in "VM")
    return s.word[verb] not in REPORTING


def _otherwise(candidate: Candidate) -> bool:
    """At the head of a clause, or beside a modal of what would be."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    near = s.word[max(0, first - 2) : first] + s.word[after : after + 2]
    if _UNREAL & set(near):
        return True
    if s.class_at(first - 1) == "K" or s.word_at(first - 1) == "as":
        return s.class_at(after) in "SDN"
    heads = not first or s.gap[first] or s.word[first - 1] in LEADING
    return bool(heads) and s.shapes[after] in "SsNnmba"


CONSTRUCTIONS: Final[dict[str, Callable[[Sentence, Condition], Clauses | None]]] = {
    "imperative": joined_clauses,
    "let": let_clauses,
    "relative": relative_clauses,
}
"""Conditions that are recognised by their clauses: name of the test -> finder of the clauses."""


def _builds(build: Callable[[Sentence, Condition], Clauses | None]) -> Callable[[Candidate], bool]:
    return lambda candidate: build(candidate.sentence, candidate.condition) is not None


def _by_rule(rule: Callable[[Sentence, Condition], bool]) -> Callable[[Candidate], bool]:
    return lambda candidate: rule(candidate.sentence, candidate.condition)


TESTS: Final[dict[str, Callable[[Candidate], bool]]] = {
    "learned": _learned,
    "lasting": _lasting,
    "inverted": _inverted,
    "unreal": _unreal,
    "always": _always,
    "clause": _clause,
    "otherwise": _otherwise,
    **{name: _builds(build) for name, build in CONSTRUCTIONS.items()},
    "moment": _by_rule(is_moment),
    "failing": _by_rule(is_failing),
    "saved": _by_rule(is_saved),
}


def features(candidate: Candidate) -> list[str]:
    """What the regression sees: words and classes around the marker, verbs and modals elsewhere."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    family = {"inversion": "v", "without": "u", "as-long-as": "l", "so-long-as": "l"}.get(
        candidate.entry.id, "i"
    )
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
        f"fg {candidate.form} {gap}{letters[0]}", f"rest {_rest(s, after)}",
        f"verb {candidate.form} {_verb(s, after)}",
        f"wh {'W' in s.classes[max(0, first - 4):first]}{question}",
    ]  # fmt: skip
    return [f"{family} {feature}" for feature in own]


def _asking(s: Sentence, first: int) -> str:
    """The nearest verb of asking or knowing in the clause, five words back at most, and how far it is."""
    questions = _questions("words")
    for k in range(1, min(5, first) + 1):
        if s.finite[first] - s.finite[first - k + 1] > 0:
            return "none"  # I know we can win if
        if s.word[first - k] in questions:
            return f"{s.word[first - k]}{k > 1}"
        if set(",:q") & set(s.gap[first - k]) and k < 5:
            return "cut" if k == 1 else "none"
    return "none"


@lru_cache
def _questions(which: str) -> frozenset[str]:
    """The words before *if* for *whether*: all `words`, or those that take nothing else (`only`)."""
    return frozenset(load_lexicon("conditionals").tables["questions"][which])


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
