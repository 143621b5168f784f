"""JSON as other programs write it: tables in every orientation, turns under any name, ConvoKit."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.base.errors import CorpusError
from analysis.corpus import read_corpus
from analysis.corpus.json_shapes import rows
from analysis.corpus.text_columns import SURE
from analysis.corpus.turn_lists import told

TEXTS = ("text", *SURE)
TABLE = pd.DataFrame({"title": ["One", "Two"], "text": ["We may go.", "It may rain."]})


def read(path, **options):
    return list(read_corpus(path, **options))


@pytest.mark.parametrize("orient", ["records", "split", "index", "columns", "table"])
def test_every_orientation_of_pandas(write, orient):
    documents = read(write("a.json", TABLE.to_json(orient=orient)))
    assert [document.text for document in documents] == ["We may go.", "It may rain."]
    assert [document.metadata["title"] for document in documents] == ["One", "Two"]


def test_columns_as_lists_and_records_inside_an_object(write):
    lists = write("a.json", json.dumps(TABLE.to_dict("list")))
    assert [document.text for document in read(lists)] == ["We may go.", "It may rain."]
    held = write("b.json", json.dumps({"town": "Millbrook", "speeches": TABLE.to_dict("records")}))
    assert [(document.text, document.metadata["town"]) for document in read(held)] == [
        ("We may go.", "Millbrook"),
        ("It may rain.", "Millbrook"),
    ]


def test_dates_of_pandas_are_milliseconds(write):
    table = TABLE.assign(date=[1623196800000, -473299200000])
    days = [document.metadata["date"] for document in read(write("a.json", table.to_json()))]
    assert days == ["2021-06-09", "1955-01-02"]


RECORD = {
    "id": "r-1",
    "header": {"chamber": "House", "year": "2021", "month": "June", "day": "9"},
    "content": [
        {"kind": "title", "speaker": "None", "text": "         THE MILL"},
        {"kind": "speech", "speaker": "Mrs. FIELD", "text": "  Mrs. FIELD of Kent. Mr. Speaker, we\nmay go."},
        {"kind": "speech", "speaker": "Mrs. FIELD", "text": "  It is dry."},
        {"kind": "linebreak", "speaker": "None", "text": "\n\n"},
        {"kind": "recorder", "speaker": "The RECORDER", "text": "  There was no objection [pause]."},
        {"kind": "speech", "speaker": "Mr. HILL", "text": "  Mr. HILL. I yield."},
    ],
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            RECORD,
            "[THE MILL]\nMrs. FIELD: Mr. Speaker, we may go. It is dry.\n[There was no objection pause.]\n"
            "Mr. HILL: I yield.",
        ),
        ({"turns": [{"speaker": "Nora", "text": "Go?"}, {"speaker": "Owen", "text": "No."}]},
         "Nora: Go?\nOwen: No."),
        ({"dialogue": [{"name": "Nora", "utterance": "Go?"}, {"name": "Owen", "utterance": "No."}]},
         "Nora: Go?\nOwen: No."),
        ({"messages": [{"from": "Nora", "content": "Go?"}, {"from": "Owen", "content": "No."}]},
         "Nora: Go?\nOwen: No."),
        ({"transcript": [{"speaker": {"name": "Nora"}, "words": "Go?"}, {"speaker": "Owen", "words": "No."}]},
         "Nora: Go?\nOwen: No."),
        ({"segments": [{"start": 0, "text": " We may"}, {"start": 1, "text": " go."}]}, "We may go."),
        ({"text": "We may go.", "segments": [{"text": " We may"}, {"text": " go."}]}, "We may go."),
        ({"segments": [{"speaker": "SPEAKER_00", "text": "We may"}, {"speaker": "SPEAKER_00", "text": "go."},
                       {"speaker": "SPEAKER_01", "text": "No."}]}, "Speaker 0: We may go.\nSpeaker 1: No."),
        ({"text": "Go? No.", "words": [{"text": "Go?", "speaker": "A"}],
          "utterances": [{"speaker": "A", "text": "Go?"}, {"speaker": "B", "text": "No."}]},
         "Speaker A: Go?\nSpeaker B: No."),
        ({"results": {"channels": [{"alternatives": [{"transcript": "go no", "paragraphs": {"paragraphs": [
            {"speaker": 0, "sentences": [{"text": "Go?"}, {"text": "Now?"}]},
            {"speaker": 1, "sentences": [{"text": "No."}]}]}}]}]}}, "Speaker 0: Go? Now?\nSpeaker 1: No."),
        ({"results": {"utterances": [{"speaker": 0, "transcript": "Go?"},
                                     {"speaker": 1, "transcript": "No."}]}},
         "Speaker 0: Go?\nSpeaker 1: No."),
        ({"monologues": [{"speaker": 0, "elements": [{"value": "Go"}, {"value": ", "}, {"value": "now?"}]},
                         {"speaker": 1, "elements": [{"value": "No."}]}]},
         "Speaker 0: Go, now?\nSpeaker 1: No."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_turns_become_one_text(write, name, value, text):
    (document,) = read(write(name, json.dumps(value) + "\n"))
    assert document.text == text


def test_the_head_of_a_record_is_its_metadata(write):
    (document,) = read(write("a.json", json.dumps(RECORD)))
    assert document.id == "r-1"
    assert document.metadata == {
        **{"date": "2021-06-09", "chamber": "House", "year": "2021", "month": "June", "day": "9"},
    }


def test_one_speaker_of_all_turns_needs_no_label(write):
    turns = [{"speaker": "Nora Field", "text": "We may go."}, {"speaker": "Nora Field", "text": "It is dry."}]
    (document,) = read(write("a.json", json.dumps({"turns": turns})))
    assert (document.text, document.metadata) == ("We may go. It is dry.", {"speaker": "Nora Field"})


def test_a_column_that_is_named_wins_over_turns(write):
    value = {"own": "We may go.", "turns": [{"speaker": "Nora", "text": "No."}]}
    assert read(write("a.json", json.dumps(value)), text_column="own")[0].text == "We may go."


def test_a_list_of_turns_stays_a_list_of_documents(write):
    path = write("a.json", '[{"speaker": "Nora", "text": "Go?"}, {"speaker": "Owen", "text": "No."}]')
    assert [document.metadata["speaker"] for document in read(path)] == ["Nora", "Owen"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '{"columns": ["text"], "data": [["a"], ["b", "c"]]}',
            "item 2 is no JSON object; give a list of objects with a text",
        ),
        ('{"a": {"b": 1}}', "no column 'text'; the columns are: a (choose one with --text-column)"),
        (
            '{"turns": [{"speaker": "Nora"}]}',
            "no column 'text'; the columns are: turns (choose one with --text-column)",
        ),
        ('"text"', "item 1 is no JSON object; give a list of objects with a text"),
    ],
)
def test_other_shapes_are_one_clear_line(write, content, message):
    path = write("a.json", content)
    with pytest.raises(CorpusError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {message}"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*TEXTS[:4], "turns", "speaker", "data", "columns", "kind", "x"]),
            inner,
            max_size=4,
        )
    ),
)


@given(value=JSON)
def test_any_value_has_rows(value):
    for row in rows(value, TEXTS):
        if isinstance(row, dict):
            assert isinstance(told(row, TEXTS), dict)


def test_half_characters_are_noted_as_such(write):
    notes = []
    path = write("a.jsonl", '{"text": "odd \\ud83d"}\n')
    assert read(path, on_note=lambda _, what: notes.append(what))[0].text == "odd \ufffd"
    assert notes == ["holds half characters (lone surrogates), read as U+FFFD"]


def test_another_usual_name_of_the_text_is_read_and_noted(write):
    notes = []
    path = write("a.csv", "doc,body\nx,We may go.\n")
    (document,) = read(path, on_note=lambda _, what: notes.append(what))
    assert (document.id, document.text) == ("x", "We may go.")
    assert notes == ["no column 'text'; 'body' is read (choose another with --text-column)"]


# ConvoKit

UTTERANCES = [
    {
        "id": "u1",
        "conversation_id": "c",
        "speaker": "s1",
        "text": "We may go.",
        "timestamp": 1623196800,
        "meta": {"n": 1},
    },
    {
        "id": "u2",
        "conversation_id": "c",
        "speaker": "s2",
        "text": "No.",
        "timestamp": "1623196800",
        "vectors": [],
    },
    {"id": "u3", "conversation_id": "c", "speaker": "[deleted]", "text": "[deleted]", "timestamp": None},
    {"id": "u4", "conversation_id": "c", "user": {"id": "s9"}, "text": "Well."},
]


def test_convokit(write, tmp_path):
    write("utterances.jsonl", UTTERANCES)
    write(
        "speakers.json",
        '{"s1": {"meta": {"name": "Nora Field", "party": "Green"}, "vectors": []}, "s2": {"age": 4}}',
    )
    write("conversations.json", '{"c": {"meta": {"title": "The mill"}}}')
    write("corpus.json", "{}")
    write("index.json", "not JSON")
    skipped = []
    documents = list(read_corpus(tmp_path, on_skip=lambda _, why: skipped.append(why)))
    talk = {"conversation": "c", "conversation_id": "c", "conversation.title": "The mill"}
    assert [(document.id, document.metadata) for document in documents] == [
        (
            "u1",
            {"date": "2021-06-09", "party": "Green", "speaker": "Nora Field", "speaker_id": "s1", **talk}
            | {"timestamp": "1623196800", "meta.n": "1"},
        ),
        (
            "u2",
            {
                "date": "2021-06-09",
                "age": "4",
                "speaker": "s2",
                "speaker_id": "s2",
                **talk,
                "timestamp": "1623196800",
            },
        ),
        ("u4", {"speaker": "s9", "speaker_id": "s9", **talk}),
    ]
    part = "part of a ConvoKit corpus, whose texts are in utterances.jsonl"
    assert skipped == [part, part, part, part, "empty text"]
    assert len(read(tmp_path / "utterances.jsonl")) == 3


def test_convokit_with_damaged_files_beside(write, tmp_path):
    write("utterances.jsonl", UTTERANCES[:1])
    write("speakers.json", "[1, 2")
    write("conversations.json", '[{"c": 1}]')
    assert [document.metadata["speaker"] for document in read_corpus(tmp_path)] == ["s1"]
