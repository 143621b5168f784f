"""A day of a congress, from the pages as downloaded to the figure of voices, without a file edited."""

import csv
import json

import pytest
from click.testing import CliRunner
from little_congress import little_congress

from analysis import annotate, read_corpus
from analysis.cli import main

SAID = {
    "Oakes": 22,
    "Speaker pro tempore": 14,
    "Merl of Ohio": 54,
    "Fenn": 31,
    "Merl of Utah": 18,
    "Presiding Officer": 10,
    "Lund": 22,
    "Dora Ashby": 27,
}
EXCLUDED = (
    "[[Page H1201]]",
    "{time}",
    "Ashby\n",
    "Merl (UT)",
    "legislative clerk read",
    "SEC. 3.",
    "HON. DORA",
)


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    return little_congress(tmp_path_factory.mktemp("record") / "day")


def test_the_pages_keep_how_the_record_lies_on_them(day):
    house, *_ = [each for each in read_corpus(day) if "House" in each.metadata["chamber"]]
    assert "\n     Merl (OH)\n" in house.text
    assert "boats will wait & crews" in house.text
    assert house.metadata["title"] == "THE HARBOUR LIGHTS ACT"


def test_everybody_speaks_once_and_the_record_nothing(day):
    said, nobody = {}, []
    for document in read_corpus(day):
        record = annotate(document.text)
        assert document.metadata["date"] == "2025-05-12"
        for statement in record["statements"]:
            words = sum(len(document.text[a:b].split()) for a, b in statement["spans"])
            said[statement["speaker"]] = said.get(statement["speaker"], 0) + words
        nobody += [document.text[a:b] for a, b in record["excluded"]]
    assert said == SAID
    for words in EXCLUDED:
        assert any(words in each + "\n" for each in nobody), words


def test_a_study_that_nobody_edited_draws_the_voices(day, monkeypatch):
    monkeypatch.chdir(day.parent)
    for arguments in (["init", "day", "-o", "day.yaml"], ["run", "day.yaml"]):
        assert CliRunner().invoke(main, arguments).exit_code == 0
    record = json.loads((day.parent / "figures/05_voices.json").read_text("utf-8"))
    assert record["corpus"]["documents"] == 3
    with (day.parent / "figures/05_voices.csv").open(encoding="utf-8") as table:
        voices = {row["voice"] for row in csv.DictReader(table)}
    assert set(SAID) <= voices
