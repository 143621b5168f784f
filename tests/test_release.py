"""A release can be cut: what pyproject, CITATION.cff, codemeta.json and the package say of it agrees."""

import json
import tomllib
from pathlib import Path

import yaml

from analysis import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CODEMETA = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))


def test_every_file_names_the_same_version():
    assert {PROJECT["version"], str(CITATION["version"]), CODEMETA["version"]} == {__version__}


def test_every_file_names_the_same_authors_licence_and_purpose():
    assert PROJECT["license"] == CITATION["license"] == CODEMETA["license"].rpartition("/")[2]
    authors = [author["name"] for author in PROJECT["authors"]]
    assert authors == [author["name"] for author in CITATION["authors"]]
    assert authors == [author["name"] for author in CODEMETA["author"]]
    assert PROJECT["description"] == CODEMETA["description"]
    assert PROJECT["keywords"] == CODEMETA["keywords"]
    assert CITATION["title"].lower().startswith(PROJECT["name"])


def test_the_changelog_has_a_section_for_the_version():
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
