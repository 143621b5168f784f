"""Searching by position: queries, matches, lines, collocates, files. Expected values are counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.base.errors import CorpusError, StudyError
from analysis.base.records import Annotation, Document, Statement
from analysis.language.text import split_sentences
from analysis.measure.search.collocates import Window, collocates
from analysis.measure.search.hit_lines import hit_lines, sort_spans
from analysis.measure.search.hits import hits_table, in_voices, spans_of_marks
from analysis.measure.search.matches import find_matches, needs_tags
from analysis.measure.search.query import in_cql, parse_query
from analysis.measure.search.spans import Spans, containing, longest, overlapping, united, within
from analysis.measure.search.token_files import index_path, read_tokens, write_tokens
from analysis.measure.search.token_rows import token_table

ROAD = "We will mend the road. If they threaten us, we won't go; we'll stay. May said it may rain."
TALK = "“The threats went on”, she said. [Applause] They may go on. The old road went to May’s town."


def annotated(name: str, text: str, *, says: str = "", nobody: str = "") -> Annotation:
    """A text in which somebody says some words, and nobody some others."""
    places = {words: (text.index(words), text.index(words) + len(words)) for words in (says, nobody) if words}
    said = [Statement(*places[says], (places[says],), "Ann Lee", None, None, "direct")] if says else []
    excluded = (places[nobody],) if nobody else ()
    sentences = tuple(split_sentences(text))
    return Annotation(Document(name, text), 1, sentences, tuple(said), (3,) * len(said), excluded, {})


ANNOTATIONS = [
    annotated("road", ROAD),
    annotated("talk", TALK, says="The threats went on", nobody="[Applause]"),
]
TABLE = token_table(ANNOTATIONS)
TAGGED = token_table(ANNOTATIONS, tagged=True)


def found(query: str, table=TABLE, **more) -> list[str]:
    spans = find_matches(parse_query(query), table, **more)
    return [table.text(a, b) for a, b in zip(spans.start.tolist(), spans.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("road", ["road", "road"]),
        ("ROAD", ["road", "road"]),
        ("the road", ["the road"]),
        ("threat*", ["threaten", "threats"]),
        ("m?y", ["May", "may", "may", "May"]),
        ("may|will", ["will", "May", "may", "may", "May"]),
        ("the * road", ["The old road"]),
        ("/th(e|ey)/", ["the", "they", "The", "They", "The"]),
        ("we'll", ["we'll"]),
        ("we’ll stay", ["we'll stay"]),
        ("won't", ["won't"]),
        ("May's", ["May’s"]),
        ("lemma:go", ["go", "went", "go", "went"]),
        ("lemma:go on", ["went on", "go on"]),
        ("lemma:threat*", ["threaten", "threats"]),
        ("nowhere", []),
        ('"road"', ["road", "road"]),
        ("'road'", ["road", "road"]),
        ('"the road"', ["the road"]),
        ('[word="may" %c]', ["May", "may", "may", "May"]),
        ('[word="(?-i)May"]', ["May", "May"]),
        ('"the" "old"? "road"', ["the road", "The old road"]),
        ('[lemma="go"] []{0,2} "town"', []),
        ('[lemma="go"] []{0,4} "town"', ["went to May’s town"]),
        ('[]{1,2} "town"', ["May’s town", "’s town"]),
        ('("will"|"may") [lemma="mend|go"]', ["will mend", "may go"]),
        ('"may" !"go"', ["May said", "may rain", "May’s"]),
        ('[word="may" & word!="(?-i)May"]', ["may", "may"]),
        ('[word="road" | lemma="town"]', ["road", "road", "town"]),
        ('[!(lemma="go")] "on"', []),
        ('<s> "if"', ["If"]),
        ('"rain" "." </s>', ["rain."]),
        ("<text> []", ["We", "“"]),
        ('"road" []{1,5} "they" within <s/>', []),
        ('"road" []{1,5} "they"', ["road. If they"]),
        ('<s/> containing "town"', ["The old road went to May’s town."]),
        ('"we" (?= "will")', ["We"]),
        ('"we" (?! "will")', ["we", "we"]),
        ('A:"road"', ["road", "road"]),
        ('l"."', ["."] * 6),
        ('"the" []* "road" within <s/>', ["the road", "The old road"]),
        ('"Applause"', []),
        ('[voice="Ann Lee" & word="t.*"]', ["The", "threats"]),
        ('[word="rain"] [] "“"', []),
        ('[voice="ann lee" & word="went"]', ["went"]),
        ('[voice="(?-i)ann lee"]', []),
    ],
)
def test_what_a_query_finds(query, expected):
    assert found(query) == expected


def test_a_repetition_has_an_upper_limit_that_counts():
    assert found('"if" []{0,5} "go"') == []
    assert found('"if" []{0,6} "go"') == ["If they threaten us, we won't go"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "search: nothing to look for"),
        ('"open', "is no query"),
        ('[colour="red"]', "a token has no 'colour'"),
        ('[lema="go"]', "did you mean 'lemma'"),
        ("/(/", "is no regular expression"),
        ('"a"{1,90}', "right would be 50 at most"),
        ('"a" -nsubj-> "b"', "not understood here"),
        ("<clause/>", "<clause/> is not known here"),
        ("tag:NN", "indexed without tags"),
        ("(" * 5000 + '"a"' + ")" * 5000, "right would be 2,000"),
        ("(" * 900 + '"a"' + ")" * 900, "nested too deep"),
    ],
)
def test_what_is_no_query_is_said(query, said):
    with pytest.raises(StudyError) as error:
        found(query)
    assert said in str(error.value)


def test_tags_are_looked_up_where_they_are():
    assert needs_tags(parse_query("tag:NN"))
    assert needs_tags(parse_query('[pos!="NN"]'))
    assert not needs_tags(parse_query('[word="tag=x"]'))
    assert found("tag:MD tag:VB", TAGGED)[0] == "will mend"
    every = found("tag:*", TAGGED)
    assert len(every) == len(TAGGED) == len(TABLE)


def test_marks_are_spans():
    marks = pd.DataFrame({"doc_id": ["road", "elsewhere"], "start": [3, 3], "end": [7, 7]})
    spans = spans_of_marks(TABLE, marks)
    assert ROAD[3:7] == "will"
    assert spans.start.tolist() == [1]
    assert spans.end.tolist() == [2]
    assert found('<hedges/> "mend"', spans_of={"hedges": spans}.get) == ["will mend"]


def test_offsets_are_those_of_the_text():
    for number, text in enumerate((ROAD, TALK)):
        inside = TABLE.document == number
        places = zip(TABLE.start[inside], TABLE.end[inside], TABLE.word[inside], strict=True)
        assert all(text[a:b] == TABLE.forms[word] for a, b, word in places)


def test_offsets_count_into_the_text_as_it_was_read():
    text = "It can&rsquo;t be prob-\nably so."
    table = token_table([annotated("a", text)])
    spans = find_matches(parse_query("can't be probably"), table)
    first, last = int(spans.start[0]), int(spans.end[0])
    assert text[table.start[first] : table.end[last - 1]] == "can&rsquo;t be prob-\nably"


def test_lines_have_their_voice_and_their_context():
    spans = find_matches(parse_query("lemma:go"), TABLE)
    lines = hit_lines(TABLE, spans, "lemma:go", unit="words", window=2)
    assert lines[["doc_id", "voice", "left", "mark", "right"]].values.tolist() == [
        ["road", "narrator", "we won't", "go", "; we'll"],
        ["talk", "Ann Lee", "The threats", "went", "on”, she"],
        ["talk", "narrator", "They may", "go", "on. The"],
        ["talk", "narrator", "old road", "went", "to May"],
    ]
    sentences = hit_lines(TABLE, spans, "lemma:go")
    assert sentences["left"][2] == "They may"
    assert sentences["right"][2] == "on."


def test_lines_never_leave_their_text():
    spans = find_matches(parse_query('"rain"|"threats"'), TABLE)
    lines = hit_lines(TABLE, spans, "", unit="words", window=50)
    assert lines["right"][0] == "."
    assert lines["left"][1] == "“The"
    assert hit_lines(TABLE, spans, "", unit="words").to_dict("records")[0]["left"] == ""


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("left", ["they may go", "old road went", "the threats went", "we won't go"]),
        ("right", ["the threats went", "they may go", "old road went", "we won't go"]),
        ("mark", ["we won't go", "they may go", "the threats went", "old road went"]),
        ("voice", ["the threats went", "we won't go", "they may go", "old road went"]),
    ],
)
def test_lines_are_sorted_by_words(sort, order):
    spans = sort_spans(TABLE, find_matches(parse_query("lemma:go"), TABLE), sort)
    lines = hit_lines(TABLE, spans, "", unit="words", window=2)
    assert [
        f"{left} {mark}".lower() for left, mark in zip(lines["left"], lines["mark"], strict=True)
    ] == order


def test_an_order_that_is_none_is_said():
    with pytest.raises(StudyError, match="lines have no 'middle'"):
        sort_spans(TABLE, find_matches(parse_query("go"), TABLE), "middle")


def test_hits_are_a_table_of_marks():
    spans = in_voices(TABLE, find_matches(parse_query("threat*"), TABLE), ("Ann Lee",))
    row = hits_table(TABLE, spans, "threat*").to_dict("records")[0]
    assert (row["doc_id"], row["surface"], row["voice"], row["voice_kind"]) == (
        "talk",
        "threats",
        "Ann Lee",
        "direct",
    )
    assert TALK[row["start"] : row["end"]] == "threats"
    assert row["statement"] == 0


def test_collocates_are_counted_in_windows_of_words():
    texts = [
        annotated(f"t{n}", "The cold war was long. A long, cold night. Peace is far. " * 3) for n in range(6)
    ]
    table = token_table(texts)
    spans = find_matches(parse_query("cold"), table)
    near = collocates(table, spans, window=Window(1, 1), floor=1).set_index("item")
    assert near["n"].to_dict() == {"the": 18, "war": 18, "long": 18, "night": 18}
    assert near.loc["long", ["left", "right", "n_elsewhere", "documents"]].tolist() == [18, 0, 18, 6]
    words, size = 12 * 18, 18 * 4
    assert near.loc["war", "expected"] == pytest.approx(18 * size / (words - 2 * 18))
    # "long": 18 of 72 words near, 18 of 108 elsewhere
    assert near.loc["long", "log_ratio"] == pytest.approx(np.log2((18 / size) / (18 / (words - 36 - size))))
    assert (
        near.loc["long", "log_ratio_low"]
        <= near.loc["long", "log_ratio"]
        <= near.loc["long", "log_ratio_high"]
    )


@pytest.mark.parametrize("window", [Window(0, 0), Window(-1, 3)])
def test_a_window_without_a_word_is_said(window):
    with pytest.raises(StudyError, match="hold none"):
        collocates(TABLE, find_matches(parse_query("go"), TABLE), window=window)


def test_the_index_is_read_as_it_was_written(tmp_path):
    path = write_tokens(TAGGED, index_path(tmp_path), belongs="abc")
    again = read_tokens(path, belongs="abc")
    for query in ("lemma:go on", "threat*", '[voice="Ann Lee"]', "tag:*", '"may" !"go"'):
        assert found(query, again) == found(query, TAGGED)
    before = path.read_bytes()
    assert write_tokens(TAGGED, path, belongs="abc").read_bytes() == before
    with pytest.raises(CorpusError, match="belongs to other annotations"):
        read_tokens(path, belongs="another")


def test_what_is_no_index_is_said(tmp_path):
    path = tmp_path / "tokens.parquet"
    path.write_bytes(b"PAR1 no such thing")
    with pytest.raises(CorpusError, match="is no index of words"):
        read_tokens(path)


def test_an_empty_corpus_has_no_match():
    empty = token_table([])
    assert found("go", empty) == []
    assert found('<s> []{0,2} "a"', empty) == []
    assert collocates(empty, find_matches(parse_query("go"), empty)).empty


def test_some_documents_of_a_table():
    assert found("lemma:go", TABLE.of_documents({"road"})) == ["go"]


WORDS = st.lists(st.sampled_from(["a", "b", "c", ",", "A", "b."]), max_size=40).map(" ".join)


@given(WORDS, st.sampled_from(["a", "b c", "a * b", '"a" []{0,2} "b"', '"a"+ "b"', '("a"|"b") !"c"']))
def test_matches_are_those_of_a_plain_search(text, query):
    """Against a search that tries the query, as a regular expression over letters, at each token."""
    import re

    table = token_table([annotated("x", text)])
    letters = "".join(
        table.folded[number] if table.folded[number].isalpha() else "." for number in table.word
    )
    pattern = {
        "a": "a",
        "b c": "bc",
        "a * b": "a[abc]b",
        '"a" []{0,2} "b"': "a.{0,2}b",
        '"a"+ "b"': "a+b",
        '("a"|"b") !"c"': "[ab][^c]",
    }[query]
    spans = find_matches(parse_query(query), table)
    expected = [
        (at, len(m[1]) + at) for at in range(len(letters)) if (m := re.match(f"({pattern})", letters[at:]))
    ]
    assert list(zip(spans.start.tolist(), spans.end.tolist(), strict=True)) == expected


PLACES = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5)), max_size=8)


def spans_of(places) -> Spans:
    starts = np.array([start for start, _ in places], dtype=np.int32)
    return Spans(starts, starts + np.array([size for _, size in places], dtype=np.int32))


@given(PLACES, PLACES)
def test_how_spans_lie_to_each_other(ours, others):
    a, b = spans_of(ours), spans_of(others)
    pairs = list(zip(a.start, a.end, strict=True)), list(zip(b.start, b.end, strict=True))
    every = [*pairs[0], *pairs[1]]
    assert within(a, b).tolist() == [any(s >= x and e <= y for x, y in pairs[1]) for s, e in pairs[0]]
    assert containing(a, b).tolist() == [any(s <= x and e >= y for x, y in pairs[1]) for s, e in pairs[0]]
    assert overlapping(a, b).tolist() == [any(s < y and e > x for x, y in pairs[1]) for s, e in pairs[0]]
    kept = longest(united([a, b]))
    assert dict(zip(kept.start, kept.end, strict=True)) == {
        s: max(y for x, y in every if x == s) for s, _ in every
    }


def test_plain_words_are_shown_as_they_are_read():
    assert in_cql("not again.") == r'"not" "again" "\."'
