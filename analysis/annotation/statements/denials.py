"""What the words before a reporting verb say about it: denied, refused, asked of somebody, in the passive.

Each function takes the words of the sentence up to the verb, in lower case, and the verb.
"""

from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern

_ADVERBS = rf"(?:{word_pattern('statements', 'denials.adverbs')}\s+)*"
_AUXILIARIES = word_pattern("word_classes", "auxiliaries")
_HELPING = word_pattern("statements", "denials.with-helping")
_HELPERS = rf"(?:(?:{_AUXILIARIES}|{_HELPING})\s+)*"
_NO = rf"(?:\b{word_pattern('statements', 'denials.negators')}|n't)\s+"
_NOT = rf"{_NO}(?!{word_pattern('statements', 'denials.not-negating')}){_ADVERBS}"
_REFUSED = rf"\b{word_pattern('statements', 'denials.refusing')}\s+to\s+{_ADVERBS}"
_INSTEAD = word_pattern("statements", "denials.instead")
_SHORT = rf"\b(?:(?:stop\w*|fall\w*|fell)\s+(?:\w+\s+)?short\s+of|{_INSTEAD})\s+{_ADVERBS}"
_NOT_SO = word_pattern("statements", "denials.untrue")
_UNPROVEN = word_pattern("statements", "denials.unproven")
_FALSE = word_pattern("statements", "denials.false")
_UNTRUE = rf"\b(?:not\s+{_NOT_SO}|no\s+{_UNPROVEN}|{_FALSE})\s+that\s+(?:[\w.'-]+\s+){{1,5}}?{_HELPERS}"
_FRONTED = word_pattern("statements", "denials.fronted")
_INVERTED = rf"\b{_FRONTED}\s+{_AUXILIARIES}\s+(?:[\w.'-]+\s+){{1,4}}?{_HELPERS}"
_DENIED = regex(rf"(?:{_NOT}|{_REFUSED}|{_SHORT}|{_UNTRUE}|{_INVERTED})\Z")
_TWICE = regex(rf"{_NO}{_REFUSED}\Z")
"""*did not fail to mention*."""
_DOUBTING = regex(word_pattern("statements", "denials.doubting"))
"""Verbs that deny by themselves: without them nothing is known to be unsaid (*did not rule out that ...*)."""
_NO_ONE = (
    rf"\b(?:{word_pattern('statements', 'denials.nobody')}|none(?:\s+of\s+[\w' ]{{1,30}}?)?|"
    r"neither\s[^,;.]{1,50}?)"
)
_BEFORE_NO = word_pattern("statements", "denials.before-no")
_NO_SUBJECT = word_pattern("statements", "denials.no-subject")
_NO_SUCH = rf"(?:\A\W*|[,;:]\s*|\b{_BEFORE_NO}\s+)no\s+(?!{_NO_SUBJECT})(?:[\w'-]+\s+){{0,2}}?[\w'-]+"
_NEGATIVE = regex(rf"\b{word_pattern('statements', 'denials.negative')}\b")
_OF_NOBODY = regex(rf"(?:{_NO_ONE}|{_NO_SUCH})\s+{_HELPERS}\Z")
_YES_OR_NO = regex(rf"\W*(?:{word_pattern('statements', 'denials.before-question')}\s+)?{_AUXILIARIES}\b")
_IN_PASSIVE = word_pattern("statements", "denials.in-passive")
_BE = rf"\b{word_pattern('statements', 'denials.passive')}\s+(?:{_IN_PASSIVE}\s+)*"
_PASSIVE = regex(rf"{_BE}\Z")
_QUOTED = word_list("statements", "denials.quoted")
_ASKED = word_list("statements", "denials.asked")
_BEFORE_ASKED = word_pattern("statements", "denials.before-asked")
_PUT = regex(rf"(?:\A\W*|[,;(:—–]\s*|\b{_BEFORE_ASKED}\s+(?:(?:\w+ly|being)\s+)*|{_BE})\Z")
_QUESTIONS = word_pattern("statements", "denials.questions")
_QUESTION = regex(rf"\s+(?:{word_pattern('statements', 'denials.before-questions')}\s+)*{_QUESTIONS}\b")


def is_denied(before: str, verb: str) -> bool:
    """Whether nothing was said: *never said*, *refused to say*, *without saying*; not *did not deny*.

    >>> is_denied("lee has yet to ", "say"), is_denied("lee did not ", "deny")
    (True, False)
    """
    return (
        _DENIED.search(before) is not None and _DOUBTING.match(verb) is None and _TWICE.search(before) is None
    )


def is_of_nobody(before: str) -> bool:
    """Whether the subject is nobody: *no one has said*, *neither Lee nor Birch said*.

    >>> is_of_nobody("no minister has "), is_of_nobody("there is no doubt that lee ")
    (True, False)
    """
    return _NEGATIVE.search(before) is not None and _OF_NOBODY.search(before) is not None


def is_in_question(before: str) -> bool:
    """Whether a question asks if something was said: *Did Lee ever say ...?*"""
    return _YES_OR_NO.match(before) is not None


def is_asking(verb: str) -> bool:
    """Whether a verb may put a question: *asked*, *pressed*."""
    return verb in _ASKED


def is_put(before: str, verb: str, after: str) -> bool:
    """Whether a question is put to the subject: *Asked whether ..., Lee said*; not *Lee asked whether ...*.

    >>> is_put("when ", "asked", " if it rained, he"), is_put("lee ", "asked", " if it rained.")
    (True, False)
    """
    return is_asking(verb) and _PUT.search(before) is not None and _QUESTION.match(after) is not None


def is_passive(before: str, verb: str) -> bool:
    """Whether the subject of a participle does not speak: *was told*, *is said to*; not *was quoted*."""
    return verb not in _QUOTED and _PASSIVE.search(before) is not None
