"""What the rules of statements make of a text if one of their lists of words were empty."""

import sys
from importlib import import_module
from types import ModuleType
from unittest.mock import patch

from analysis.annotation.statements.readers import load_reader
from analysis.base.records import Document
from analysis.language import reporting, word_lists
from analysis.language.reporting import forms_by_use
from analysis.language.text import Text

LOAD = word_lists.load_word_lists


def read(text: str):
    """Speakers, stretches and kinds of the statements of a text, what nobody says, and how it was read."""
    attribute = import_module("analysis.annotation.statements").attribute
    found = attribute([Text(text)], [Document("text", text, {})], None)[0]
    said = [(one.speaker, one.spans, one.kind, one.speaker_note) for one in found.statements]
    return said, found.excluded, found.excluded_kinds, found.reader, found.layout


def read_without(file: str, name: str, text: str):
    """The same with the modules loaded anew, which find the list empty."""

    def load(asked: str):
        lists = LOAD(asked)
        if asked != file:
            return lists
        return {**lists, name: lists[name]._replace(words=frozenset(), in_order=())}

    return _read_anew(word_lists, "load_word_lists", load, text)


def read_without_use(use: str, text: str):
    """The same where no reporting verb has a use."""
    return _read_anew(reporting, "forms_by_use", lambda: {**forms_by_use(), use: frozenset()}, text)


def _read_anew(module: ModuleType, name: str, instead, text: str):
    """What a text is read as by modules that are loaded while a function is another."""
    mine = {
        key: sys.modules.pop(key)
        for key in list(sys.modules)
        if key.startswith("analysis.annotation.statements")
    }
    try:
        with patch.object(module, name, instead):
            import_module("analysis.annotation.statements.prose").load_reader = load_reader
            return read(text)
    finally:
        for key in [key for key in sys.modules if key.startswith("analysis.annotation.statements")]:
            del sys.modules[key]
        sys.modules.update(mine)
        sys.modules["analysis.annotation"].statements = mine["analysis.annotation.statements"]
