"""The annotated articles of the train part, read for the careful reader, and the word pieces it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.annotation.statements.careful.word_pieces import WordPieces
from analysis.annotation.statements.vocabulary import load_tagger
from analysis.training.careful.examples import Example, make_example, read_article, together
from analysis.training.careful.pretrained import choose_pieces, pieces_seen, pretrained_folder, read_pieces
from analysis.training.paraphrases import paraphrase
from analysis.training.train_statements import Article, Record, read_records

MADE_UP = 0.6
"""Made-up texts for each article."""
PORTION = 6
"""Made-up texts that are learned from together: they are short."""


@dataclass(frozen=True)
class Corpus:
    """Annotated articles; `kept` are the numbers of the word pieces that are kept, `pieces` their names."""

    records: Sequence[Record]
    articles: Sequence[Article]
    kept: Sequence[int]
    pieces: Sequence[str]

    @property
    def unseen(self) -> Sequence[Article]:
        """The articles that a network does not see which learns from half of them."""
        return self.articles[::2]

    def examples(self, *, half: bool = False) -> list[Example]:
        """What is learned from: the articles, or half of them, and what is made up from these."""
        chosen = slice(1 if half else 0, None, 2 if half else 1)
        records, known = self.records[chosen], WordPieces(self.pieces)
        made_up = read_articles(paraphrase(records, round(MADE_UP * len(records))))[1]
        short = [make_example(article, known) for article in made_up]
        portions = [together(short[i : i + PORTION]) for i in range(0, len(short), PORTION)]
        return [*(make_example(article, known) for article in self.articles[chosen]), *portions]


def read_annotated(gold: Path) -> Corpus:
    """Read `attribution/train.jsonl.gz`, and choose the word pieces."""
    records, articles = read_articles(read_records(gold / "attribution" / "train.jsonl.gz"))
    names = read_pieces(pretrained_folder())
    known = WordPieces(names)
    words = (article.text.tokens(i).word for article in articles for i in range(len(article.text.sentences)))
    seen = pieces_seen(names, (known[word] for some in words for word in some))
    kept = choose_pieces(names, seen)
    return Corpus(records, articles, kept, [names[i] for i in kept])


def read_articles(records: Sequence[Record]) -> tuple[list[Record], list[Article]]:
    """The records in which something is read, and the articles."""
    read = [(record, read_article(record, load_tagger())) for record in records]
    return [record for record, article in read if article], [article for _, article in read if article]
