import json

import numpy as np
import pytest

from analysis.annotation import reader_names
from analysis.annotation.pipeline import annotate, annotate_corpus, annotate_document
from analysis.annotation.statements.careful.pair_head import PairHead, pack_pair_head, unpack_pair_head
from analysis.annotation.statements.careful.pair_places import SIZES, pair_places
from analysis.annotation.statements.careful.windows import LONGEST, USUAL, make_windows
from analysis.annotation.statements.careful.word_pieces import SPECIAL, WordPieces
from analysis.annotation.statements.contents import make_pairs
from analysis.annotation.statements.cues import Cue
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.token_columns import Passage, make_columns
from analysis.annotation.statements.vocabulary import load_tagger
from analysis.annotation.writing.annotate_files import annotate_to_file
from analysis.annotation.writing.manifest import read_manifest
from analysis.annotation.writing.parquet_parts import annotate_to_parts
from analysis.base.errors import OutputError, ReaderError
from analysis.base.records import Document
from analysis.language.text import Text
from analysis.study.provenance import origin

LETTERS = "abcdefghijklmnopqrstuvwxyz"
KNOWN = WordPieces([*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), ".", ",", "walk", "##ed"])
NEWS = (
    "Rain is near, Lee says\n\nAnn Lee said that it will rain. “We must leave,” she added.\n\nNobody came.",
    "The mayor told reporters on Monday that the bridge was closed.\n\n“It is old,” said Mr. Cole.",
    "The lake is deep, according to Ann Lee.\n\nMr. Cole said he had never seen it.",
)


def scene_of(*texts: str) -> Scene:
    passages = [Passage(text, [range(len(text.sentences))], []) for text in map(Text, texts)]
    return Scene(make_columns(passages, load_tagger()))


def windows_of(*texts: str):
    return list(make_windows(scene_of(*texts), [text.lower() for text in texts], KNOWN))


@pytest.mark.parametrize(
    ("token", "pieces"),
    [
        ("walk", ["walk"]),
        ("walked", ["walk", "##ed"]),
        ("café", ["c", "##a", "##f", "##e"]),
        ("a,b", ["a", ",", "b"]),
        ("日", ["[UNK]"]),
        ("a" * 99, ["a", *["##a"] * 11]),
    ],
)
def test_tokens_are_cut_into_known_pieces(token, pieces):
    names = [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), ".", ",", "walk", "##ed"]
    assert [names[number] for number in KNOWN[token]] == pieces


def test_a_window_begins_each_paragraph_behind_a_separator():
    (window,) = windows_of("walk a.\nwalked b.")
    text = [KNOWN.first, *KNOWN["walk"], *KNOWN["a"], *KNOWN["."], KNOWN.separator]
    assert window.pieces.tolist() == [*text, *KNOWN["walked"], *KNOWN["b"], *KNOWN["."], KNOWN.separator]
    assert window.places.tolist() == [1, 2, 3, 5, 7, 8]


@pytest.mark.parametrize("text", ["a b. " * 300, "a" * 3_000, "a.\n" * 400])
def test_every_token_stands_in_one_window(text):
    scene = scene_of(text)
    windows = list(make_windows(scene, [text], KNOWN))
    tokens = np.concatenate([window.tokens for window in windows])
    assert tokens.tolist() == np.flatnonzero(scene.c.block >= 0).tolist()
    assert all(len(window.pieces) <= max(USUAL, LONGEST) + 1 for window in windows)


def test_a_window_depends_on_its_passage_alone():
    alone = [window for text in NEWS for window in windows_of(text)]
    together = windows_of(*NEWS)
    for one, other in zip(alone, together, strict=True):
        assert (one.pieces.tolist(), one.looks.tolist()) == (other.pieces.tolist(), other.looks.tolist())


@pytest.fixture
def head():
    random = np.random.default_rng(0)
    shapes = [*((size, 6) for size in SIZES), (5, 6), (6,), (6, 4), (4,), (4, 4)]
    return PairHead(*(random.normal(size=shape).astype(np.float32) for shape in shapes))


def test_what_is_said_of_a_cue_does_not_depend_on_the_others(head):
    scene = scene_of(*NEWS)
    tokens = np.random.default_rng(1).normal(size=(len(scene.c), 24)).astype(np.float32)
    first = scene.c.first.tolist()
    cues = [Cue(first[0] + 8, first[0] + 9, 0.9), Cue(first[1] + 2, first[1] + 3, 0.9)]
    together = head.marginals(scene, make_pairs(scene, cues), tokens)
    alone = [head.marginals(scene, make_pairs(scene, [cue]), tokens) for cue in cues]
    assert together.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert np.abs(together - np.concatenate(alone)).max() < 1e-6


def test_places_have_a_row_each():
    scene = scene_of(*NEWS)
    pairs = make_pairs(scene, [Cue(first + 5, first + 6, 0.9) for first in scene.c.first.tolist()])
    for numbers, size in zip(pair_places(scene, pairs), SIZES, strict=True):
        assert 0 <= numbers.min() <= numbers.max() < size


def test_the_pair_head_is_read_as_it_was_written(head):
    again = unpack_pair_head(pack_pair_head(head))
    assert all((vars(head)[name] == vars(again)[name]).all() for name in vars(head))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("carefull", "reader: there is none of the name 'carefull'; did you mean 'careful'?"),
        (
            "careful",
            "the reader 'careful' needs onnxruntime, which is not installed; "
            "add it with: pip install 'hedgerow[careful]', or take the reader 'fast'",
        ),
    ],
)
def test_a_reader_that_is_not_to_be_had(name, message, monkeypatch):
    monkeypatch.setattr(reader_names, "find_spec", lambda _name: None)
    with pytest.raises(ReaderError) as caught:
        annotate(NEWS[0], reader=name)
    assert str(caught.value) == message


@pytest.fixture
def careful():
    pytest.importorskip("onnxruntime", reason="the careful reader needs the extra 'careful' (onnxruntime)")
    return "careful"


def test_the_careful_reader_finds_who_says_what(careful):
    found = [
        (statement["speaker"], text[statement["start"] : statement["end"]])
        for text in NEWS
        for statement in annotate(text, reader=careful)["statements"]
    ]
    assert ("Ann Lee", "that it will rain") in found
    assert ("Ann Lee", "“We must leave,”") in found
    assert ("Ann Lee", "The lake is deep") in found
    assert any("bridge was closed" in said for _, said in found)


def test_texts_are_read_the_same_together_and_alone(careful):
    documents = [Document(f"d{n}", text) for n, text in enumerate(NEWS * 2)]
    together = list(annotate_corpus(documents, reader=careful))
    assert together == [annotate_document(document, reader=careful) for document in documents]


def test_the_fast_reader_is_the_default():
    assert annotate(NEWS[1]) == annotate(NEWS[1], reader="fast")


def test_a_folder_of_parts_names_the_careful_reader(careful, tmp_path):
    documents = [Document(f"d{n}", text) for n, text in enumerate(NEWS)]
    for reader in ("fast", careful):
        annotate_to_parts(documents, tmp_path / reader, reader=reader)
    assert "reader" not in read_manifest(tmp_path / "fast")
    assert read_manifest(tmp_path / careful)["reader"] == careful
    with pytest.raises(OutputError, match="another reader"):
        annotate_to_parts(documents, tmp_path / careful, resume=True)


def test_lines_of_the_careful_reader_do_not_depend_on_processes(careful, tmp_path):
    documents = [Document(f"d{n}", text) for n, text in enumerate(NEWS)]
    for jobs in (1, 2):
        annotate_to_file(documents, tmp_path / f"{jobs}.jsonl", jobs=jobs, reader=careful)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert json.loads((tmp_path / "1.jsonl").read_text().splitlines()[0])["statements"]


def test_records_name_the_models_of_their_reader_only():
    fast, careful = (set(origin.model_digests(reader)) for reader in ("fast", "careful"))
    assert not [name for name in fast if "careful" in name]
    assert careful - fast == {
        f"statements/careful/{name}" for name in ("encoder", "pairs", "pieces", "ranker")
    }
