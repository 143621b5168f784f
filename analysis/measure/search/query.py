"""What a reader types -> a query of corpus query language, parsed by bcql-py (BlackLab's CQL).

Plain words are a phrase, in which `*` stands for any letters and `?` for one, a lone `*` for any word, `|`
between words for either, `/.../` for a regular expression, `lemma:say` for all forms of a word and `tag:VB*`
for a tag. What holds a quotation mark or a bracket of CQL is read as CQL.

    >>> in_cql("we will|shall not"), in_cql("lemma:threaten * the")
    ('"we" "will|shall" "not"', '[lemma="threaten"] ".*\\w.*" "the"')
"""

import re
from typing import Any, Final

from analysis.base.errors import StudyError
from analysis.language.text import Tokens, fold

ATTRIBUTES: Final = ("word", "lemma", "tag")
"""What a token can be asked for by name."""
_CQL: Final = re.compile(r"[\"\[]|</?\w+/?>|(?<!\S)'")
_FLAGS: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*%[cd]+""")
_WILD: Final = re.compile(r"[*?]")
LONGEST: Final = 2_000
"""Characters of a query."""


def parse_query(query: str) -> Any:
    """The query as a tree of bcql-py. StudyError, with the place, where it is none."""
    from bcql_py import BCQLSyntaxError, parse

    if not query.strip():
        raise StudyError("search: nothing to look for; right would be words, such as: will not")
    if len(query) > LONGEST:
        raise StudyError(f"search: the query has {len(query):,} characters; right would be {LONGEST:,}")
    cql = in_cql(query)
    try:
        return parse(cql)
    except BCQLSyntaxError as error:
        reason = str(error).splitlines()[0]
        raise StudyError(
            f"search: {cql} is no query ({reason[0].lower()}{reason[1:]}); right would be words, such as "
            'threat* or lemma:go, or CQL, such as [lemma="go"] "to"'
        ) from error
    except RecursionError as error:
        raise StudyError("search: the query is nested too deep; right would be a plainer one") from error


def in_cql(query: str) -> str:
    """The query in CQL; upper and lower case are the same without `%c` as well.

    >>> in_cql('[word="may" %c]'), in_cql("/h(e|o)dge/"), in_cql("we'll"), in_cql("threat*")
    ('[word="may"]', '"h(e|o)dge"', '"we" "\\'ll"', '"threat.*"')
    """
    stripped = query.strip()
    if _CQL.search(stripped):
        return _FLAGS.sub(r"\1", stripped)
    return " ".join(map(_token, stripped.split()))


def _token(word: str) -> str:
    """One word of plain words in CQL."""
    name, colon, value = word.partition(":")
    if colon and value and name in ATTRIBUTES:
        return f"[{name}={_quoted(_pattern(value))}]"
    if len(word) > 2 and word[0] == word[-1] == "/":
        return _quoted(word[1:-1])
    if word == "*":
        return r'".*\w.*"'
    if _WILD.search(word) or "|" in word.strip("|"):
        return _quoted(_pattern(word))
    folded = fold(word)
    return " ".join(_quoted(re.escape(part)) for part in Tokens(folded, 0, len(folded)).word)


def _pattern(value: str) -> str:
    """A value with wildcards and alternatives as a regular expression."""
    signs = {"*": ".*", "?": ".", "|": "|"}
    return "".join(signs.get(char) or re.escape(char) for char in fold(value))


def _quoted(pattern: str) -> str:
    return '"{}"'.format(pattern.replace('"', r"\""))
