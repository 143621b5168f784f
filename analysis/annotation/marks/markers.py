"""Markers of conditions: candidates from one scan, and a decision at each by the test its entry names.

`learned`, `lasting`, `inverted` and `unreal` ask a logistic regression over the words around the form
(`models/conditionals.tsv`, made by `python -m analysis.training.train_conditionals`); the others are rules.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

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
from analysis.annotation.marks.sentence_words import OPENS_CLAUSE, OPENS_MAIN_CLAUSE, Onset, Sentence
from analysis.base.records import Span
from analysis.language.engine.feature_templates import Templates
from analysis.language.engine.linear_models import load_model
from analysis.language.engine.scoring import Scorer, columns_of
from analysis.language.lemmas import BE
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import Place, without_overlap
from analysis.language.tagging.tagger import tag
from analysis.language.text import Text
from analysis.language.word_classes import (
    COMPLEMENTS,
    FINITE,
    NOMINAL,
    NOUN_PHRASE,
    SUBJECTS,
    VERB_FORMS,
    WordClass,
)
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
_MAY_FOLLOW: Final = NOMINAL | {WordClass.THAT, WordClass.ADVERB, WordClass.WH}
"""First word of a clause that depends on the form."""
_OBJECT: Final = NOMINAL | {WordClass.ADVERB}
"""What may stand between a verb of asking and *if*."""
_REDUCED: Final = frozenset(
    (WordClass.ADJECTIVE, WordClass.ADVERB, WordClass.PARTICIPLE, WordClass.PREPOSITION)
)
"""First word of what is no clause: *in so far as possible*."""
_NAMED: Final = SUBJECTS | {WordClass.NOUN}
_OPENS_REST: Final = OPENS_CLAUSE - {Onset.WH_SUBJECT}


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


def candidates(texts: Sequence[Text]) -> Iterator[tuple[int, Candidate]]:
    """Every place where a marker may stand, with the number of its text.

    The sentences of all texts are tagged together.
    """
    spots = [list(_spots(text)) for text in texts]
    tag((text, sorted({spot.number for spot in some})) for text, some in zip(texts, spots, strict=True))
    for number, (text, some) in enumerate(zip(texts, spots, strict=True)):
        views: dict[int, Sentence] = {}
        for spot in some:
            if spot.number not in views:
                views[spot.number] = Sentence(text, spot.number)
            yield number, _candidate(text, spot, views[spot.number])


class _Spot(NamedTuple):
    """A form where it stands, in the sentence of that number."""

    entry: Entry
    form: str
    span: Span
    number: int


def _spots(text: Text) -> Iterator[_Spot]:
    """Every form of the lexicon where it may set a condition."""
    lexicon = load_lexicon("conditionals")
    after = text.start
    for start, end, form in _places(text):
        entry = lexicon.by_form.get(form)
        if start < after or entry is None:
            continue
        after = end
        number = text.sentence_at(start)
        if not _hopeless(text, entry, number):
            yield _Spot(entry, form, (start, end), number)


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


def _candidate(text: Text, spot: _Spot, sentence: Sentence) -> Candidate:
    entry, form, span, number = spot
    word = entry.fields.get("marker")
    start, end = (span[1] - len(word), span[1]) if word else span
    first, after = sentence.cuts((start, end))
    kind = condition_type(sentence, first, after, entry.id)
    return Candidate(text, entry, form, start, end, number, sentence, Condition(first, after, kind))


# --- decisions --------------------------------------------------------------------------------

Answer = bool | None
"""Whether a form sets a condition; None where the model is to say it."""


def are_conditionals(candidates: Sequence[Candidate]) -> list[bool]:
    """Whether each form sets a condition where it stands: by its rules, or by the model where they ask it."""
    decided = [TESTS[candidate.entry.test](candidate) for candidate in candidates]
    asked = [i for i, answer in enumerate(decided) if answer is None]
    if asked:
        columns = columns_of(VALUES, [values(candidates[i]) for i in asked])
        for i, score in zip(asked, _scorer().thousandths(columns)[:, 0].tolist(), strict=True):
            decided[i] = score > 0
    return [bool(answer) for answer in decided]


def _learned(candidate: Candidate) -> Answer:
    return False if _means_whether(candidate) else None


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
        if s.class_at(i) not in _OBJECT:
            return False
    return False


_ASKING: Final = word_list("conditions", "markers.asking")


def _inverted(candidate: Candidate) -> Answer:
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
        s.class_at(first + 1) in SUBJECTS
        and s.class_at(first - 1) in COMPLEMENTS
        and first
        and s.finite[first]
    )


_NEGATIVE_OPENERS: Final = word_list("conditions", "markers.negative-openers")


def _unreal(candidate: Candidate) -> Answer:
    """*Without aid, the front would fall*: learned, or a noun phrase, a comma and a clause with *would*."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    if candidate.form == "without" and is_lacking(s, candidate.condition):
        return True
    if not _UNREAL & set(s.word):
        return False
    comma = next((cut for cut in range(after, s.size) if s.gap[cut]), 0)
    if first or not comma or s.gap[comma] != "," or set(s.word[after:comma]) & IDIOMS:
        return _learned(candidate)
    lacks = NOUN_PHRASE.issuperset(s.classes[after:comma])
    verb = s.next_finite(comma)
    return True if lacks and verb < s.size and s.word[verb] in _UNREAL else _learned(candidate)


def _always(_: Candidate) -> bool:
    return True


def _lasting(candidate: Candidate) -> Answer:
    """A duration that is a condition: learned, with a clause (not *as long as the old one*), not past."""
    s, after = candidate.sentence, candidate.condition.after
    verb = s.next_finite(after)
    if verb < s.size and _is_past(s, verb) and WordClass.MODAL not in s.classes:
        return False  # as long as the war lasted
    return _learned(candidate) if has_clause(s, after) else False


def _is_past(s: Sentence, verb: int) -> bool:
    return s.classes[verb] == WordClass.VERB and s.word[verb].endswith("ed")


def _clause(candidate: Candidate) -> bool:
    """A clause follows, and what stands before the form does not make it a verb with an object."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    opens = s.class_at(after)
    if s.gap[after] == "," and "that" in s.word[after : after + 5]:
        return True  # assuming, of course, that
    sure = candidate.form.endswith("that") or (candidate.entry.id == "suppose" and opens in SUBJECTS)
    if opens not in _MAY_FOLLOW or not (sure or opens == WordClass.THAT or has_clause(s, after)):
        return False
    if candidate.entry.id == "in-so-far-as":
        return opens not in _REDUCED and has_clause(s, after)  # not: in so far as possible
    if candidate.entry.id == "in-case":
        return True
    if opens == WordClass.NOUN and candidate.entry.id in ("providing", "assuming") and not first:
        return False  # Providing shelter is our duty
    if _ends_a_clause(s, first) and (
        opens in (WordClass.PRONOUN, WordClass.THAT)
        or s.class_at(first - 1) != WordClass.NOUN
        or candidate.entry.id == "provided"
    ):
        return True  # we will win assuming they vote; funds are released provided the audit is clean
    return bool(s.gap[first]) or all(word in LEADING for word in s.word[:first])


def _ends_a_clause(s: Sentence, first: int) -> bool:
    """Whether a clause may be complete before `first`; not *was provided*, *he said the law provided*."""
    if not s.finite[first] or s.class_at(first - 1) not in COMPLEMENTS or s.word[first - 1] in BE:
        return False
    verb = next(i for i in range(first - 1, -1, -1) if s.classes[i] in FINITE)
    return s.word[verb] not in REPORTING


def _otherwise(candidate: Candidate) -> bool:
    """At the head of a clause, or beside a modal of what would be."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    near = s.word[max(0, first - 2) : first] + s.word[after : after + 2]
    if _UNREAL & set(near):
        return True
    if s.class_at(first - 1) == WordClass.CONJUNCTION or s.word_at(first - 1) == "as":
        return s.class_at(after) in _NAMED
    heads = not first or s.gap[first] or s.word[first - 1] in LEADING
    return bool(heads) and s.shapes[after] in OPENS_MAIN_CLAUSE


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


TESTS: Final[dict[str, Callable[[Candidate], Answer]]] = {
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


VALUES: Final = (
    *("family", "form", "word[-1]", "word[-2]", "word[1]", "word[2]", "class[-1]", "class[-2]", "class[-3]"),
    *("classes", "gap", "onset", "place", "end", "asking", "unreal", "perfect", "clauses_after", "verb"),
    "wh_before",
)
"""The named features of a candidate; `[-1]` is the word before the marker, `[1]` the word behind it.

`family` tells inversion, *without* and *as long as* from the others; `onset` is what begins behind the
marker, `classes` its first three words, `gap` the punctuation before it; `place` says whether it opens the
sentence or has a finite verb before it, `end` whether the sentence asks; `unreal` and `perfect` are about
modals of what would be on both sides, `verb` about the first verb form behind."""
_OF_FAMILIES: Final = (
    *("form", "word[-1]", "word[-2]", "word[-2]+word[-1]", "class[-1]+gap", "class[-2]+class[-1]+gap"),
    *("class[-1]+class[-2]+class[-3]", "gap", "gap+onset", "word[1]", "word[2]", "classes", "onset+place"),
    *("place+end", "asking+gap", "asking+onset+end", "unreal", "perfect", "form+unreal+end"),
    *("form+onset+place", "form+perfect", "form+classes", "form+gap+class[-1]", "clauses_after", "form+verb"),
    "wh_before+end",
)
TEMPLATES: Final = Templates(f"family+{name}" for name in _OF_FAMILIES)
_FAMILIES: Final = {"inversion": "v", "without": "u", "as-long-as": "l", "so-long-as": "l"}


@lru_cache
def _scorer() -> Scorer:
    return Scorer([load_model("conditionals")], TEMPLATES)


def features(candidate: Candidate) -> list[str]:
    """What the regression sees, as strings."""
    return TEMPLATES.features(dict(zip(VALUES, values(candidate), strict=True)))


def values(candidate: Candidate) -> tuple[str, ...]:
    """The values of `VALUES`."""
    s, first, after = candidate.sentence, candidate.condition.start, candidate.condition.after
    asks = "?" if "?" in s.gap[s.size] else "."
    return (
        _FAMILIES.get(candidate.entry.id, "i"),
        candidate.form,
        s.word_at(first - 1),
        s.word_at(first - 2),
        s.word_at(after),
        s.word_at(after + 1),
        s.class_at(first - 1),
        s.class_at(first - 2),
        s.class_at(first - 3),
        s.classes[after : after + 3] or WordClass.EDGE.value,
        s.gap[first] or "_",
        s.shapes[after],
        "^" if first == 0 else "M" if s.finite[first] else "m",
        asks,
        _asking(s, first),
        "".join("-" if _UNREAL.isdisjoint(part) else "+" for part in (s.word[:first], s.word[after:])),
        _perfect(s, 0, first) + _perfect(s, after, s.size),
        _rest(s, after),
        _verb(s, after),
        str(WordClass.WH in s.classes[max(0, first - 4) : first]),
    )


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
    clause = any("," in s.gap[i] and s.shapes[i] in _OPENS_REST for i in range(after + 1, s.size))
    return f"{min(3, s.finite[s.size] - s.finite[after])}{clause}"


def _verb(s: Sentence, after: int) -> str:
    """The first verb form after a fronted auxiliary: class and distance."""
    for k in range(after, min(after + 8, s.size)):
        if s.classes[k] in VERB_FORMS:
            return f"{s.classes[k]}{min(4, k - after)}"
    return "none"
