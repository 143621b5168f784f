"""Senses of a modal verb as distributions: Palmer's three kinds and the eight meanings of Quirk et al.

The clause is read from the words around the verb: lemma, subject, main verb with its aspect and
voice, negation, inversion, conditions and what stands near. Two multinomial regressions
(`models/senses.tsv`, `models/quirk.tsv`) turn these features into probabilities; they were
trained on the votes of annotators, so that where people disagree the distribution is flat.
"""

from collections.abc import Iterator, Sequence

from analysis.lexicon import Entry
from analysis.marks.words import (
    BE,
    CONJUNCTIONS,
    HAVE,
    NEGATORS,
    SUBJECTS,
    WH_WORDS,
    noun_class,
    verb_class,
    word_class,
)

PALMER = ("epistemic", "deontic", "dynamic")
_SKIPPED = ("adv", "neg", "-ly")
_CONDITIONS = ("if", "unless", "whether")


def sense_of(entry: Entry, words: Sequence[str], first: int, after: int, negated: bool) -> tuple[dict[str, float], dict[str, float]]:
    """Stub."""
    return {}, {}


def clause_features(lemma: str, words: Sequence[str], first: int, after: int, negated: bool) -> list[str]:
    """What the sense models see of the clause; `words` are the folded tokens of the sentence."""
    end = len(words)
    question = "?" in words[after:]
    inverted = after < end and words[after] in SUBJECTS and (
        first == 0 or words[first - 1] in WH_WORDS or words[first - 1] in CONJUNCTIONS or not words[first - 1][0].isalnum()
    )
    subject = SUBJECTS[words[after]] if inverted else _subject(words, first)
    verb, aspect, at = _verb_group(words, after + inverted)
    kind = verb_class(verb)
    nextw = words[at + 1] if at + 1 < end else "<>"
    polarity = "negated" if negated else "plain"
    condition = "none"
    for word in _CONDITIONS:
        if word in words:
            condition = word if words.index(word) > first else f"{word}-before"
            break
    before = words[first - 1] if first else "<>"
    before2 = words[first - 2] if first > 1 else "<>"
    nxt = words[after] if after < end else "<>"
    features = [
        lemma,
        f"{lemma} subject {subject}",
        f"subject {subject}",
        f"{lemma} verb {verb}",
        f"verb {verb}",
        f"{lemma} kind {kind}",
        f"kind {kind}",
        f"{lemma} aspect {aspect}",
        f"aspect {aspect}",
        f"{lemma} {polarity}",
        f"{lemma} subject {subject} {aspect}",
        f"subject {subject} verb {verb}",
        f"{lemma} {subject} {kind}",
        f"subject {subject} {kind}",
        f"{lemma} condition {condition}",
        f"{lemma} question {question}",
        f"{lemma} inverted {inverted}",
        f"{lemma} -1 {before}",
        f"{lemma} -2 {before2}",
        f"-1 {before}",
        f"{lemma} +1 {nxt}",
        f"+1 {nxt}",
        f"verb {verb} {nextw}",
        f"{lemma} after {word_class(nextw)}",
    ]
    if aspect == "copula":
        features += [f"complement {nextw}", f"{lemma} complement {word_class(nextw)}"]
    features += [f"near {word}" for word in words[max(0, first - 8) : first] if word[0].isalpha()]
    features += [f"near {word}" for word in words[after : after + 8] if word[0].isalpha()]
    return features


def _subject(words: Sequence[str], first: int) -> str:
    i = first - 1
    while i >= 0 and word_class(words[i]) in ("adv", "neg", "-ly", "be", "have", "do"):
        i -= 1
    if i < 0:
        return "none"
    word = words[i]
    if word in SUBJECTS:
        return SUBJECTS[word] if word != "that" else "that"
    if not word[0].isalnum():
        return "gap"
    if word in CONJUNCTIONS:
        return "conj"
    return noun_class(word)


def _verb_group(words: Sequence[str], i: int) -> tuple[str, str, int]:
    """Main verb, aspect and index of the main verb, from the word after the modal on."""
    aspect = "simple"
    while i < len(words):
        word = words[i]
        if word_class(word) in _SKIPPED:
            i += 1
        elif word in HAVE or word == "of":
            following = next((w for w in words[i + 1 : i + 4] if word_class(w) not in _SKIPPED), "<>")
            if word_class(following) not in ("-ed", "v-ed", "be") and not following.endswith("ed"):
                return "have", aspect, i
            aspect, i = "perfect", i + 1
        elif word in BE:
            j = i + 1
            while j < len(words) and word_class(words[j]) in _SKIPPED:
                j += 1
            nxt = words[j] if j < len(words) else "<>"
            if nxt.endswith("ing") and word_class(nxt) == "-ing":
                return nxt, f"{aspect}-progressive", j
            if word_class(nxt) in ("-ed",) or nxt.endswith("ed"):
                return nxt, f"{aspect}-passive" if aspect != "simple" else "passive", j
            return "be", "copula" if aspect == "simple" else "perfect-copula", i if j == i + 1 else j - 1
        else:
            return word, aspect, i
    return "<>", aspect, i
