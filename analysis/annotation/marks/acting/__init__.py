"""What a conditional may be doing: eight acts with probabilities and reasons; never a verdict on a person.

    scene       both clauses: agent, mood, verbs, denial
    parties, deeds, outcomes, framing     reasons: what can be pointed to in the words
    ranking     how much each reason speaks for each act (`models/acts.tsv`)

The reasons follow the pragmatics of conditional inducements: threats and promises need a speaker in
control of the consequence, a warning does not (Fillenbaum 1976; Verbrugge et al. 2004; Searle 1976).
Word lists are in `lexicons/conditionals.toml` and `lexicons/conditions.toml`.
"""

from analysis.annotation.marks.acting.deeds import of_deeds
from analysis.annotation.marks.acting.framing import of_frame
from analysis.annotation.marks.acting.outcomes import of_outcomes
from analysis.annotation.marks.acting.parties import Reason, of_parties
from analysis.annotation.marks.acting.ranking import ranked
from analysis.annotation.marks.acting.scene import Scene
from analysis.annotation.marks.clauses import Clauses
from analysis.annotation.marks.sentence_words import Sentence
from analysis.base.records import ActCandidate, ConditionalKind
from analysis.language.lexicon import Entry

__all__ = ["Scene", "act_candidates", "reasons"]


def act_candidates(
    s: Sentence, clauses: Clauses, kind: ConditionalKind, entry: Entry
) -> tuple[ActCandidate, ...]:
    """All eight acts with their probabilities and reasons, the likeliest first.

    >>> from analysis.annotation.marks.conditionals import find_conditionals
    >>> from analysis.language.text import Text
    >>> [mark] = find_conditionals(Text("If they attack, we will walk away."))
    >>> mark.act_candidates[0].act
    'threat'
    """
    return ranked(reasons(Scene(s, clauses, kind, entry)))


def reasons(scene: Scene) -> list[Reason]:
    """What can be seen in the words, each once."""
    found: dict[str, str] = {}
    for family in (of_parties, of_deeds, of_outcomes, of_frame):
        for name, why in family(scene):
            found.setdefault(name, why)
    return list(found.items())
