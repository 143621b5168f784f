"""Modal and semi-modal verbs: candidates from the lexicon, decided in their window.

A candidate whose entry has the test `context` is decided by a logistic regression over the words
beside it (`models/modals.tsv` for single verbs, `models/semimodals.tsv` for semi-modals); `bare-verb`
(*need*, *dare*) by rules; the others are always modals. *ought to* is a semi-modal and its *ought* a
marginal modal, so that either class can be counted by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.lexicon import Entry, load_lexicon
from analysis.linear import LinearModel, load_model
from analysis.marks.senses import sense_of
from analysis.marks.words import (
    ADVERBS,
    AUXILIARIES,
    MONTHS,
    NEGATORS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    WH_WORDS,
    noun_class,
    word_class,
    words,
)
from analysis.phrases import Matcher
from analysis.records import Modal, ModalClass
from analysis.text import Text, Tokens

GAP = words("not only also always never really actually just simply first now then")
"""What may stand between the head of a semi-modal and its *to*."""
EDGE = "<>"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form of the lexicon in its sentence: tokens `first` to `after` (exclusive) are the form."""

    text: Text
    tokens: Tokens
    entry: Entry
    form: str
    start: int
    end: int
    first: int
    after: int

    def word(self, offset: int) -> str:
        """The word at -1, -2 ... before or 1, 2 ... after the form; `EDGE` outside the sentence."""
        i = self.first + offset if offset < 0 else self.after + offset - 1
        return self.tokens.word[i] if 0 <= i < len(self.tokens) else EDGE

    def is_capital(self, offset: int) -> bool:
        """Whether that word (0: the form itself) has a capital and is not all capitals, as a name."""
        i = self.first + offset if offset <= 0 else self.after + offset - 1
        if not 0 <= i < len(self.tokens):
            return False
        start, end = self.tokens.start[i], self.tokens.end[i]
        return self.text.text[start].isupper() and not (end > start + 1 and self.text.text[start + 1].isupper())


def find_modals(text: Text) -> list[Modal]:
    """Each modal and semi-modal verb of the text, left to right, with its sense distributions.

    >>> [(modal.lemma, modal.negated) for modal in find_modals(Text("We can't wait. I've got to go."))]
    [('can', True), ('got to', False)]
    """
    found: list[Modal] = []
    for candidate in candidates(text):
        if is_modal(candidate):
            found += _marks(candidate)
        elif (inner := _inner(candidate)) and is_modal(inner):
            found += _marks(inner)
    return found


def candidates(text: Text) -> Iterator[Candidate]:
    """Each place where a form of the lexicon stands."""
    forms = _forms()
    for start, end, form in _matcher().find(text.folded, text.start):
        yield _candidate(text, forms[form], form, start, end)


def is_modal(candidate: Candidate) -> bool:
    """Whether the form is a modal verb here."""
    decided = decided_by_rule(candidate)
    if decided is not None:
        return decided
    return _model(candidate.entry.category == "semi").probability(window_features(candidate)) > 0.5


def decided_by_rule(candidate: Candidate) -> bool | None:
    """The decision where it needs no weights; None where the window has to be weighed."""
    if candidate.entry.test == "bare-verb":
        return _takes_bare_verb(candidate)
    if candidate.entry.test != "context" or candidate.form in _SURE:
        return True
    if _is_name(candidate):
        return False
    rule = _RULES.get(candidate.form)
    return rule(candidate) if rule else None


_SURE = frozenset(("can't", "cannot", "ca n't", "won't", "wo n't", "would", "wouldn't", "gonna", "gotta"))


def window_features(candidate: Candidate) -> list[str]:
    """What the decision sees: words, classes and capitals at -3 to +3, and their pairs."""
    key = candidate.form if candidate.entry.id in _BY_FORM else candidate.entry.id
    before = [candidate.word(-i) for i in (1, 2, 3)]
    after = [candidate.word(i) for i in (1, 2, 3)]
    left = [word_class(word) for word in before]
    right = [word_class(word) for word in after]
    shape = _shape(candidate)
    verb = word_class(_verb(candidate))
    return [
        f"{key}",
        f"{key} shape {shape}",
        f"{key} -1 {before[0]}",
        f"{key} +1 {after[0]}",
        f"-1 {before[0]}",
        f"+1 {after[0]}",
        f"-2 {before[1]}",
        f"+2 {after[1]}",
        f"{key} L {left[0]}",
        f"{key} R {right[0]}",
        f"{key} LL {left[1]} {left[0]}",
        f"{key} RR {right[0]} {right[1]}",
        f"{key} LR {left[0]} {right[0]}",
        f"L {left[0]}",
        f"R {right[0]}",
        f"LR {left[0]} {right[0]}",
        f"RR {right[0]} {right[1]}",
        f"{key} +1 ending {after[0][-2:]}",
        f"{shape} L {left[0]}",
        f"{shape} R {right[0]}",
        f"{key} LLL {left[2]} {left[1]} {left[0]}",
        f"{key} -2 {before[1]} {left[0]}",
        f"{key} auxiliary {_nearest(candidate, 4)}",
        f"{key} verb {verb}",
        f"{key} verb {verb} {left[0]}",
        f"{key} {left[0]} noun {noun_class(before[0])}",
    ]


_BY_FORM = frozenset(
    ("would", "had better", "have to", "used to", "need to", "be supposed to", "can", "will")
)


def _shape(candidate: Candidate) -> str:
    """Case of the form: `lower`, `titled` in a headline, `initial` in a sentence or quotation, or `name`."""
    if not candidate.is_capital(0):
        return "lower"
    if _is_titled(candidate):
        return "titled"
    if _is_initial(candidate):
        return "initial-name" if candidate.is_capital(1) else "initial"
    return f"name{' left' if candidate.is_capital(-1) else ''}{' right' if candidate.is_capital(1) else ''}"


def _is_initial(candidate: Candidate) -> bool:
    """Whether a sentence or quotation begins here."""
    before = candidate.word(-1)
    if before == "." and candidate.word(-2) in _TITLES:
        return False
    return candidate.first == 0 or not (before[0].isalnum() or before in (",", "'s"))


def _is_titled(candidate: Candidate) -> bool:
    """Whether most words of the sentence have a capital, as in a headline."""
    text, tokens = candidate.text.text, candidate.tokens
    words = [start for start, word in zip(tokens.start, tokens.word, strict=True) if word[0].isalpha()]
    return sum(text[start].isupper() for start in words) > 0.6 * len(words) and len(words) > 3


def _verb(candidate: Candidate) -> str:
    """The first word after the form that is no adverb or negator."""
    offset = 1
    while offset < 4 and word_class(candidate.word(offset)) in ("adv", "neg", "-ly"):
        offset += 1
    return candidate.word(offset)


def _nearest(candidate: Candidate, reach: int) -> str:
    """The nearest auxiliary before the form, among `reach` words."""
    for offset in range(1, reach + 1):
        if (word := candidate.word(-offset)) in AUXILIARIES:
            return word
    return "none"


def _is_name(candidate: Candidate) -> bool:
    """*Will Smith*, *George Will said*, *Can Tho*: capitals where a modal has none."""
    if not candidate.is_capital(0) or candidate.word(1) in SUBJECTS or _is_titled(candidate):
        return False
    if _is_initial(candidate):
        is_question = "?" in candidate.tokens.word
        return candidate.entry.id in ("will", "can") and candidate.is_capital(1) and not is_question
    return True


def _may(candidate: Candidate) -> bool | None:
    """False for the month (*8 May*, *May 3*, *in May*, *last May*) and for the name (*May said*)."""
    before, after = candidate.word(-1), candidate.word(1)
    is_capital = candidate.is_capital(0)
    is_month = (
        after[0].isdigit()
        or (is_capital and (before[0].isdigit() or before in _BEFORE_MONTH))
        or (before in PREPOSITIONS and (not after[0].isalpha() or (is_capital and after not in SUBJECTS)))
        or (after == "," and candidate.word(2)[0].isdigit())
        or any(candidate.word(i) in MONTHS for i in (-1, 1))
    )
    is_name = is_capital and (after in _FINITE or word_class(after) in ("-ed", "modal"))
    return False if is_month or is_name else None


def _noun(candidate: Candidate) -> bool | None:
    """False for the noun: after an article, or after a possessive or a usual adjective without a verb."""
    before = candidate.word(-1)
    if candidate.is_capital(0):
        return None
    if before in ("a", "an", "the"):
        return False
    if _is_bare(_verb(candidate)):
        return None
    return False if before in POSSESSIVES or before in _BEFORE_NOUN[candidate.form] else None


def _going_to(candidate: Candidate) -> bool | None:
    """False before a place, a name or a noun phrase: *going to Rome*, *got to the station*."""
    after = candidate.word(1)
    if candidate.is_capital(1) and not _is_titled(candidate):
        return False
    return False if word_class(after) in ("det", "num", "prep", "obj", "wh") else None


def _contracted_d(candidate: Candidate) -> bool | None:
    """*'d* is *had* before a participle, *did* after *what* or *how*, *would* before a sure base form."""
    verb = _verb(candidate)
    if candidate.word(-1) in WH_WORDS - {"who"} and candidate.word(1) in SUBJECTS:
        return False
    if verb in ("be", "have", "like", "love", "rather", "prefer"):
        return True
    if verb in _PAST or word_class(verb) == "-ed":
        return False
    return None


def _better(candidate: Candidate) -> bool | None:
    """*You better go*; not *help you better understand*, *it had better schools*."""
    verb = _verb(candidate)
    if not (_is_bare(verb) or candidate.word(1) == "not"):
        return False
    if candidate.form != "better":
        return None
    opens = not candidate.word(-2)[0].isalnum() or candidate.word(-2) in (
        "and",
        "so",
        "but",
        "then",
        "because",
    )
    return candidate.word(-1) in _PRONOUNS and opens


def _use_to(candidate: Candidate) -> bool | None:
    """*didn't use to*."""
    return any(candidate.word(-i) in ("did", "didn't", "didnt") for i in range(1, 5))


def _contracted_ll(candidate: Candidate) -> bool | None:
    """*ya'll* is *you all*."""
    return candidate.word(-1) != "ya"


_PRONOUNS = words("i we you he she they it u ya")
_BEFORE_MONTH = words("last next this late early mid mid- every each")
_TITLES = words("mr mrs ms dr sen rep gov gen lt col capt prof rev hon st")
_FINITE = words("said says told tells has had is was were does did 's and who")
_PAST = words("been had done gotten")
_BEFORE_NOUN = {
    "will": words(
        "at of 's free good ill political popular sovereign national collective human divine sheer iron "
        "public"
    ),
    "might": words("'s all military economic industrial naval political full"),
    "must": words("'s absolute definite real"),
    "can": words(
        "'s trash garbage beer tin soda soup coke gas oil paint spray coffee ash milk watering per of"
    ),
}
_RULES = {
    "may": _may,
    "will": _noun,
    "might": _noun,
    "must": _noun,
    "can": _noun,
    "'d": _contracted_d,
    "'ll": _contracted_ll,
    "better": _better,
    "had better": _better,
    "'d better": _better,
    "use to": _use_to,
    "going to": _going_to,
    "got to": _going_to,
    "used to": _going_to,
}


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
    return _is_bare(after) and _is_negative(candidate)


def _is_bare(word: str) -> bool:
    return word in ("be", "have", "do") or word_class(word) in ("v2", "v3", "v4", "v-ed")


def _is_negative(candidate: Candidate) -> bool:
    """A negative or *only* subject (*nobody need know*, *all you need do*, *no one dare say*)."""
    near = [candidate.word(-i) for i in (1, 2, 3)]
    return any(word in ("nobody", "none", "nothing", "neither", "no", "nor", "few", "all") for word in near)


def _marks(candidate: Candidate) -> Iterator[Modal]:
    """The modal; for *ought to* the marginal *ought* as well, before it."""
    negated = _is_negated(candidate)
    senses, quirk = sense_of(
        candidate.entry, candidate.tokens.word, candidate.first, candidate.after, negated
    )
    inner = _inner(candidate) if candidate.entry.id == "ought to" else None
    for one in (inner, candidate) if inner else (candidate,):
        category: ModalClass = one.entry.category  # type: ignore[assignment]
        yield Modal(one.start, one.end, one.entry.id, category, negated, senses, quirk)


def _inner(candidate: Candidate) -> Candidate | None:
    """The first word of a longer form as a candidate of its own (*'d* of *'d better*), if it is a form."""
    form, _, rest = candidate.form.rpartition(" ")
    entry = load_lexicon("modals").by_form.get(form)
    if not rest or entry is None:
        return None
    end = candidate.end - len(rest)
    while candidate.text.folded[end - 1].isspace():
        end -= 1
    return _candidate(candidate.text, entry, form, candidate.start, end)


def _is_negated(candidate: Candidate) -> bool:
    """*can't*, *cannot*, *could never*, *never could*, *don't have to*, *will you not*."""
    form = candidate.form
    if form.endswith(("n't", "cant", "wont", "nt")) or "not" in form or "n't" in form:
        return True
    return _negator_after(candidate) or _negator_before(candidate)


def _negator_after(candidate: Candidate) -> bool:
    for offset in range(1, 4):
        word = candidate.word(offset)
        if word in NEGATORS:
            return candidate.word(offset + 1) not in ("only", "just", "merely")
        if word not in ADVERBS and not (offset == 1 and word in SUBJECTS):
            return False
    return False


def _negator_before(candidate: Candidate) -> bool:
    if candidate.word(-1) in ("never", "nor", "neither"):
        return True
    if candidate.entry.category != "semi":
        return False
    for offset in range(1, 5):
        word = candidate.word(-offset)
        if word in NEGATORS or word.endswith("n't") or word == "cannot":
            return True
        if word not in AUXILIARIES and word not in ADVERBS and word not in SUBJECTS:
            return False
    return False


def _candidate(text: Text, entry: Entry, form: str, start: int, end: int) -> Candidate:
    tokens = text.tokens(text.sentence_at(start))
    return Candidate(text, tokens, entry, form, start, end, tokens.at(start), tokens.at(end))


@lru_cache
def _forms() -> dict[str, Entry]:
    """Form -> entry, with the adverbs that may stand before *to* (*has only to*)."""
    lexicon = load_lexicon("modals")
    spread = {
        f"{form[:-3]} {gap} to": entry
        for form, entry in lexicon.by_form.items()
        for gap in sorted(GAP)
        if form.endswith(" to")
    }
    return {**spread, **lexicon.by_form}


@lru_cache
def _matcher() -> Matcher:
    return Matcher(_forms())


@lru_cache
def _model(semi: bool) -> LinearModel:
    return load_model("semimodals" if semi else "modals")
