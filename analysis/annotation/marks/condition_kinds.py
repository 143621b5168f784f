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
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.phrases import Matcher
from analysis.language.reporting import reporting_verbs
from analysis.language.text import Tokens
from analysis.language.word_lists import word_list

WOULD: Final = word_list("word_classes", "unreal-modals")
PAST: Final = word_list("word_classes", "past-forms")
"""Past forms that do not end in *-ed*."""
REPORTING: Final = reporting_verbs("shifting")
"""Past verbs of saying and thinking, under which tenses are shifted back."""


def kind_of(sentence: Sentence, clauses: Clauses, entry: Entry) -> ConditionalKind:
    """The kind of one conditional; the first rule that applies decides."""
    if entry.id == "even-if":
        return "concessive"
    if _is_comment(sentence, clauses):
        return "speech-act"
    if _is_counterfactual(sentence, clauses, entry):
        return "counterfactual"
    return "hypothetical" if _is_hypothetical(sentence, clauses, entry) else "open"


@lru_cache
def _comments() -> Matcher:
    return Matcher(load_lexicon("conditionals").tables["comments"]["forms"])


def _is_comment(s: Sentence, clauses: Clauses) -> bool:
    """The protasis opens with one of the lexicon's comments on the saying."""
    start, end = clauses.protasis
    for begin, _, form in _comments().find(" ".join(s.word[start:end]).replace(" '", "'")):
        after = start + len(Tokens(form, 0, len(form)))
        return begin == 0 and not (after < end and s.classes[after] in "VM")
    return False


def _is_counterfactual(s: Sentence, clauses: Clauses, entry: Entry) -> bool:
    if entry.id == "imperative":
        return False
    if clauses.apodosis and has_perfect_modal(s, clauses.apodosis.start, clauses.apodosis.end):
        return entry.id in ("without", "otherwise", "inversion") or _may_be_unreal(s, *clauses.protasis)
    if entry.id in ("if-not-for", "without", "otherwise"):
        return bool(WOULD & set(apodosis_words(s, clauses)))
    return is_past_perfect(s, *clauses.protasis) and not is_reported(s, clauses)


def _may_be_unreal(s: Sentence, start: int, end: int) -> bool:
    """Whether the protasis has a past form, a perfect modal, or no finite verb at all."""
    past = any(is_past_form(s, i) for i in range(start, end))
    return past or has_perfect_modal(s, start, end) or s.finite[end] == s.finite[start]


def _is_hypothetical(s: Sentence, clauses: Clauses, entry: Entry) -> bool:
    start, end = clauses.protasis
    if "were" in s.word[start:end] and "to" in s.word[start:end] and not is_reported(s, clauses):
        return True
    unreal = bool(WOULD & set(apodosis_words(s, clauses)))
    if entry.id == "inversion" and s.word[start] == "should":
        return unreal
    if is_reported(s, clauses):
        return False
    if s.finite[end] == s.finite[start]:
        return unreal
    if not is_past(s, start, end):
        return False
    return (
        unreal or "could" in s.word[start:end] or (clauses.apodosis is None and "were" in s.word[start:end])
    )


def apodosis_words(s: Sentence, clauses: Clauses) -> list[str]:
    """The folded words of the apodosis."""
    return s.word[clauses.apodosis.start : clauses.apodosis.end] if clauses.apodosis else []


def has_perfect_modal(s: Sentence, start: int, end: int) -> bool:
    """Whether *would*, *could* or *might* is followed by *have* and a participle."""
    for i in range(start, end):
        if s.word[i] in WOULD:
            for k in range(i + 1, min(i + 4, end)):
                after = s.classes[k + 1 : end].lstrip("R")[:1]
                if s.word[k] in ("have", "'ve") and after and after in "PV":
                    return True
    return False


def is_past(s: Sentence, start: int, end: int) -> bool:
    """Whether the first finite verb of the segment is a past form."""
    first = s.next_finite(start)
    return first < end and is_past_form(s, first)


def is_past_form(s: Sentence, i: int) -> bool:
    """Whether word `i` is a finite verb in a past form."""
    return s.word[i] in PAST or (s.classes[i] in "VM" and (s.word[i] == "'d" or s.word[i].endswith("ed")))


def is_past_perfect(s: Sentence, start: int, end: int) -> bool:
    """Whether *had* is followed by a participle within the next words."""
    return any(
        s.word[i] in ("had", "hadn't", "'d")
        and (
            "P" in s.classes[i + 1 : min(end, i + (6 if i == start else 4))]
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
        if s.classes[i] in "VP"
    )
