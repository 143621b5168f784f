"""The examples of the pages are true: Python runs, lexicon entries can be read, links lead somewhere."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.annotation.pipeline import annotate_document
from analysis.base.layers import LAYERS
from analysis.base.records import Document
from analysis.cli import main
from analysis.language.lexicon import load_lexicon, parse_lexicon
from analysis.language.word_lists import load_word_lists, parse_word_lists

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    (page.name, kind, block)
    for page in PAGES
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8"))
]
ELSEWHERE = "extending.md"  # needs a package with one more layer: see test_extending
FILE = re.compile(r"# analysis/\S+\n")
"""The first line of a block that is a file of its own: test_extending puts it there and runs it."""


def of(kind):
    return [
        pytest.param(block, id=f"{page}-{number}")
        for number, (page, name, block) in enumerate(BLOCKS)
        if name == kind and not FILE.match(block) and page != ELSEWHERE
    ]


@pytest.mark.parametrize("block", of("python"))
def test_python_runs(block, tmp_path, monkeypatch):
    """In a folder with some annotated speeches, as the pages suppose."""
    monkeypatch.chdir(tmp_path)
    Path("speech.txt").write_text("We may go if they stay.", encoding="utf-8")
    assert CliRunner().invoke(main, ["annotate", "speech.txt", "-o", "marks/"]).exit_code == 0
    exec(compile(block, "page", "exec"), {})


@pytest.mark.parametrize("block", [block for block in of("toml") if "[[entry]]" in block.values[0]])
def test_entries_are_found_where_they_say(block):
    known = load_lexicon("hedges")
    sources = "".join(f'[sources."{key}"]\ncite = {cite!r}\n' for key, cite in known.sources.items())
    [entry] = parse_lexicon(f"{sources}\n{block}".encode(), "page.toml").entries
    assert known.by_id[entry.id].forms == entry.forms
    for example in entry.examples:
        text = example.replace("[", "").replace("]", "")
        found = annotate_document(Document("x", text)).hedges
        assert entry.id in [LAYERS["hedges"].item(mark) for mark in found]


@pytest.mark.parametrize("block", [block for block in of("toml") if "[[entry]]" not in block.values[0]])
def test_word_lists_are_as_they_say(block):
    [shown] = parse_word_lists(f"[sources.own]\ncite = 'own'\n{block}", "page.toml").values()
    known = load_word_lists("contexts")[shown.name]
    assert shown.words <= known.words
    assert shown._replace(words=known.words, in_order=known.in_order) == known


LINKS = [
    (page, path)
    for page in PAGES
    for path in sorted(set(re.findall(r"\]\((?!http)([^)#\s]+)", page.read_text(encoding="utf-8"))))
]


@pytest.mark.parametrize(("page", "path"), LINKS, ids=[f"{page.name}: {path}" for page, path in LINKS])
def test_links_lead_somewhere(page, path):
    assert (page.parent / path).exists()
