"""A text -> the Penn tag of each of its tokens, for what looks tokens up by their tags."""

from collections.abc import Iterator

from analysis.language.tagging.tagger import tag, tags_of
from analysis.language.tagging.tags import Tag
from analysis.language.text import Text


def word_tags(text: Text) -> Iterator[str]:
    """The tags of the tokens of all sentences, in order.

    >>> list(word_tags(Text("They may go.")))
    ['PRP', 'MD', 'VB', 'PUNCT']
    """
    sentences = range(len(text.sentences))
    tag([(text, sentences)])
    for number in sentences:
        yield from (Tag(value).penn for value in tags_of(text, number))
