"""Decisions about a modal that need no weights, each for the forms it names; None where it cannot say.

The look-alikes: the month and the name *May*, *Will* Smith, the nouns *will, might, must, can*, *'d* for
*had* or *did*, *going to* a place, *used to* something, and *need* and *dare* as main verbs.
"""

from analysis.annotation.marks.modal_candidates import EDGE, Candidate
from analysis.language.lemmas import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    MODALS,
    MONTHS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    WH_WORDS,
    word_class,
)
from analysis.language.text import Tokens
from analysis.language.word_lists import word_groups, word_list

_SURE = frozenset(
    (
        "can't",
        "cannot",
        "ca n't",
        "won't",
        "wo n't",
        "would",
        "wouldn't",
        "gonna",
        "gotta",
        "'twill",
        "'twould",
        "twould",
        "i'ma",
    )
)
"""Forms that have no look-alike, of entries that have one."""
_PRONOUNS = word_list("word_classes", "subject-pronouns")
_OPENERS = word_list("modal_rules", "openers")
_BEFORE_MONTH = word_list("modal_rules", "before-month")
_BEFORE_DATE = word_list("modal_rules", "before-date")
_FINITE_BE = word_list("word_classes", "finite-primary-verbs")
_PLACES = word_list("modal_rules", "places")
_VERBS_TOO = word_list("modal_rules", "verbs-too")
_BEFORE_NOUNS = word_list("modal_rules", "before-nouns")
_TITLES = word_list("word_classes", "titles")
_AFTER_NAME = word_list("modal_rules", "after-name")
_PAST = word_list("modal_rules", "had-participles")
_WOULD_VERBS = word_list("modal_rules", "would-verbs")
_NEGATIVE = word_list("modal_rules", "negative-subjects")
_BEFORE_NOUN = word_groups("modal_rules", "before-noun")
_WILL_COMPOUNDS = word_list("modal_rules", "will-compounds")
_NOUN_PHRASE = word_list("modal_rules", "noun-phrase")


def decided_by_rule(candidate: Candidate) -> bool | None:
    """The decision where it needs no weights; None where the window has to be weighed."""
    if candidate.entry.test == "bare-verb":
        return _takes_bare_verb(candidate)
    if candidate.entry.test != "context" or candidate.form in _SURE:
        return True
    if _is_name(candidate):
        return False
    if candidate.entry.category == "semi" and candidate.word(1) in _NOUN_PHRASE:
        return False
    rule = _RULES.get(candidate.form)
    return rule(candidate) if rule else None


def main_verb(candidate: Candidate) -> str:
    """The first word after the form that is no adverb or negator."""
    offset = 1
    while offset < 4 and word_class(candidate.word(offset)) in ("adv", "neg", "-ly"):
        offset += 1
    return candidate.word(offset)


def _is_bare(word: str) -> bool:
    return word in ("be", "have", "do") or word_class(word) in ("v2", "v3", "v4", "v-ed")


def is_initial(candidate: Candidate) -> bool:
    """Whether a sentence or quotation begins here."""
    before = candidate.word(-1)
    if before == "." and (candidate.word(-2) in _TITLES or len(candidate.word(-2)) == 1):
        return False
    return candidate.first == 0 or not (before[0].isalnum() or before in (",", "'s"))


def is_titled(candidate: Candidate) -> bool:
    """Whether most words of the sentence have a capital, as in a headline."""
    tokens = candidate.tokens
    if tokens.titled is None:  # asked by each of its modals with a capital
        tokens.titled = _has_capitals(candidate.text.text, tokens)
    return tokens.titled


def _has_capitals(text: str, tokens: Tokens) -> bool:
    starts = [start for start, word in zip(tokens.start, tokens.word, strict=True) if word[0].isalpha()]
    capitals = sum(text[start].isupper() for start in starts)
    return capitals > 0.6 * len(starts) if len(starts) > 3 else capitals == len(starts) == 3


def _is_name(candidate: Candidate) -> bool:
    """*Will Smith*, *George Will said*, *Can Tho*, *May said*: capitals or company that a modal never has."""
    after = candidate.word(1)
    if not candidate.is_capital(0) or after in SUBJECTS or is_titled(candidate):
        return False
    if not is_initial(candidate):
        return True
    if candidate.entry.id not in ("will", "can", "may"):
        return False
    has_surname = candidate.is_capital(1) and candidate.entry.id != "may" and "?" not in candidate.tokens.word
    return has_surname or after in _AFTER_NAME or word_class(after) in ("-ed", "modal")


def _may(candidate: Candidate) -> bool | None:
    """False for the month: *8 May*, *May 3*, *in May*, *last May*; and for the name, *May will*."""
    before, after = candidate.word(-1), candidate.word(1)
    is_capital = candidate.is_capital(0)
    is_month = (
        after[0].isdigit()
        or (is_capital and (before[0].isdigit() or before in _BEFORE_MONTH))
        or (before in PREPOSITIONS and (not after[0].isalpha() or (is_capital and _is_dated(candidate))))
        or (after == "," and candidate.word(2)[0].isdigit())
        or any(candidate.word(i) in MONTHS for i in (-1, 1))
    )
    is_name = is_capital and word_class(after) in ("-ed", "modal")
    return False if is_month or is_name else None


def _is_dated(candidate: Candidate) -> bool:
    """*In May we vote*, *since May he has led*; not *in May we trust?*, where no verb follows its subject."""
    after = candidate.word(1)
    if after not in SUBJECTS:
        return True
    return candidate.word(-1) in _BEFORE_DATE and "?" not in candidate.tokens.word


def _noun(candidate: Candidate) -> bool | None:
    """False for the noun and the main verb: *the will of*, *political will is*, *we must will the means*."""
    before, after = candidate.word(-1), candidate.word(1)
    if _is_finite(after) or (before in MODALS and after in DETERMINERS):
        return False
    if before in POSSESSIVES and not (before == "her" and _is_bare(main_verb(candidate))):
        return False  # but: all who know her will agree
    if candidate.form == "will" and after in _WILL_COMPOUNDS and _ends_phrase(candidate.word(2)):
        return False
    if candidate.is_capital(0):
        return None
    if before in _BEFORE_NOUNS and not (before == "'s" and candidate.word(-2)[0].isdigit()):
        return False
    return False if before in _BEFORE_NOUN[candidate.form] and not _is_bare(main_verb(candidate)) else None


def _ends_phrase(word: str) -> bool:
    """Whether a noun phrase has ended before this word: *will power of a kind*; not *will power a city*."""
    return not word[0].isalpha() or word in PREPOSITIONS or word in CONJUNCTIONS or _is_finite(word)


def _is_finite(word: str) -> bool:
    """Whether a word is a verb form that no modal takes: *is*, *was*, *makes*."""
    return word in _FINITE_BE or (word_class(word) == "-s" and _is_bare(word.removesuffix("s")))


def _going_to(candidate: Candidate) -> bool | None:
    """False before a place, a name or a noun phrase: *going to Rome*, *going to war*, *got to her house*."""
    after = candidate.word(1)
    if candidate.is_capital(1) and not is_titled(candidate):
        return False
    if after in _VERBS_TOO:
        return None
    if candidate.word(2) in OBJECTS and candidate.form == "going to":
        return True
    if after in _PLACES or word_class(after) in ("num", "prep", "obj", "wh"):
        return False
    return None


def _contracted_d(candidate: Candidate) -> bool | None:
    """*'d* is *had* before a participle or noun phrase, *did* after *what* or *how*, *would* before *be*."""
    verb = main_verb(candidate)
    if candidate.word(-1) in WH_WORDS - {"who"} and candidate.word(1) in SUBJECTS:
        return False
    if verb in _WOULD_VERBS:
        return True
    if verb in _PAST or word_class(verb) in ("-ed", "det") or candidate.word(1) == "better":
        return False
    return None


def _written_d(candidate: Candidate) -> bool:
    """*youd agree* as *you'd agree*; not *youd been*, *youd better*."""
    return _contracted_d(candidate) is not False


def _imma(candidate: Candidate) -> bool | None:
    """*Imma go* stands for *I am going to go*; else it may be a name."""
    return True if _is_bare(main_verb(candidate)) or not candidate.is_capital(0) else None


def _contracted_ll(candidate: Candidate) -> bool | None:
    """*ya'll* is *you all*."""
    return candidate.word(-1) != "ya"


def _better(candidate: Candidate) -> bool | None:
    """*You better go*; not *help you better understand*, *it had better schools*."""
    verb = main_verb(candidate)
    if candidate.form != "better":
        return None if word_class(verb)[0] in "vbhdn" else False
    if not (_is_bare(verb) or candidate.word(1) == "not"):
        return False
    opens = not candidate.word(-2)[0].isalnum() or candidate.word(-2) in _OPENERS
    return candidate.word(-1) in _PRONOUNS and opens


def _have_to(candidate: Candidate) -> bool | None:
    """False for *all they have to offer*, where *have* has an object of its own, and *has to date*."""
    after, second = candidate.word(1), candidate.word(2)
    if after == "date":
        return None if word_class(second) in ("det", "obj") else False
    ends = second in ("is", EDGE) or not second[0].isalnum()
    return False if after == "offer" and ends else None


def _suppose_to(candidate: Candidate) -> bool | None:
    """*suppose to* stands for *supposed to* only after a form of *be*."""
    return None if any(candidate.word(-i) in BE for i in (1, 2, 3)) else False


def _wont(candidate: Candidate) -> bool | None:
    """False for the noun and the adjective: *as is his wont*, *they are wont to say*."""
    return False if candidate.word(-1) in POSSESSIVES | BE or candidate.word(1) == "to" else None


def _use_to(candidate: Candidate) -> bool | None:
    """*didn't use to*."""
    return any(candidate.word(-i) in ("did", "didn't", "didnt") for i in range(1, 5))


def _takes_bare_verb(candidate: Candidate) -> bool:
    """*need* and *dare* as modals: negated or inverted or after a negative, with a bare infinitive."""
    if candidate.form.endswith("n't"):
        return True
    before, after, second = candidate.word(-1), candidate.word(1), candidate.word(2)
    if after == "not" or (after == "never" and second != "to"):
        return second != "to"
    if after in SUBJECTS and _is_bare(second):
        return candidate.first == 0 or before in WH_WORDS or not before[0].isalnum()
    if after in ("only", "hardly", "scarcely", "ever"):
        return _is_bare(second)
    return _is_bare(after) and (_is_negative(candidate) or _is_uninflected(candidate))


def _is_uninflected(candidate: Candidate) -> bool:
    """After a subject that asks for *-s* (*there need be no war*), or in *I dare say*."""
    before = candidate.word(-1)
    if candidate.form == "dare":
        return candidate.word(1) == "say"
    return before in ("he", "she", "it", "there") and not any(candidate.word(-i) in DO for i in (2, 3))


def _is_negative(candidate: Candidate) -> bool:
    """A negative or *only* subject (*nobody need know*, *all you need do*, *no one dare say*)."""
    near = [candidate.word(-i) for i in (1, 2, 3)]
    return any(word in _NEGATIVE for word in near)


_RULES = {
    "may": _may,
    "will": _noun,
    "might": _noun,
    "must": _noun,
    "can": _noun,
    "wont": _wont,
    "have to": _have_to,
    "has to": _have_to,
    "had to": _have_to,
    "suppose to": _suppose_to,
    "'d": _contracted_d,
    "'ll": _contracted_ll,
    **dict.fromkeys(("thatd", "youd", "theyd"), _written_d),
    **dict.fromkeys(("itd", "thered"), _written_d),
    "imma": _imma,
    "had best": _better,
    "'d best": _better,
    "better": _better,
    "had better": _better,
    "'d better": _better,
    "use to": _use_to,
    "going to": _going_to,
    "got to": _going_to,
    "used to": _going_to,
}
