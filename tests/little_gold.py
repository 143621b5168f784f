"""A folder of annotated data in the form that training reads, made of a handful of own sentences."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from analysis.language.text import Text

Row = dict[str, Any]
DOCUMENTS = 10
"""Documents that the sentences are dealt out to: enough for each fold to see every class."""

SUBJECTS = ("We/PRP", "They/PRP", "The/DT ministers/NNS", "Our/PRP$ friends/NNS")
VERBS = ("vote/VB", "leave/VB", "agree/VB", "pay/VB")
PLAIN = (
    "{s} will/MD {v} today/NN ./.",
    "{s} can/MD not/RB {v} now/RB ./.",
    "{s} have/VBP to/TO {v} ./.",
    "{s} have/VBP plans/NNS to/TO {v} ./.",
    "{s} might/MD {v} ,/, she/PRP said/VBD ./.",
    "The/DT will/NN of/IN the/DT people/NNS counts/VBZ ./.",
    "It/PRP is/VBZ a/DT can/NN of/IN soup/NN ./.",
    "{s} are/VBP going/VBG to/TO {v} ./.",
    "{s} are/VBP going/VBG to/TO Rome/NNP ./.",
    "She/PRP would/MD {v} soon/RB ./.",
    "He/PRP had/VBD gone/VBN home/RB ./.",
)
CONDITIONS = (
    ("If they {v}, we will stay.", "If", "If they {v}", "we will stay"),
    ("We will stay if they {v}.", "if", "if they {v}", "We will stay"),
    (
        "The minister must go unless they {v} in May.",
        "unless",
        "unless they {v} in May",
        "The minister must go",
    ),
    ("If the banks {v}, the state pays.", "If", "If the banks {v}", "the state pays"),
)
DONE = ("threat", "warning", "promise", "offer", "directive", "commitment", "inference", "other")
"""Acts that the conditions perform, one after the other."""
QUESTIONS = ("She asked if they {v}.", "I wonder if they {v}.", "Nobody knows if they {v}.")
"""Of which the *if* is a *whether*."""
UNREAL = (
    ("Had they {p}, we would have stayed.", "Had they {p}", "we would have stayed"),
    ("Without their help, we would have {p}.", "Without their help", "we would have {p}"),
    ("If they had {p}, we would have stayed.", "If they had {p}", "we would have stayed"),
)
TAGS = {
    **dict.fromkeys(("we", "they", "she", "i", "you", "it"), "PRP"),
    **dict.fromkeys(("will", "must", "may", "can", "would"), "MD"),
    **dict.fromkeys(("stay", "go", "vote", "leave", "agree", "pay"), "VB"),
    **dict.fromkeys(("asked", "said"), "VBD"),
    **dict.fromkeys(("if", "unless", "in"), "IN"),
    **dict.fromkeys(("the", "a"), "DT"),
}
"""Penn tags of the words of sentences that are written without."""
PARTICIPLES = ("left", "paid", "voted")
REAL = ("We had {p} before noon.", "They left without a word.", "They had {p}, and nobody saw it.")
SENSES = (
    ("It may rain {x}.", "may", "epistemic", "possibility", "epistemic"),
    ("You must be tired {x}.", "must", "epistemic", "inference", "epistemic"),
    ("It will rain {x}.", "will", "epistemic", "prediction", "future"),
    ("You may go {x}.", "may", "deontic", "permission", "deontic"),
    ("You must pay {x}.", "must", "deontic", "obligation", "deontic"),
    ("We must eat {x}.", "must", "dynamic", "necessity", "dynamic"),
    ("She can swim {x}.", "can", "dynamic", "ability", "dynamic"),
    ("I will help you {x}.", "will", "dynamic", "volition", "future"),
    ("They would stay {x}.", "would", "epistemic", "prediction", "hypothetical"),
)
"""Sentence, verb, sense after Palmer, meaning after Quirk, sense of the codebook."""
WHEN = ("today", "now", "soon", "at noon", "in town")
REPORTS = (
    ("{n} said the harbour was closed.", "{n}", "said", "the harbour was closed"),
    ("“The harbour is closed,” said {n}.", "{n}", "said", "“The harbour is closed,”"),
    ("According to {n}, the road is wet.", "{n}", "According to", "the road is wet"),
    ("{n} told reporters that nobody would pay.", "{n}", "told", "that nobody would pay"),
)
SILENT = "The road runs along the harbour. Few people walk there in winter."
NAMES = ("Ann Lee", "Bo Oak", "Mr. Hill", "Mary Stone")


def little_gold(folder: Path) -> Path:
    """Write the whole folder."""
    for bank in ("ewt", "gum"):
        for part in ("train", "dev"):
            rows = [*treebank(bank, part), *conditions()] if part == "train" else treebank(bank, part)
            _write(folder / f"ud/{bank}.{part}.jsonl.gz", rows)
    political = [*meant("political"), *({**row, "modals": []} for row in conditions())]
    _write(folder / "political/train.jsonl.gz", political)
    for part in ("train", "dev"):
        _write(folder / f"acts/{part}.jsonl.gz", conditions())
    _write(folder / "modal_sense/moverb.jsonl.gz", meant("moverb"))
    _write(folder / "modal_sense/msc_masc.jsonl.gz", meant("msc_masc"))
    _write(folder / "counterfactual/spans_train.jsonl.gz", unreal())
    _write(folder / "counterfactual/detection_train.jsonl.gz", real())
    _write(folder / "attribution/train.jsonl.gz", articles())
    return folder


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)).encode()
    path.write_bytes(gzip.compress(lines, mtime=0))


def _document(number: int) -> str:
    return f"document-{number % DOCUMENTS}"


def _span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def treebank(bank: str, part: str) -> Iterator[Row]:
    """Tagged sentences with their modals and semi-modals."""
    for number, (form, subject, verb) in enumerate(product(PLAIN, SUBJECTS, VERBS)):
        yield _tagged(form.format(s=subject, v=verb), f"{bank}/{part}-{number}", _document(number))


def _tagged(line: str, id: str, document: str) -> Row:
    text, tokens, tags = "", [], []
    for word, tag in (pair.rsplit("/", 1) for pair in line.split()):
        text += " " if text and word.isalnum() else ""
        tokens.append([len(text), len(text) + len(word)])
        tags.append(tag)
        text += word
    semi = [
        {"start": match.start(), "end": match.end(1), "lemma": match[1]}
        for match in re.finditer(r"\b(have to|going to)(?! Rome)", text)
    ]
    about = {"id": id, "doc": document, "genre": "news", "license": "CC BY 4.0"}
    return {**about, "text": text, "tokens": tokens, "xpos": tags, "modals": _modals(text, tokens, tags),
            "semimodals": semi, "conditionals": []}  # fmt: skip


def conditions() -> Iterator[Row]:
    """Conditions with their clauses, and *if* for *whether*."""
    verbs = [verb.partition("/")[0] for verb in VERBS]
    for number, ((form, marker, protasis, apodosis), verb) in enumerate(product(CONDITIONS, verbs)):
        text = form.format(v=verb)
        mark = {
            "marker": _span(text, marker),
            "kind": "conditional",
            "protasis": _span(text, protasis.format(v=verb)),
            "apodosis": _span(text, apodosis),
            "act": DONE[number % len(DONE)],
        }
        yield _untagged(f"condition-{number}", _document(number), text, [mark])
    for number, (form, verb) in enumerate(product(QUESTIONS, verbs)):
        text = form.format(v=verb)
        mark = {"marker": None, "kind": "interrogative", "protasis": None, "apodosis": None}
        yield _untagged(f"question-{number}", _document(number), text, [mark])


def _modals(text: str, tokens: list[list[int]], tags: list[str]) -> list[Row]:
    spans = [span for span, tag in zip(tokens, tags, strict=True) if tag == "MD"]
    return [{"start": a, "end": b, "lemma": text[a:b], "form": text[a:b]} for a, b in spans]


def _untagged(id: str, document: str, text: str, conditionals: list[Row]) -> Row:
    """A sentence whose words have the tag that they always have here; others are nouns."""
    tokens = [list(match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]
    tags = [TAGS.get(text[a:b].lower(), "NN") for a, b in tokens]
    about = {"id": id, "doc": document, "genre": "news", "license": "CC BY 4.0", "text": text}
    return {**about, "tokens": tokens, "xpos": tags, "modals": _modals(text, tokens, tags), "semimodals": [],
            "conditionals": conditionals, "hedges": [], "boosters": []}  # fmt: skip


def meant(corpus: str) -> Iterator[Row]:
    """Modals with their senses; those of one corpus have votes and meanings after Quirk."""
    for document in range(DOCUMENTS):
        for number, (form, verb, palmer, quirk, codebook) in enumerate(SENSES):
            text = form.format(x=WHEN[(document + number) % len(WHEN)])
            text = f"Yeah, uh, {text}" if corpus == "moverb" else f"The chair of the committee said: {text}"
            start, end = _span(text, verb)
            mark: Row = {"start": start, "end": end, "lemma": verb, "sense": palmer, "sense3": palmer}
            if corpus == "moverb":
                mark |= {"quirk": quirk, "votes": [palmer, palmer, "epistemic"]}
            elif corpus == "political":
                mark = {**mark, "sense": codebook, "sense3": codebook}
            row = _untagged(f"{corpus}-{document}-{number}", _document(document), text, [])
            yield {**row, "modals" if corpus == "political" else "modal_senses": [mark]}


def unreal() -> Iterator[Row]:
    """Counterfactual sentences with antecedent and consequent."""
    for number, ((form, antecedent, consequent), verb) in enumerate(product(UNREAL, PARTICIPLES)):
        text = form.format(p=verb)
        yield {
            "id": f"unreal-{number}",
            "text": text,
            "antecedent": _span(text, antecedent.format(p=verb)),
            "consequent": _span(text, consequent.format(p=verb)),
        }


def real() -> Iterator[Row]:
    """Sentences that are not counterfactual."""
    for number, (form, verb) in enumerate(product(REAL, PARTICIPLES)):
        yield {"id": f"real-{number}", "text": form.format(p=verb), "counterfactual": 0}


def articles() -> Iterator[Row]:
    """News in which somebody says something."""
    for number in range(DOCUMENTS + 2):
        text, attributions = f"{SILENT}\n\n", []
        for place, (form, source, cue, content) in enumerate(REPORTS):
            name = NAMES[(number + place) % len(NAMES)]
            sentence = form.format(n=name)
            parts = {"source": source.format(n=name), "cue": cue, "content": content}
            spans = {part: _span(sentence, words) for part, words in parts.items()}
            moved = {part: [[len(text) + at for at in span]] for part, span in spans.items()}
            said = {f"{part}_text": words for part, words in parts.items()}
            attributions.append({**moved, **said, "id": f"{number}-{place}", "statement": True})
            text += f"{sentence}\n\n"
        assert len(Text(text).sentences) >= len(REPORTS)
        yield {"id": f"article-{number}", "text": text, "attributions": attributions}


def little_wordnet(folder: Path) -> Path:
    """WordNet's database files with four words."""
    header = "  1 This is no licence.  \n"
    files = {
        "data.verb": ["00000001 38 v 01 walk 0 000 | go on foot", "00000002 32 v 01 tell 0 000 | say"],
        "index.verb": ["walk v 1 0 1 1 00000001  ", "tell v 1 0 1 1 00000002  "],
        "data.noun": ["00000003 18 n 01 nurse 0 000 | a person", "00000004 04 n 01 walk 0 000 | an act"],
        "index.noun": ["nurse n 1 0 1 1 00000003  ", "walk n 1 0 1 1 00000004  "],
        "cntlist.rev": [
            "walk%2:38:00:: 1 3",
            "walk%1:04:00:: 1 9",
            "tell%2:32:00:: 1 5",
            "calm%3:00:00:: 1 2",
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        head = "" if name == "cntlist.rev" else header
        (folder / name).write_text(head + "".join(f"{line}\n" for line in lines), "latin-1")
    return folder
