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
from functools import cached_property, lru_cache
from operator import mul

from analysis.base.records import Modal
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
from analysis.language.linear import JointModel, load_model, softmax
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
TURN = 60
"""A text of more words than this is no single turn of a conversation."""
REACH = 8
EDGE = "<>"
_SKIPPED = ("adv", "neg", "-ly")
_CONDITIONS = ("if", "unless", "whether")
_ANY_CONDITION = frozenset(_CONDITIONS)
_UNTOLD = MODALS | BE | NEGATORS | word_list("modal_rules", "spelling-of-clitics")
"""Words that say nothing of the register: the verbs themselves, and what hangs on the spelling of clitics."""

Distribution = dict[str, float]


class Senses:
    """The senses of the modals of one text; its register is judged once, and only if it has a modal."""

    def __init__(self, text: Text) -> None:
        self._text = text

    @cached_property
    def _chat(self) -> float:
        return chat_probability(self._text)

    def of(
        self, entry: Entry, tokens: Sequence[str], first: int, after: int, negated: bool
    ) -> tuple[Distribution, Distribution]:
        """Palmer's and Quirk's distributions of the modal at tokens `first` to `after` (exclusive)."""
        features = clause_features(entry, tokens, first, after, negated)
        edited, meanings = _models().scores(features)
        palmer, quirk = softmax(edited), softmax(meanings)
        if self._chat > 0.01:
            pairs = zip(palmer, softmax(load_model("senses-chat").scores(features)), strict=True)
            palmer = [share + self._chat * (other - share) for share, other in pairs]
        if "sense_as" in entry.fields:
            palmer, quirk = _typical(entry, "palmer", palmer), _typical(entry, "quirk", quirk)
        agreed = _agreeing(quirk, palmer)
        return dict(zip(PALMER, palmer, strict=True)), dict(zip(QUIRK, agreed, strict=True))


@lru_cache
def _models() -> JointModel:
    return JointModel([load_model(name) for name in ("senses-edited", "quirk")])


def codebook_senses(modal: Modal, text: Text) -> Distribution:
    """Shares of the codebook's five senses: Palmer's three, plain future, and hypothetical.

    Palmer's annotators call much of *would* and *could* epistemic that the codebook calls
    hypothetical; a hedge is only what is left.
    """
    tokens = text.tokens(text.sentence_at(modal.start))
    features = clause_features(
        load_lexicon("modals").by_id[modal.lemma],
        tokens.word,
        tokens.at(modal.start),
        tokens.at(modal.end),
        modal.negated,
    )
    return load_model("senses-codebook").distribution(features)


def is_epistemic(modal: Modal, text: Text) -> float:
    """Probability that a modal weakens the claim (*it may rain*), by the codebook.

    >>> from analysis.annotation.marks.modals import find_modals
    >>> text = Text("Prices may rise. You can go.")
    >>> [round(is_epistemic(modal, text)) for modal in find_modals(text)]
    [1, 0]
    """
    return codebook_senses(modal, text)["epistemic"]


def chat_probability(text: Text) -> float:
    """Probability that a text is a turn of a private conversation; 0 for texts of more than `TURN` words."""
    features = register_features(text)
    return load_model("register").probability(features) if features else 0.0


def register_features(text: Text) -> list[str]:
    """What tells conversation from other language in a short text; nothing for a long one."""
    if len(text.text) > TURN * 8 or len(text.sentences) > TURN // 4:
        return []
    sentences = [text.tokens(i) for i in range(len(text.sentences))]
    tokens = [word for sentence in sentences for word in sentence.word]
    if len(tokens) > TURN:
        return []
    names = sum(text.text[start].isupper() for sentence in sentences for start in sentence.start[1:])
    return [
        *(f"has {word}" for word in sorted(set(tokens) - _UNTOLD)),
        f"length {min(len(tokens) // 5, 8)}",
        f"sentences {min(len(sentences), 3)}",
        f"names {min(names - tokens.count('i'), 3)}",
        f"number {any(word[0].isdigit() for word in tokens)}",
    ]


def clause_features(entry: Entry, tokens: Sequence[str], first: int, after: int, negated: bool) -> list[str]:
    """What the sense models see of the clause; `tokens` are the folded words of the sentence."""
    lemma = entry.fields.get("sense_as", entry.id)
    before = tokens[first - 1] if first else EDGE
    following = tokens[after] if after < len(tokens) else EDGE
    inverted = following in SUBJECTS and _opens_clause(before)
    subject = SUBJECTS[following] if inverted else _subject(tokens, first)
    verb, aspect, at = verb_group(tokens, after + inverted)
    kind = verb_class(verb)
    complement = tokens[at + 1] if at + 1 < len(tokens) else EDGE
    features = [
        lemma,
        f"entry {entry.id}",
        f"{lemma} subject {subject}",
        f"subject {subject}",
        f"{lemma} verb {verb}",
        f"verb {verb}",
        f"{lemma} kind {kind}",
        f"{lemma} aspect {aspect}",
        f"{lemma} {'negated' if negated else 'plain'}",
        f"{lemma} subject {subject} {aspect}",
        f"subject {subject} verb {verb}",
        f"{lemma} subject {subject} kind {kind}",
        f"subject {subject} kind {kind}",
        f"{lemma} condition {_condition(tokens, first)}",
        f"{lemma} question {'?' in tokens[after:]}",
        f"{lemma} inverted {inverted}",
        f"{lemma} -1 {before}",
        f"{lemma} -2 {tokens[first - 2] if first > 1 else EDGE}",
        f"-1 {before}",
        f"{lemma} +1 {following}",
        f"+1 {following}",
        f"verb {verb} {complement}",
    ]
    if aspect == "copula":
        features += [f"complement {complement}", f"{lemma} complement {word_class(complement)}"]
    features += [f"left {word}" for word in tokens[max(0, first - REACH) : first]]
    features += [f"right {word}" for word in tokens[after : after + REACH]]
    return features


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
            return f"{word} {'after' if tokens.index(word) > first else 'before'}"
    return "none"


def _typical(entry: Entry, scheme: str, shares: list[float]) -> list[float]:
    """Exchange the typical senses of the model's lemma for those of a verb that no data annotate.

    By Bayes' rule the share of each sense is multiplied by its share in the lexicon and divided by
    that of the verb whose clauses stand for it (`sense_as`).
    """
    own: Mapping[str, float] | None = entry.fields.get(scheme)
    if not own:
        return shares
    usual = _usual("senses-edited" if scheme == "palmer" else "quirk", entry.fields["sense_as"])
    weighed = [
        share * own.get(name, 0.005) / part for share, (name, part) in zip(shares, usual.items(), strict=True)
    ]
    total = sum(weighed)
    return [share / total for share in weighed]


def _agreeing(quirk: list[float], palmer: list[float]) -> list[float]:
    """Quirk's meanings brought into line with Palmer's kinds, which are known for more registers.

    Inside each kind the meanings keep their proportions, `quirk[m] * P(kind | m)`; the kinds get
    the shares that `palmer` gives them.
    """
    kinds, meanings = _kinds()
    epistemic, deontic, dynamic = (
        share / sum(map(mul, quirk, parts)) for share, parts in zip(palmer, kinds, strict=True)
    )
    return [
        share * (epistemic * a + deontic * b + dynamic * c)
        for share, (a, b, c) in zip(quirk, meanings, strict=True)
    ]


@lru_cache
def _kinds() -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """The share that each of Palmer's kinds has, by annotators, in each of Quirk's meanings.

    Once as a row for each kind, once as a row for each meaning.
    """
    model = load_model("quirk-palmer")
    meanings = [tuple(model.distribution([meaning])[kind] for kind in PALMER) for meaning in QUIRK]
    return list(zip(*meanings, strict=True)), meanings


@lru_cache
def _usual(name: str, lemma: str) -> Distribution:
    """The senses of a lemma in an unknown clause, by the model of that name."""
    return load_model(name).distribution([lemma, f"entry {lemma}"])
