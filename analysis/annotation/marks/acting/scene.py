"""The two clauses of a conditional as its reasons see them: who acts, in what mood, with which verbs.

A `Side` is one clause. Its *agent* is the subject of its first finite verb: I, we, own side (*our army*),
addressee, anybody (*whoever*), a third party, nobody (*it, there*), or, without a subject, a command, *let
us*, an infinitive. A clause such as *I think* or *I promise you* in front of another is its *stance*, and
what is read is the clause behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from analysis.annotation.marks.clauses import Clauses
from analysis.annotation.marks.sentence_words import Sentence
from analysis.base.records import ConditionalKind
from analysis.language.lemmas import AUXILIARIES, SUBJECTS
from analysis.language.lexicon import Entry, load_lexicon
from analysis.language.word_classes import FINITE, NONFINITE, VERB_FORMS, WordClass
from analysis.language.word_classes import SUBJECTS as SUBJECT_CLASSES
from analysis.language.word_lists import word_list
from analysis.language.wordnet import verb_share

_FIRST: Final = word_list("word_classes", "speaker")
_SECOND: Final = word_list("word_classes", "subjects.second")
_IMPERSONAL: Final = word_list("conditions", "acts.impersonal")
_OWN_SIDE: Final = word_list("conditions", "acts.own-side")
_NEGATIVE: Final = word_list("conditions", "acts.negative")
_FAILING: Final = word_list("conditions", "acts.failing")
_NOBODY: Final = word_list("conditions", "acts.nobody")
_PRICES: Final = word_list("conditions", "markers.prices")
_WH: Final = word_list("conditions", "acts.questions")
_ATTITUDES: Final = word_list("conditions", "acts.attitudes")
_PAST: Final = word_list("word_classes", "past-forms")
_MOODS: Final[Mapping[str, frozenset[str]]] = {
    "will": word_list("conditions", "acts.will"),
    "would": word_list("conditions", "acts.would"),
    "can": word_list("conditions", "acts.can"),
    "may": word_list("conditions", "acts.may"),
    "must": word_list("conditions", "acts.must"),
}
_OBLIGED: Final = word_list("conditions", "acts.obliged")
TO_VERB: Final = WordClass.TO + WordClass.BASE
"""*to* with a verb, as classes of words."""
_MODAL_NOUN: Final = WordClass.MODAL + WordClass.NOUN
"""What a verb behind a modal may be taken for."""
_NOUN_PRONOUN: Final = WordClass.NOUN + WordClass.PRONOUN
_RELATIVE: Final = frozenset((WordClass.WH, WordClass.THAT))
_BEHIND_ATTITUDE: Final = frozenset((WordClass.ADVERB, WordClass.THAT))
_BEHIND_DO: Final = frozenset((WordClass.ADVERB, WordClass.BASE))
_LIKE_COMMANDS: Final = frozenset((WordClass.NOUN, WordClass.ADJECTIVE, WordClass.PARTICIPLE))
"""What a command may be taken for."""
_TAKES_BASE: Final = VERB_FORMS | {WordClass.TO, WordClass.PRONOUN, WordClass.NOUN}
"""What a base form belongs to that stands right behind it."""
_NAMED: Final = SUBJECT_CLASSES | {WordClass.NOUN}
_OTHERS: Final = frozenset((WordClass.PRONOUN, WordClass.WH))


@dataclass(frozen=True, slots=True)
class Side:
    """One clause: words `start` to `end`, of which `verb_at` is the main verb."""

    start: int
    end: int
    agent: str
    mood: str
    modal: str
    verb: str
    verbs: frozenset[str]
    negated: bool
    passive: bool
    stance: str


@dataclass(frozen=True)
class Scene:
    """A conditional in its sentence, with both sides read; without an apodosis `then` is None."""

    sentence: Sentence
    clauses: Clauses
    kind: ConditionalKind
    entry: Entry

    @cached_property
    def condition(self) -> Side:
        """The protasis."""
        start, end = self.clauses.protasis
        side = read_side(self.sentence, start, end, behind=self._marker_length())
        if self.entry.category == "relative" or self.entry.id == "whoever":
            return _with_agent(side, "anybody")
        return side

    @cached_property
    def then(self) -> Side | None:
        """The apodosis."""
        part = self.clauses.apodosis
        return read_side(self.sentence, part.start, part.end) if part else None

    @cached_property
    def condition_words(self) -> frozenset[str]:
        """The words of the protasis."""
        return frozenset(self.sentence.word[slice(*self.clauses.protasis)])

    @cached_property
    def then_words(self) -> frozenset[str]:
        """The words of the apodosis."""
        return frozenset(self.sentence.word[self.then.start : self.then.end]) if self.then else frozenset()

    @cached_property
    def asked(self) -> bool:
        """Whether the consequence stands in a question."""
        return "?" in self.sentence.gap[self.sentence.size]

    def _marker_length(self) -> int:
        word = self.sentence.word
        start = self.clauses.protasis[0]
        if self.entry.category in ("coordination", "relative", "inversion"):
            return 0
        return 2 if word[start] in ("even", "only") or self.entry.id == "without" else 1


def _with_agent(side: Side, agent: str) -> Side:
    values = {name: getattr(side, name) for name in Side.__slots__}
    return Side(**{**values, "agent": agent})


def read_side(s: Sentence, start: int, end: int, behind: int = 0) -> Side:
    """Read one clause; `behind` words of its marker are passed over."""
    low = min(start + behind, end)
    finite = _main_finite(s, low, end)
    stance = ""
    if finite < end and (found := _stance(s, low, finite, end)):
        stance = s.word[finite]
        low, finite = found, _main_finite(s, found, end)
    agent = _agent(s, low, finite, end)
    mood, modal, verb_from = _mood(s, agent, low, finite, end)
    verbs = [i for i in range(verb_from, end) if s.classes[i] in NONFINITE or _follows_modal(s, i)]
    main = _content_verb(s, verbs)
    if agent in ("command", "price"):
        main = low + (s.classes[low] == WordClass.ADVERB)
    elif modal == "" and finite < end and s.word[finite] not in AUXILIARIES:
        main = finite
    return Side(
        start=start,
        end=end,
        agent=agent,
        mood=mood,
        modal=modal,
        verb=lemma(s.word[main]) if main is not None and main < end else "",
        verbs=frozenset(lemma(s.word[i]) for i in verbs if s.classes[i] != WordClass.PARTICIPLE)
        | ({lemma(s.word[main])} if main is not None and main < end else frozenset()),
        negated=_negated(s, low, finite, end),
        passive=_passive(s, finite, end),
        stance=stance,
    )


def _main_finite(s: Sentence, low: int, end: int) -> int:
    """The first finite verb that is not in a relative clause of the subject, or the end."""
    finite = min(s.next_finite(low), end)
    if finite == end and low + 1 < end and s.word[low] in SUBJECTS:
        return low + 1  # the tagger takes many a verb for a noun: if they march
    while finite < end and _is_relative(s, low, finite):
        following = min(s.next_finite(finite + 1), end)
        if following >= end or any(s.gap[finite + 1 : following + 1]):
            return finite
        low, finite = finite, following
    return finite


def _is_relative(s: Sentence, low: int, finite: int) -> bool:
    """Whether a relative word, or a subject right behind a noun, stands before the verb."""
    return (
        not _RELATIVE.isdisjoint(s.classes[low + 1 : finite])
        or s.classes[max(low, finite - 2) : finite] == _NOUN_PRONOUN
    )


_LIGHT: Final = frozenset(("be", "been", "being", "have", "get", "got", "to"))


def _content_verb(s: Sentence, verbs: list[int]) -> int | None:
    """The first verb, or the participle behind *be*, *have* and *get*: *will be sunk*."""
    for i in verbs[:3]:
        near = [k for k in verbs if i < k <= i + 3]
        if s.word[i] not in _LIGHT or not near or s.classes[near[0]] != WordClass.PARTICIPLE:
            return i
    return verbs[0] if verbs else None


def _stance(s: Sentence, low: int, finite: int, end: int) -> int | None:
    """Where the clause behind *I think*, *I promise you (that)* begins."""
    if s.word[finite] not in _ATTITUDES or not _FIRST & set(s.word[low:finite]):
        return None
    cut = finite + 1
    while cut < end and (s.classes[cut] in _BEHIND_ATTITUDE or s.word[cut] in ("you", "to", "this", "now")):
        if s.word[cut] == "you" and s.class_at(cut + 1) in FINITE:
            break
        cut += 1
    following = s.next_finite(cut)
    return cut if following < end and following - cut < 9 and cut < following else None


def _agent(s: Sentence, low: int, finite: int, end: int) -> str:
    """Who the subject of the clause is."""
    if low >= end:
        return "none"
    word = s.word
    first = low + (s.classes[low] == WordClass.ADVERB or word[low] in ("please", "then"))
    if word[low] == "let" or word[low] == "lets":
        return "let us" if word[low] == "lets" or s.word_at(low + 1) in ("us", "'s") else "command"
    if s.word[low] in _PRICES and s.word_at(low - 1) in ("or", "else"):
        return "price"
    if _commanded(s, first, finite, end):
        return "command"
    if s.class_at(low) == WordClass.TO:
        return "infinitive"
    if finite >= end:
        return "none"
    if s.word[low] in _WH and s.classes[finite] in FINITE and finite - low < 3:
        return "asked"
    return _subject(s, low, finite)


def _commanded(s: Sentence, first: int, finite: int, end: int) -> bool:
    """Whether a base verb opens the clause and no modal before it has it: not *you can lead and succeed*."""
    present = first == finite and first < end and s.classes[first] == WordClass.VERB
    base = s.class_at(first) == WordClass.BASE or (present and s.word[first] not in AUXILIARIES)
    base = base or (s.word_at(first) in ("do", "don't") and s.class_at(first + 1) in _BEHIND_DO)
    if finite >= end and first < end and s.classes[first] in _LIKE_COMMANDS and (not first or s.gap[first]):
        base = verb_share(s.word[first]) >= "2"  # if you can, vote early
    if not base:
        return False
    before = s.class_at(first - 1)
    if first and not s.gap[first] and before in _TAKES_BASE and s.word[first - 1] != "please":
        return False
    if before == WordClass.COORDINATOR and not s.gap[first]:
        return FINITE.isdisjoint(s.classes[max(0, first - 13) : max(0, first - 1)])
    return True


def _subject(s: Sentence, low: int, finite: int) -> str:
    """The subject before a finite verb, or behind it where the verb is fronted."""
    last = finite - 1
    while last >= low and s.classes[last] == WordClass.ADVERB:
        last -= 1
    if last < low and s.class_at(finite + 1) in _NAMED:  # will we
        last = finite + 1
    if last < low:
        return _shared_subject(s, low)
    word = s.word[last]
    if word in ("i", "me", "myself"):
        return "i"
    if word in _FIRST:
        return "we"
    if word in _SECOND:
        return "you"
    if word in _IMPERSONAL:
        return "nobody"
    owned = {"our", "my"} & set(s.word[low:last])
    return "own side" if owned and word in _OWN_SIDE else "they"


def _shared_subject(s: Sentence, low: int) -> str:
    """The subject that stands before the clause: *we will wait if they ask and | will leave*; or *they*."""
    for i in range(low - 1, max(-1, low - 12), -1):
        if s.word[i] == "i":
            return "i"
        if s.word[i] == "we":
            return "we"
        if s.classes[i] in _OTHERS:
            return "they"
    return "they"


def _mood(s: Sentence, agent: str, low: int, finite: int, end: int) -> tuple[str, str, int]:
    """The mood of the first finite verb, its modal as it stands, and where its main verb may begin."""
    if agent in ("command", "let us", "infinitive", "price"):
        return agent, "", low
    if finite >= end:
        return "none", "", low
    word = s.word[finite]
    if s.classes[finite] == WordClass.MODAL:
        mood = next((mood for mood, words in _MOODS.items() if word in words), "none")
        return mood, word, finite + 1
    following = s.word[finite + 1 : finite + 4]
    if "going" in following and s.class_at(finite + 2 + following.index("going")) == WordClass.TO:
        return "will", "going to", finite + 3 + following.index("going")
    if word in _OBLIGED and WordClass.TO in s.classes[finite + 1 : finite + 3]:
        return "must", f"{word} to", finite + 1
    if {"required", "supposed"} & set(following):
        return "must", "required", finite + 1
    past = word in _PAST or word.endswith("ed")
    return ("past" if past else "present"), "", finite + 1


def _follows_modal(s: Sentence, i: int) -> bool:
    """Whether a word that looks like a noun is the verb of the modal before it: *we will strike back*."""
    return s.classes[i - 1 : i + 1] == _MODAL_NOUN and verb_share(s.word[i]) >= "3"


def _negated(s: Sentence, low: int, finite: int, end: int) -> bool:
    """Whether the clause is denied: by its verb, by its subject, or by *unless, fail to, refuse to*."""
    near = set(s.word[finite : min(end, finite + 3)])
    fails = any(s.word[i] in _FAILING and s.word_at(i + 1) == "to" for i in range(low, min(end, finite + 4)))
    marked = low > 0 and s.word[low - 1] in ("unless", "without")
    return bool(marked or fails or _NEGATIVE & near or _NOBODY & set(s.word[low:finite]))


def _passive(s: Sentence, finite: int, end: int) -> bool:
    """Whether a form of *be* is followed by a participle, or a participle stands alone (*if attacked*)."""
    if finite >= end:
        return WordClass.PARTICIPLE in s.classes[max(0, finite - 3) : end]
    window = s.word[finite : min(end, finite + 4)]
    be = any(word in ("be", "been", "is", "are", "was", "were", "being", "get") for word in window)
    return be and WordClass.PARTICIPLE in s.classes[finite + 1 : min(end, finite + 5)]


_ENDINGS: Final = (
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
)
_IRREGULAR: Final = {
    **{
        "left": "leave",
        "been": "be",
        "is": "be",
        "are": "be",
        "was": "be",
        "were": "be",
        "gone": "go",
        "went": "go",
    },
    **{
        "sunk": "sink",
        "fought": "fight",
        "struck": "strike",
        "beaten": "beat",
        "shot": "shoot",
        "broken": "break",
    },
    **{
        "built": "build",
        "given": "give",
        "gave": "give",
        "kept": "keep",
        "paid": "pay",
        "sent": "send",
        "met": "meet",
    },
    **{
        "withdrawn": "withdraw",
        "frozen": "freeze",
        "stolen": "steal",
        "overthrown": "overthrow",
        "chosen": "choose",
    },
    **{
        "brought": "bring",
        "made": "make",
        "came": "come",
        "stood": "stand",
        "broke": "break",
        "withheld": "withhold",
    },
}


@lru_cache(maxsize=10_000)
def lemma(verb: str) -> str:
    """A form as the lists have it: *leaving* and *left* are looked up as *leave*."""
    if verb in _known():
        return verb
    for ending, instead in _ENDINGS:
        if verb.endswith(ending) and (stem := verb[: -len(ending)] + instead) in _known():
            return stem
    return _IRREGULAR.get(verb, verb)


@lru_cache
def _known() -> frozenset[str]:
    return frozenset().union(
        *(group["words"] for group in load_lexicon("conditionals").tables["verbs"].values())
    )


@lru_cache
def words_of(table: str, group: str = "") -> frozenset[str]:
    """A list of the lexicon of conditionals: `words_of("verbs", "exit")`."""
    found = load_lexicon("conditionals").tables[table]
    return frozenset((found[group] if group else found)["words"])
