"""Lexicons are read from their copies as JSON, unless the TOML file has changed since they were made."""

import json

import pytest

from analysis.base.errors import LexiconError
from analysis.language import lexicon_files
from analysis.language.lexicon_files import COPIES, FOLDER, copied, parse_tables, read_tables

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_each_file_has_its_copy(name):
    tables = parse_tables((FOLDER / f"{name}.toml").read_bytes(), f"{name}.toml")
    copy = COPIES / f"{name}.json"
    made = copy.read_text(encoding="utf-8") if copy.is_file() else ""
    assert made == copied(tables), "make the copies anew: python -m analysis.training.lexicon_copies"


def test_there_is_no_other_copy():
    assert sorted(path.stem for path in COPIES.iterdir()) == NAMES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "copies").mkdir()
    (tmp_path / "some.toml").write_text("a = 'b'", encoding="utf-8")
    monkeypatch.setattr(lexicon_files, "FOLDER", tmp_path)
    monkeypatch.setattr(lexicon_files, "COPIES", tmp_path / "copies")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_file_is_read_without_a_copy():
    assert read_tables("some").tables == {"a": "b"}


def test_a_copy_of_the_same_bytes_is_read(folder):
    digest = read_tables("some").digest
    copy = json.dumps({"digest": digest, "tables": {"a": "from the copy"}})
    (folder / "copies" / "some.json").write_text(copy, encoding="utf-8")
    assert read_tables("some").tables == {"a": "from the copy"}
    (folder / "some.toml").write_text("a = 'c'", encoding="utf-8")
    assert read_tables("some").tables == {"a": "c"}


def test_what_is_no_toml_is_said():
    with pytest.raises(LexiconError, match=r"^some.toml: not valid TOML in UTF-8: "):
        parse_tables(b"a = [", "some.toml")
