"""Senses of a modal verb as distributions: Palmer's three kinds, and eight meanings after Quirk et al.

The clause is read from the words around the verb: lemma, subject, main verb with its aspect and
voice, negation, inversion, conditions and what stands near. Multinomial regressions turn these
features into probabilities. They were trained on the votes of annotators: where people disagree,
the distribution is flat. Conversation and edited or public language use modals differently, so
there is a model for each (`models/senses-chat.tsv`, `models/senses-edited.tsv`), mixed by the
probability that a short text is a turn of a private conversation (`models/register.tsv`).

References: Palmer (2001), Mood and Modality; Quirk et al. (1985), 4.49-66; Owan, Gini and Kang
(2023) for the names of the eight meanings.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.base.records import Modal
from analysis.language.engine.feature_templates import Templates, bag
from analysis.language.engine.linear_models import load_model
from analysis.language.engine.scoring import Scorer, columns_of
from analysis.language.lemmas import (
    BE,
    CONJUNCTIONS,
    HAVE,
    MODALS,
    NEGATORS,
    SUBJECTS,
    WH_WORDS,
    noun_class,
    verb_class,
    word_class,
)
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.text import Text
from analysis.language.word_lists import word_list

PALMER = ("epistemic", "deontic", "dynamic")
QUIRK = (
    "ability",
    "inference",
    "necessity",
    "obligation",
    "permission",
    "possibility",
    "prediction",
    "volition",
)
CHAT = 0.01
"""Probability of a conversation up to which a text is no turn of one."""
TURN = 60
"""A text of more words than this is no single turn of a conversation."""
REACH = 8
EDGE = "<>"
_NOTHING = ("",) * REACH
VALUES: Final = (
    *("lemma", "entry", "subject", "verb", "verb_class", "aspect", "polarity", "condition", "question"),
    *("inverted", "word[-1]", "word[-2]", "word[1]", "complement", "copula_complement", "copula_class"),
    *(f"left_word[{place}]" for place in range(1, REACH + 1)),
    *(f"right_word[{place}]" for place in range(1, REACH + 1)),
)
"""The named features of a clause. `lemma` is the verb, or one whose clauses stand for it, `entry` always the
verb itself; `complement` is the word behind the main verb, `copula_complement` only that of *be*."""
TEMPLATES: Final = Templates(
    (
        *("lemma", "entry", "subject", "verb", "lemma+subject", "lemma+verb", "lemma+verb_class"),
        *("lemma+aspect", "lemma+polarity", "lemma+subject+aspect", "subject+verb", "subject+verb_class"),
        *("lemma+subject+verb_class", "lemma+condition", "lemma+question", "lemma+inverted"),
        *("lemma+word[-1]", "lemma+word[-2]", "word[-1]", "lemma+word[1]", "word[1]", "verb+complement"),
        *("copula_complement", "lemma+copula_class"),
        *(*bag("left_word", REACH), *bag("right_word", REACH)),
    )
)
TURN_VALUES: Final = (
    *("length", "sentences", "names", "digits"),
    *(f"word[{place}]" for place in range(1, TURN + 1)),
)
"""The named features of a short text: its words in fives, sentences, capitals, whether it has a digit."""
REGISTER: Final = Templates(("length", "sentences", "names", "digits", *bag("word", TURN)))
_SKIPPED = ("adv", "neg", "-ly")
_CONDITIONS = ("if", "unless", "whether")
_ANY_CONDITION = frozenset(_CONDITIONS)
_UNTOLD = MODALS | BE | NEGATORS | word_list("modal_rules", "spelling-of-clitics")
"""Words that say nothing of the register: the verbs themselves, and what hangs on the spelling of clitics."""

Distribution = dict[str, float]
Floats = NDArray[np.float64]


class Clause(NamedTuple):
    """What the sense models read: tokens `first` to `after` (exclusive) of a sentence are a modal verb.

    `tokens` are the folded words of the sentence.
    """

    entry: Entry
    tokens: Sequence[str]
    first: int
    after: int
    negated: bool


def senses_of(clauses: Sequence[Clause], texts: Sequence[Text]) -> list[tuple[Distribution, Distribution]]:
    """Palmer's and Quirk's distributions of modal verbs; `texts[i]` holds clause i."""
    if not clauses:
        return []
    columns = columns_of(VALUES, [clause_values(clause) for clause in clauses])
    scorer = _scorer("senses-edited", "quirk")
    scores = scorer.scores(columns)
    palmer, quirk = (_shares(scores[:, part]) for part in scorer.parts)
    chat = _chat_shares(texts)
    if (chat > CHAT).any():
        other = _shares(_scorer("senses-chat").scores(columns))
        palmer = np.where(chat > CHAT, palmer + chat * (other - palmer), palmer)
    for i, clause in enumerate(clauses):
        if "sense_as" in clause.entry.fields:
            palmer[i] = _typical(clause.entry, "palmer", palmer[i])
            quirk[i] = _typical(clause.entry, "quirk", quirk[i])
    rows = zip(palmer.tolist(), _agreeing(quirk, palmer).tolist(), strict=True)
    return [
        (dict(zip(PALMER, one, strict=True)), dict(zip(QUIRK, other, strict=True))) for one, other in rows
    ]


def _shares(scores: Floats) -> Floats:
    """Softmax of each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _chat_shares(texts: Sequence[Text]) -> Floats:
    """For each clause the probability that its text is a turn of a private conversation, as a column."""
    judged = {id(text): text for text in texts}
    known = dict(zip(judged, chat_probabilities(list(judged.values())), strict=True))
    return np.array([[known[id(text)]] for text in texts])


@lru_cache
def _scorer(*names: str) -> Scorer:
    return Scorer([load_model(name) for name in names], TEMPLATES)


def codebook_senses(modal: Modal, text: Text) -> Distribution:
    """Shares of the codebook's five senses: Palmer's three, plain future, and hypothetical.

    Palmer's annotators call much of *would* and *could* epistemic that the codebook calls
    hypothetical; a hedge is only what is left.
    """
    tokens = text.tokens(text.sentence_at(modal.start))
    entry = load_lexicon("modals").by_id[modal.lemma]
    clause = Clause(entry, tokens.word, tokens.at(modal.start), tokens.at(modal.end), modal.negated)
    return load_model("senses-codebook").distribution(clause_features(clause))


def is_epistemic(modal: Modal, text: Text) -> float:
    """Probability that a modal weakens the claim (*it may rain*), by the codebook.

    >>> from analysis.annotation.marks.modals import find_modals
    >>> text = Text("Prices may rise. You can go.")
    >>> [round(is_epistemic(modal, text)) for modal in find_modals(text)]
    [1, 0]
    """
    return codebook_senses(modal, text)["epistemic"]


def chat_probabilities(texts: Sequence[Text]) -> list[float]:
    """Probability that each text is a turn of a private conversation; 0 for one of more than `TURN` words."""
    values = list(map(register_values, texts))
    rows = [row for row in values if row]
    if not rows:
        return [0.0] * len(texts)
    [scores] = _register_scorer().scores(columns_of(TURN_VALUES, rows)).T
    shares = iter((1 / (1 + np.exp(-scores))).tolist())
    return [next(shares) if row else 0.0 for row in values]


@lru_cache
def _register_scorer() -> Scorer:
    return Scorer([load_model("register")], REGISTER)


def register_values(text: Text) -> tuple[str, ...]:
    """The values of `TURN_VALUES`, which tell conversation from other language; nothing for a long text."""
    if len(text.text) > TURN * 8 or len(text.sentences) > TURN // 4:
        return ()
    sentences = [text.tokens(i) for i in range(len(text.sentences))]
    tokens = [word for sentence in sentences for word in sentence.word]
    if len(tokens) > TURN:
        return ()
    names = sum(text.text[start].isupper() for sentence in sentences for start in sentence.start[1:])
    words = sorted(set(tokens) - _UNTOLD)
    return (
        str(min(len(tokens) // 5, 8)),
        str(min(len(sentences), 3)),
        str(min(names - tokens.count("i"), 3)),
        str(any(word[0].isdigit() for word in tokens)),
        *words,
        *repeat("", TURN - len(words)),
    )


def register_features(text: Text) -> list[str]:
    """The features of a short text for the model of registers; nothing for a long one."""
    values = register_values(text)
    return REGISTER.features(dict(zip(TURN_VALUES, values, strict=True))) if values else []


def clause_features(clause: Clause) -> list[str]:
    """What the sense models see of the clause, as strings."""
    return TEMPLATES.features(dict(zip(VALUES, clause_values(clause), strict=True)))


def clause_values(clause: Clause) -> tuple[str, ...]:
    """The values of `VALUES`."""
    entry, tokens, first, after, negated = clause
    before = tokens[first - 1] if first else EDGE
    following = tokens[after] if after < len(tokens) else EDGE
    inverted = following in SUBJECTS and _opens_clause(before)
    verb, aspect, at = verb_group(tokens, after + inverted)
    complement = tokens[at + 1] if at + 1 < len(tokens) else EDGE
    copula = aspect == "copula"
    left, right = tokens[max(0, first - REACH) : first], tokens[after : after + REACH]
    return (
        entry.fields.get("sense_as", entry.id),
        entry.id,
        SUBJECTS[following] if inverted else _subject(tokens, first),
        verb,
        verb_class(verb),
        aspect,
        "negated" if negated else "plain",
        _condition(tokens, first),
        str("?" in tokens[after:]),
        str(inverted),
        before,
        tokens[first - 2] if first > 1 else EDGE,
        following,
        complement,
        complement if copula else "",
        word_class(complement) if copula else "",
        *left,
        *_NOTHING[len(left) :],
        *right,
        *_NOTHING[len(right) :],
    )


def verb_group(tokens: Sequence[str], i: int) -> tuple[str, str, int]:
    """Main verb, aspect (simple, perfect, progressive, passive, copula ...) and index of the main verb.

    `i` is the first token after the modal (and its inverted subject).

    >>> verb_group(["it", "may", "well", "have", "been", "signed"], 2)
    ('signed', 'perfect-passive', 5)
    """
    perfect = ""
    i = _skip(tokens, i)
    if i < len(tokens) and tokens[i] in HAVE and _is_participle(tokens, j := _skip(tokens, i + 1)):
        perfect, i = "perfect-", j
    if i >= len(tokens):
        return EDGE, "none", i
    if tokens[i] not in BE:
        return tokens[i], perfect + "simple", i
    j = _skip(tokens, i + 1)
    if j < len(tokens) and word_class(tokens[j]) == "-ing":
        return tokens[j], perfect + "progressive", j
    if _is_participle(tokens, j) and tokens[j] not in BE:
        return tokens[j], perfect + "passive", j
    return "be", perfect + "copula", j - 1


def _skip(tokens: Sequence[str], i: int) -> int:
    """Index of the first token from `i` on that is no adverb or negator."""
    while i < len(tokens) and word_class(tokens[i]) in _SKIPPED:
        i += 1
    return i


def _is_participle(tokens: Sequence[str], i: int) -> bool:
    if i >= len(tokens):
        return False
    return word_class(tokens[i]) in ("-ed", "v-ed") or tokens[i] == "been" or tokens[i].endswith("ed")


def _opens_clause(before: str) -> bool:
    """Whether a modal after this word may stand before its subject."""
    return before == EDGE or before in WH_WORDS or before in CONJUNCTIONS or not before[0].isalnum()


def _subject(tokens: Sequence[str], first: int) -> str:
    """Class of the subject that ends before the modal."""
    i = first - 1
    while i >= 0 and word_class(tokens[i]) in ("adv", "neg", "-ly", "be", "have", "do"):
        i -= 1
    if i < 0:
        return "none"
    word = tokens[i]
    if word in SUBJECTS:
        return "that" if word == "that" else SUBJECTS[word]
    if not word[0].isalnum():
        return "gap"
    return "conjunction" if word in CONJUNCTIONS else noun_class(word)


def _condition(tokens: Sequence[str], first: int) -> str:
    """Whether a condition or indirect question opens before or after the modal."""
    if _ANY_CONDITION.isdisjoint(tokens):
        return "none"
    for word in _CONDITIONS:
        if word in tokens:
            return f"{word}-{'after' if tokens.index(word) > first else 'before'}"
    return "none"


def _typical(entry: Entry, scheme: str, shares: Floats) -> Floats:
    """Exchange the typical senses of the model's lemma for those of a verb that no data annotate.

    By Bayes' rule the share of each sense is multiplied by its share in the lexicon and divided by
    that of the verb whose clauses stand for it (`sense_as`).
    """
    own: Mapping[str, float] | None = entry.fields.get(scheme)
    if not own:
        return shares
    usual = _usual("senses-edited" if scheme == "palmer" else "quirk", entry.fields["sense_as"])
    weighed = shares * [own.get(name, 0.005) / part for name, part in usual.items()]
    typical: Floats = weighed / weighed.sum()
    return typical


def _agreeing(quirk: Floats, palmer: Floats) -> Floats:
    """Quirk's meanings brought into line with Palmer's kinds, which are known for more registers.

    Inside each kind the meanings keep their proportions, `quirk[m] * P(kind | m)`; the kinds get
    the shares that `palmer` gives them. Sums are made column by column: each row's is its own.
    """
    agreed = np.zeros_like(quirk)
    for kind, shares in enumerate(_kinds()):
        parts = quirk * shares
        agreed += parts * (palmer[:, kind] / sum(parts.T))[:, None]
    return agreed


@lru_cache
def _kinds() -> Floats:
    """Of votes, the share that each of Palmer's kinds (rows) has in each of Quirk's meanings (columns)."""
    model = load_model("quirk-palmer")
    shares = [model.distribution([f"meaning {meaning}"]) for meaning in QUIRK]
    return np.array([[share[kind] for share in shares] for kind in PALMER])


@lru_cache
def _usual(name: str, lemma: str) -> Distribution:
    """The senses of a lemma in an unknown clause, by the model of that name."""
    return load_model(name).distribution([f"lemma {lemma}", f"entry {lemma}"])
