"""What the words before a reporting verb say about it: denied, refused, asked of somebody, in the passive.

Each function takes the words of the sentence up to the verb, in lower case, and the verb.
"""

import re

_ADVERB = (
    r"\w+ly|ever|even|yet|actually|once|quite|really|himself|herself|themselves|in\s+fact|be|been|being|have|had|has|"
    r"wish|want|dare|choose|bother|able|willing|ready|prepared|allowed|to|go|gone|going|as|so|far"
)
_ADVERBS = rf"(?:(?:{_ADVERB})\s+)*"
_HELPERS = r"(?:(?:has|have|had|was|were|is|are|ever|yet|will|would|could|can|did|even)\s+)*"
_NO = r"(?:\bnot|n't|\bnever|\bcannot|\bhardly|\bneither|\bnor)\s+"
_NOT = rf"{_NO}(?!only|just|merely|simply){_ADVERBS}"
_REFUSING = (
    r"refus\w+|declin\w+|fail(?:s|ed|ing)?|neglect\w*|forg[eo]t\w*|omitt?\w*|"
    r"unwilling|reluctan\w+|unable|loath|yet"
)
_REFUSED = rf"\b(?:{_REFUSING})\s+to\s+{_ADVERBS}"
_SHORT = (
    r"\b(?:(?:stop\w*|fall\w*|fell)\s+(?:\w+\s+)?short\s+of|without|avoid\w*|refrain\w*\s+from|instead\s+of|"
    rf"rather\s+than|away\s+from|resist\w*)\s+{_ADVERBS}"
)
_UNTRUE = (
    r"\b(?:not\s+(?:true|clear|known|certain|the\s+case)|no\s+(?:proof|evidence|sign|record)|untrue|false|unlikely)"
    rf"\s+that\s+(?:[\w.'-]+\s+){{1,5}}?{_HELPERS}"
)
_INVERTED = (
    r"\b(?:at\s+no\s+(?:point|time|stage)|never|nowhere|in\s+no\s+way|not\s+once)\s+"
    rf"(?:did|do|does|has|have|had|will|would)\s+(?:[\w.'-]+\s+){{1,4}}?{_HELPERS}"
)
_DENIED = re.compile(rf"(?:{_NOT}|{_REFUSED}|{_SHORT}|{_UNTRUE}|{_INVERTED})\Z")
_TWICE = re.compile(rf"{_NO}{_REFUSED}\Z")
"""*did not fail to mention*."""
_DOUBTING = re.compile(
    r"den(?:y|ie)|disput|rul|contest|exclud|reject|doubt|refus|declin|hid|conceal|hesitat|stop|dismiss|oppos|question"
)
"""Verbs that deny by themselves: without them nothing is known to be unsaid (*did not rule out that ...*)."""
_NO_ONE = (
    r"\b(?:(?:hardly|scarcely)\s+any(?:one|body)|nobody|no[ -]one|none(?:\s+of\s+[\w' ]{1,30}?)?|nothing|"
    r"neither\s[^,;.]{1,50}?)"
)
_NO_SUCH = (
    r"(?:\A\W*|[,;:]\s*|\b(?:and|but|that|because)\s+)no\s+(?!doubt|matter|wonder|longer|surprise)"
    r"(?:[\w'-]+\s+){0,2}?[\w'-]+"
)
_NEGATIVE = re.compile(r"\b(?:no|nobody|none|nothing|neither|hardly|scarcely)\b")
_OF_NOBODY = re.compile(rf"(?:{_NO_ONE}|{_NO_SUCH})\s+{_HELPERS}\Z")
_HELPING = "did does do has have had will would can could should may might is was are were"
_YES_OR_NO = re.compile(rf"\W*(?:(?:and|but|so|or)\s+)?(?:{_HELPING.replace(' ', '|')})\b")
_BE = r"\b(?:was|were|is|are|be|been|being|gets?|got)\s+(?:(?:\w+ly|also|then|not|never|been|being|once)\s+)*"
_PASSIVE = re.compile(rf"{_BE}\Z")
_QUOTED = frozenset(["quoted", "cited", "heard", "seen", "known", "entitled", "headlined"])
_ASKED = re.compile(r"(?:asked|pressed|questioned|quizzed|queried|grilled|challenged)\Z")
_PUT = re.compile(
    rf"(?:\A\W*|[,;(:—–]\s*|\b(?:when|if|while|once|after|and)\s+(?:(?:\w+ly|being)\s+)*|{_BE})\Z"
)
_QUESTION = re.compile(
    r"\s+(?:(?:\w+ly|again|later|on\s+\w+day)\s+)*(?:if|whether|about|why|how|what|when|where|who|which|by|for|on|over)\b"
)


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
    return _ASKED.match(verb) is not None


def is_put(before: str, verb: str, after: str) -> bool:
    """Whether a question is put to the subject: *Asked whether ..., Lee said*; not *Lee asked whether ...*.

    >>> is_put("when ", "asked", " if it rained, he"), is_put("lee ", "asked", " if it rained.")
    (True, False)
    """
    return is_asking(verb) and _PUT.search(before) is not None and _QUESTION.match(after) is not None


def is_passive(before: str, verb: str) -> bool:
    """Whether the subject of a participle does not speak: *was told*, *is said to*; not *was quoted*."""
    return verb not in _QUOTED and _PASSIVE.search(before) is not None
