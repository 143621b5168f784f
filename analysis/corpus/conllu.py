"""CoNLL-U -> documents: one for each `# newdoc`, its text from `# text` or else from the words.

Words get a blank between them unless SpaceAfter=No; `# newpar` begins a paragraph; `# meta::key` lines
are metadata, and so is what a table of ParlaMint beside the file says (`parlamint.py`).
"""

import re
from collections.abc import Iterator

from analysis.corpus.document_builder import DocumentBuilder
from analysis.corpus.parlamint import read_table
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.refusals import UnreadableError
from analysis.corpus.text_streams import lines, open_text

_COMMENT = re.compile(r"#\s*([^=]+?)\s*(?:=\s*(.*))?$")
_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+)|(\.[0-9]+))?$")
"""A word (2), a contraction (2-3), or a word that is only understood (2.1)."""


def read_conllu(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of a CoNLL-U file."""
    number = 0
    longest = options.limits.longest
    pending = DocumentBuilder(longest=longest)
    speeches = read_table(file)
    with open_text(file, options.encoding, newline="\n") as stream:
        for sentence in _sentences(lines(stream, file.path, options.limits)):
            comments = dict(_comments(sentence))
            if "newdoc" in comments or "newdoc id" in comments:
                yield from pending.document(file, number)
                number += 1
                id = comments.get("newdoc id", "")
                pending = DocumentBuilder(id, dict(speeches.get(id, {})), longest=longest)
            if "newpar" in comments or "newpar id" in comments:
                pending.paragraph()
            pending.metadata |= {
                key.removeprefix("meta::").lower(): value
                for key, value in comments.items()
                if "meta::" in key
            }
            _add_sentence(pending, comments, sentence, f"{file.path}, text {number}")
    yield from pending.document(file, number or 1)


def _sentences(lines: Iterator[str]) -> Iterator[list[str]]:
    sentence: list[str] = []
    for line in lines:
        if line.strip():
            sentence.append(line.rstrip("\r\n"))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _comments(sentence: list[str]) -> Iterator[tuple[str, str]]:
    for line in sentence:
        if line.startswith("#") and (match := _COMMENT.match(line)):
            yield match[1], match[2] or ""


def _add_sentence(
    pending: DocumentBuilder, comments: dict[str, str], sentence: list[str], where: str
) -> None:
    if comments.get("text"):
        pending.word(comments["text"], glued=False)
        return
    inside = 0  # last part of a contraction, whose form stands on the line before its parts
    for line in sentence:
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) != 10:
            raise UnreadableError(where, f"{len(cells)} columns where CoNLL-U has 10: {line[:40]!r}")
        number = _NUMBER.match(cells[0])
        if number is None:
            raise UnreadableError(where, f"no number of a word at the beginning of {line[:40]!r}")
        first, last, understood = number.groups()
        if understood or (not last and int(first) <= inside):
            continue
        inside = int(last or inside)
        pending.word(cells[1], glued="SpaceAfter=No" in cells[9])
