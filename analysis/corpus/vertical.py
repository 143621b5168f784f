"""CoNLL-U and VRT -> documents; the words get a blank between them unless the file says otherwise.

CoNLL-U: one document for each `# newdoc`, its text from `# text` or else from the words; `# meta::key`
lines are metadata. VRT: one for each `<text>`, `<doc>` or `<speech>`, whose attributes are metadata.
"""

import html
import re
from collections.abc import Iterator

from analysis.corpus.decoding import mend, open_text
from analysis.corpus.reading import CorpusFile, Located, Options, UnreadableError
from analysis.records import Document

_COMMENT = re.compile(r"#\s*([^=]+?)\s*(?:=\s*(.*))?$")
_TAG = re.compile(r"</?([\w:.-]+)((?:\s[^>]*)?)/?>$")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NUMBER = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+)|(?P<understood>\.[0-9]+))?$")
"""A word, a contraction (2-3) or a word that is only understood (2.1)."""
_UNITS = {"text", "doc", "speech"}
_SPEAKER = "speaker_name"


class _Pending:
    """The text of the document that is being read, sentence by sentence."""

    def __init__(self, id: str = "", metadata: dict[str, str] | None = None) -> None:
        self.id = id
        self.metadata = metadata or {}
        self._pieces: list[str] = []
        self._gap = ""

    def word(self, form: str, glued: bool) -> None:
        """Add a word; `glued` if no blank follows it."""
        self._pieces += (self._gap, form)
        self._gap = "" if glued else " "

    def glue(self) -> None:
        """No blank before the next word."""
        self._gap = ""

    def paragraph(self) -> None:
        """A blank line before the next word."""
        if self._pieces:
            self._gap = "\n\n"

    def document(self, file: CorpusFile, number: int) -> Iterator[Located]:
        """The document, if it holds any word."""
        text = mend("".join(self._pieces).lstrip())[0]
        if text:
            known = {mend(key)[0]: mend(value)[0] for key, value in self.metadata.items()}
            id = mend(self.id)[0] or f"{file.id}-{number}"
            yield f"{file.path}, text {number}", Document(id, text, {**file.metadata, **known})


def read_conllu(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of a CoNLL-U file."""
    number = 0
    pending = _Pending()
    with open_text(file, options.encoding, newline="\n") as stream:
        for sentence in _sentences(stream):
            comments = dict(_comments(sentence))
            if "newdoc" in comments or "newdoc id" in comments:
                yield from pending.document(file, number)
                number += 1
                pending = _Pending(comments.get("newdoc id", ""))
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


def _add_sentence(pending: _Pending, comments: dict[str, str], sentence: list[str], where: str) -> None:
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
        if number["understood"] or (not number["last"] and int(number["first"]) <= inside):
            continue
        inside = int(number["last"] or inside)
        pending.word(cells[1], glued="SpaceAfter=No" in cells[9])


def read_vrt(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of a vertical file: a word a line, its form in the first column."""
    number = 0
    pending = _Pending()
    with open_text(file, options.encoding, newline="\n") as stream:
        for line in stream:
            line = line.rstrip("\r\n")
            tag = _TAG.match(line) if line.startswith("<") else None
            if tag is None:
                if line and not line.startswith(("<?", "<!")):
                    pending.word(html.unescape(line.partition("\t")[0]), glued=False)
            elif tag[1] == "g":
                pending.glue()
            elif tag[1] == "p":
                pending.paragraph()
            elif tag[1] in _UNITS:
                yield from pending.document(file, number)
                opens = not line.startswith("</")
                number += opens
                pending = _unit(tag[2]) if opens else _Pending()
    yield from pending.document(file, number or 1)


def _unit(attributes: str) -> _Pending:
    fields = {
        name.lower(): html.unescape(double or single).strip()
        for name, double, single in _ATTRIBUTE.findall(attributes)
    }
    known = {name: value for name, value in fields.items() if value not in ("", "-") and name != "id"}
    if _SPEAKER in known:
        last, _, first = known[_SPEAKER].partition(", ")
        known = {"speaker": f"{first} {last}".strip()} | known
    return _Pending(fields.get("id", ""), known)
