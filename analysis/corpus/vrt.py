"""VRT, a word a line -> documents: one for each `<text>`, `<doc>` or `<speech>`; attributes are metadata.

Words get a blank between them unless `<g/>` stands there; `<p>` begins a paragraph.
"""

import html
import re
from collections.abc import Iterator

from analysis.corpus.document_builder import DocumentBuilder
from analysis.corpus.parlamint import described
from analysis.corpus.reading import CorpusFile, Located, Options
from analysis.corpus.text_streams import lines, open_text

_TAG = re.compile(r"</?([\w:.-]+)((?:\s.*?)?)/?>$")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_UNITS = {"text", "doc", "speech"}


def read_vrt(file: CorpusFile, options: Options) -> Iterator[Located]:
    """Yield the documents of a vertical file: a word a line, its form in the first column."""
    number = 0
    pending = DocumentBuilder(longest=options.limits.longest)
    with open_text(file, options.encoding, newline="\n") as stream:
        for line in lines(stream, file.path, options.limits):
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
                pending = _unit(tag[2] if opens else "", options.limits.longest)
    yield from pending.document(file, number or 1)


def _unit(attributes: str, longest: int) -> DocumentBuilder:
    fields = {
        name.lower(): html.unescape(double or single).strip()
        for name, double, single in _ATTRIBUTE.findall(attributes)
    }
    return DocumentBuilder(fields.get("id", ""), described(fields), longest=longest)
