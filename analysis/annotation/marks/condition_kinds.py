"""What kind of condition it is, from the tense of the protasis and the modal of the apodosis.

    concessive       the consequence holds all the same: *even if*
    speech-act       the condition is on the saying, not on the fact: *if I may*, *if you ask me*
    counterfactual   contrary to fact: past perfect, or a modal with *have* in the apodosis
    hypothetical     imagined: past form or *were to* with would, could or might
    open             left open; a past form under a past verb of saying is backshifted, so open

The pattern is that of the grammars (Quirk et al. 1985, 15.35-15.39; Huddleston and Pullum 2002, 8.14;
Declerck and Reed 2001), the categories those of the project's codebook.
"""

from functools import lru_cache
from typing import Final

from analysis.annotation.marks.clauses import Clauses
from analysis.annotation.marks.sentence_words import Sentence
from analysis.base.records import ConditionalKind
from analysis.language.lemmas import PARTICIPLES
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import Matcher
from analysis.language.reporting import reporting_verbs
from analysis.language.text import Tokens
from analysis.language.word_classes import FINITE, WordClass
from analysis.language.word_lists import word_list

WOULD: Final = word_list("word_classes", "unreal-modals")
PAST: Final = word_list("word_classes", "past-forms")
"""Past forms that do not end in *-ed*."""
_GOES_ON: Final = frozenset((WordClass.BASE, WordClass.ADVERB))
"""What may follow a comment on the saying."""
_IN_ED: Final = frozenset((WordClass.VERB, WordClass.PARTICIPLE))
"""Past forms and participles, which most verbs do not tell apart."""
REPORTING: Final = reporting_verbs("shifting")
"""Past verbs of saying and thinking, under which tenses are shifted back."""


_WHOLE: Final = frozenset(load_lexicon("conditionals").tables["comments"]["whole"])
"""Comments on the saying that are whole clauses: nothing but an adverb or a verb may go on with them."""


def kind_of(sentence: Sentence, clauses: Clauses, entry: Entry) -> ConditionalKind:
    """The kind of one conditional; the first rule that applies decides."""
    if entry.id == "even-if" or _is_scalar(sentence, clauses):
        return "concessive"
    if _is_comment(sentence, clauses):
        return "speech-act"
    if _is_counterfactual(sentence, clauses, entry):
        return "counterfactual"
    return "hypothetical" if _is_hypothetical(sentence, clauses, entry) else "open"


def _is_scalar(s: Sentence, clauses: Clauses) -> bool:
    """*Most, if not all*: what is denied goes further on the scale of the words before it."""
    start, end = clauses.protasis
    no_verb = s.finite[end] == s.finite[start] and 2 < end - start < 6 and "by" not in s.word[start:end]
    return no_verb and start > 0 and s.word[start : start + 2] == ["if", "not"] and s.word[start + 2] != "for"


@lru_cache
def _comments() -> Matcher:
    return Matcher(load_lexicon("conditionals").tables["comments"]["forms"])


def _is_comment(s: Sentence, clauses: Clauses) -> bool:
    """The protasis opens with one of the lexicon's comments on the saying."""
    start, end = clauses.protasis
    for begin, _, form in _comments().find(" ".join(s.word[start:end]).replace(" '", "'")):
        after = start + len(Tokens(form, 0, len(form)))
        if begin or after >= end:
            return not begin
        if form in _WHOLE:  # not: if you like what you have
            return bool(s.gap[after]) or s.classes[after] in _GOES_ON
        return s.classes[after] not in FINITE
    return False


def _is_counterfactual(s: Sentence, clauses: Clauses, entry: Entry) -> bool:
    if entry.id == "imperative":
        return False
    if clauses.apodosis and has_perfect_modal(s, clauses.apodosis.start, clauses.apodosis.end):
        return entry.id in ("without", "otherwise", "inversion") or _may_be_unreal(s, *clauses.protasis)
    if entry.id in ("if-not-for", "not-for"):
        return bool(WOULD & set(apodosis_words(s, clauses)))
    return is_past_perfect(s, *clauses.protasis) and not is_reported(s, clauses)


def _may_be_unreal(s: Sentence, start: int, end: int) -> bool:
    """Whether the protasis has a past form, a perfect modal, or no finite verb at all."""
    past = any(is_past_form(s, i) for i in range(start, end))
    return past or has_perfect_modal(s, start, end) or s.finite[end] == s.finite[start]


def _is_hypothetical(s: Sentence, clauses: Clauses, entry: Entry) -> bool:
    """Whether the condition is imagined: by its past form, its modal, or that of the consequence alone."""
    start, end = clauses.protasis
    if "were" in s.word[start:end] and "to" in s.word[start:end] and not is_reported(s, clauses):
        return True
    consequence = set(apodosis_words(s, clauses))
    unreal = bool(WOULD & consequence)
    if entry.id == "inversion" and s.word[start] == "should":
        return unreal
    if is_reported(s, clauses):
        return False
    if entry.category in ("coordination", "adverb"):
        return not consequence.isdisjoint(("would", "'d", "wouldn't"))
    if s.finite[end] == s.finite[start]:
        return unreal and s.class_at(end - 1) != WordClass.ADJECTIVE and s.word[end - 1] not in ("be", "so")
    if _has_modal(s, start, end):
        return unreal
    if not is_past(s, start, end):
        return False
    return (
        unreal or "could" in s.word[start:end] or (clauses.apodosis is None and "were" in s.word[start:end])
    )


def _has_modal(s: Sentence, start: int, end: int) -> bool:
    """Whether the first finite verb of the protasis is *would* or *should*: *if he should ask*."""
    first = s.next_finite(start)
    return start < first < end and s.word[first] in ("would", "should", "'d")


def apodosis_words(s: Sentence, clauses: Clauses) -> list[str]:
    """The folded words of the apodosis."""
    return s.word[clauses.apodosis.start : clauses.apodosis.end] if clauses.apodosis else []


def has_perfect_modal(s: Sentence, start: int, end: int) -> bool:
    """Whether *would*, *could*, *might* (or *I should*) is followed by *have* and a participle."""
    for i in range(start, end):
        if s.word[i] in WOULD or (s.word[i] == "should" and s.word_at(i - 1) in ("i", "we")):
            for k in range(i + 1, min(i + 4, end)):
                after = s.classes[k + 1 : end].lstrip(WordClass.ADVERB)[:1]
                if s.word[k] in ("have", "'ve") and after and after in _IN_ED:
                    return True
    return False


def is_past(s: Sentence, start: int, end: int) -> bool:
    """Whether the first finite verb of the segment is a past form."""
    first = s.next_finite(start)
    return first < end and is_past_form(s, first)


def is_past_form(s: Sentence, i: int) -> bool:
    """Whether word `i` is a finite verb in a past form."""
    return s.word[i] in PAST or (s.classes[i] in FINITE and (s.word[i] == "'d" or s.word[i].endswith("ed")))


def is_past_perfect(s: Sentence, start: int, end: int) -> bool:
    """Whether *had* is followed by a participle within the next words."""
    return any(
        s.word[i] in ("had", "hadn't", "'d")
        and (
            WordClass.PARTICIPLE in s.classes[i + 1 : min(end, i + (6 if i == start else 4))]
            or PARTICIPLES & set(s.word[i + 1 : min(end, i + 3)])
            or _ends_in_past(s, i, start, end)
        )
        for i in range(start, end)
    )


def _ends_in_past(s: Sentence, i: int, start: int, end: int) -> bool:
    """Whether a fronted *had* at `i` has a form in *-ed* behind its subject: *had the minister resigned*."""
    return i == start and any(word.endswith("ed") for word in s.word[i + 2 : min(end, i + 6)])


def is_reported(s: Sentence, clauses: Clauses) -> bool:
    """Whether a past verb of saying outside a quotation governs the conditional, from before or behind."""
    edges = [*clauses.protasis, *((clauses.apodosis.start, clauses.apodosis.end) if clauses.apodosis else ())]
    low, high = min(edges), max(edges)
    behind = range(high, min(high + 4, s.size)) if high < s.size and "," in s.gap[high] else range(0)
    return any(
        s.word[i] in REPORTING and s.quotes[low + 1] <= s.quotes[i + 1]
        for i in (*range(low), *behind)
        if s.classes[i] in _IN_ED
    )
