"""Annotations kept on disk: the same as made anew, found again, bounded, cleared, never in the way."""

import sqlite3

import pytest
from click.testing import CliRunner

from analysis.annotation import cache as caches
from analysis.annotation.cache import NAME, Cache, annotate_cached, kept
from analysis.annotation.kept_records import as_plain, from_plain
from analysis.annotation.pipeline import annotate_corpus
from analysis.annotation.speakers import Speakers
from analysis.base.records import Document
from analysis.cli import main

TEXTS = [
    Document("talk", "“We might go if it rains,” Ann Lee said. She will certainly stay, more or less."),
    Document(
        "hearing",
        "MR. OAK: We must act.\n\nMS. LEE: We may. [Applause] Unless you pay, we shall leave.\n" * 3,
    ),
    Document("headed", "Title: x\n\nThey could be right.", {"party": "Left"}, 10),
    Document("empty", ""),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(caches.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def made(monkeypatch):
    """The names of the texts that are annotated and not found."""
    names: list[str] = []

    def listening(documents, **options):
        documents = list(documents)
        names.extend(one.id for one in documents)
        return annotate_corpus(documents, **options)

    monkeypatch.setattr(caches, "annotate_corpus", listening)
    return names


@pytest.mark.parametrize("annotation", list(annotate_corpus(TEXTS)), ids=lambda one: one.document.id)
def test_plain_data_gives_the_same_annotation(annotation):
    import json

    assert from_plain(json.loads(json.dumps(as_plain(annotation))), annotation.document) == annotation


@pytest.mark.usefixtures("folder")
def test_what_was_annotated_is_found_again(made):
    anew = list(annotate_corpus(TEXTS))
    assert list(annotate_cached(TEXTS)) == anew
    assert made == [one.id for one in TEXTS]
    assert list(annotate_cached(reversed(TEXTS))) == anew[::-1]
    assert made == [one.id for one in TEXTS]


@pytest.mark.parametrize(
    "other",
    [
        {"documents": [Document("talk", TEXTS[0].text + " ")]},
        {"documents": [Document("talk", TEXTS[0].text, {"speaker": "Ann Lee"})]},
        {"documents": TEXTS[:1], "speakers": Speakers({"Ann": "Ann Lee"})},
    ],
    ids=["words", "metadata", "speakers"],
)
@pytest.mark.usefixtures("folder")
def test_what_decides_an_annotation_is_part_of_its_key(made, other):
    list(annotate_cached(TEXTS[:1]))
    list(annotate_cached(other["documents"], speakers=other.get("speakers")))
    assert made == ["talk", "talk"]


@pytest.mark.usefixtures("folder")
def test_another_package_finds_nothing(made, monkeypatch):
    list(annotate_cached(TEXTS[:1]))
    monkeypatch.setattr(caches, "digest_package", lambda: "other code")
    list(annotate_cached(TEXTS[:1]))
    assert made == ["talk", "talk"]


def test_what_was_used_longest_ago_is_dropped(folder):
    [talk, hearing, headed, _] = annotate_corpus(TEXTS)
    sizes = {}
    for name, annotation in (("a", talk), ("b", hearing), ("c", headed)):
        cache = Cache(folder)
        cache.put({name: annotation})
        cache.close()
        sizes[name] = kept(folder)[1] - sum(sizes.values())
    cache = Cache(folder)
    assert cache.get({"a": talk.document}) == {"a": talk}
    cache.close()
    cache = Cache(folder, limit=sum(sizes.values()) - 1)
    cache.put({"c": headed})
    left = cache.get({"a": talk.document, "b": hearing.document, "c": headed.document})
    cache.close()
    assert set(left) == {"a", "c"}


@pytest.mark.parametrize("spoil", ["content", "file"])
def test_a_spoilt_cache_is_passed_over(folder, made, spoil):
    anew = list(annotate_cached(TEXTS))
    if spoil == "file":
        (folder / NAME).write_bytes(b"no such thing " * 1000)
    else:
        with sqlite3.connect(folder / NAME) as file:
            file.execute("UPDATE kept SET content = x'00'")
    assert list(annotate_cached(TEXTS)) == anew
    assert len(made) == 2 * len(TEXTS)


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(caches.FOLDER, str(tmp_path / "file" / "kept"))
    assert len(list(annotate_cached(TEXTS))) == len(TEXTS)


def test_a_text_that_fails_is_not_kept(folder, fails_on):
    fails_on("talk")
    failed = []
    found = list(annotate_cached(TEXTS, on_error=lambda text, _: failed.append(text.id)))
    assert failed == ["talk"]
    assert [one.document.id for one in found] == ["hearing", "headed", "empty"]
    assert kept(folder)[0] == 3


def test_the_command_shows_and_clears(folder):
    list(annotate_cached(TEXTS))
    assert "4 annotated texts" in CliRunner().invoke(main, ["cache"]).output
    assert "cleared" in CliRunner().invoke(main, ["cache", "clear"]).output
    assert kept(folder) == (0, 0)
    assert "no annotated texts" in CliRunner().invoke(main, ["cache"]).output


def test_off_keeps_nothing(monkeypatch):
    monkeypatch.setenv(caches.FOLDER, "off")
    assert "off" in CliRunner().invoke(main, ["cache"]).output
    assert "off" in CliRunner().invoke(main, ["cache", "clear"]).output
