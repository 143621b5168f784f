"""ParlaMint without its XML: `.txt` with a speech a line, and tables of who speaks beside them.

A line is the id of a speech, a tab and its text. `-meta-en.tsv` or `-meta.tsv`, which ParlaMint puts
beside `.txt` and `.conllu`, say of each id what the attributes of a speech say in `.vert`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from analysis.base.records import Document
from analysis.corpus.decoding import decode, mend
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.text_streams import lines, open_text

_TABLES = ("-meta-en.tsv", "-ana-meta-en.tsv", "-meta.tsv", "-ana-meta.tsv")
_LINE = re.compile(rb"(?:\xef\xbb\xbf)?ParlaMint-\S+\t")
_COUNTRY = re.compile(r"ParlaMint-([A-Z]{2}(?:-[A-Z]{2})?)")
_HEAD = 512
_UNKNOWN = ("", "-")
_OURS = {
    "party": "speaker_party_name",
    "party_short": "speaker_party",
    "chamber": "body",
    "gender": "speaker_gender",
    "role": "speaker_role",
}
"""What other readers call it -> what ParlaMint calls it here."""


def is_lines(file: CorpusFile) -> bool:
    """Whether a file holds a speech of ParlaMint a line."""
    if not _is_sitting(file):
        return False
    with file.open() as stream:
        return bool(_LINE.match(stream.read(_HEAD)))


def _is_sitting(file: CorpusFile) -> bool:
    name = PurePosixPath(file.id).name
    return name.startswith("ParlaMint-") and "_" in name


def read_lines(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the speeches of a `.txt`; a line without an id is damage."""
    speeches = read_table(file)
    with open_text(file, options.encoding, newline="\n") as stream:
        for number, line in enumerate(lines(stream, file.path, options.limits), start=1):
            where = f"{file.path}, line {number}"
            id, _, text = mend(line)[0].strip().partition("\t")
            if text:
                yield where, Document(id, text, {**file.metadata, **speeches.get(id, {})})
            elif id:
                options.skip(where, "not the id of a speech, a tab and its text")


def read_table(file: CorpusFile) -> dict[str, dict[str, str]]:
    """What the table beside a sitting says of each speech, by its id; nothing where there is none."""
    for end in _TABLES if _is_sitting(file) else ():
        if data := file.beside.read(f"{file.id}{end}"):
            table = decode(data, f"{file.beside.folder}/{file.id}{end}")[0]
            names, *rows = (line.split("\t") for line in table.splitlines() or [""])
            speeches = (dict(zip(names, row, strict=False)) for row in rows)
            return {fields.get("ID", ""): described(fields) for fields in speeches}
    return {}


def described(fields: Mapping[str, str]) -> dict[str, str]:
    """What is known of a speech under the names of all readers: "Lee, Ann" is the speaker Ann Lee."""
    known = {name.lower(): value for name, value in fields.items() if name and value not in _UNKNOWN}
    last, _, first = known.get("speaker_name", "").partition(", ")
    ours = {"speaker": f"{first} {last}".strip()} | {key: known.get(name, "") for key, name in _OURS.items()}
    if country := _COUNTRY.match(known.get("text_id", known.get("id", ""))):
        ours["country"] = country[1]
    known.pop("id", None)
    return {key: value for key, value in ours.items() if value} | known
