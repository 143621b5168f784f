"""Who says which characters: Text -> Attribution.

A transcript is read by its turns, a speech is one speaker's from end to end, and everything else is
news prose: cues first, then the content and the source of each cue, then the person behind the source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.candidates import Candidate
from analysis.annotation.statements.excluded import Excluded, apart, excluded, joined, spans_of
from analysis.annotation.statements.persons import Persons
from analysis.annotation.statements.prose import Prose, find_candidates
from analysis.annotation.statements.reported_speech import find_prose, prose_statements
from analysis.annotation.statements.sifting import sifted
from analysis.annotation.statements.speech import (
    silent_in_speech,
    speech_statement,
    takes_part,
    turn_statements,
)
from analysis.annotation.statements.transcripts import find_directions
from analysis.annotation.statements.turns.opening import Opening, find_speech
from analysis.annotation.statements.turns.people import Cast
from analysis.annotation.statements.turns.reading import readable
from analysis.annotation.statements.turns.transcript import Transcript, read_transcript
from analysis.base.records import Document, Span, Statement
from analysis.language.text import Text

TURNS = "turns"
"""Key of the metadata that says how the turns of a document are marked."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one text in order, what nobody says and nobody counts, and how the text was read."""

    statements: tuple[Statement, ...]
    excluded: tuple[Span, ...] = ()
    excluded_kinds: tuple[str, ...] = ()
    reader: str = "prose"
    layout: str = ""
    reading: str | None = None
    """The text as it is to be searched for marks, where that is not the text itself."""


def find_statements(text: Text, metadata: Mapping[str, str], speakers: Speakers | None) -> Attribution:
    """The statements of one text, by their start.

    `metadata["speaker"]` makes the whole text one speaker's. `speakers` is what a study knows; it wins
    over what the text suggests. Any string gives a result.

    >>> found = find_statements(Text('Ann Lee said that it rains. "It does," she added.'), {}, None)
    >>> [(statement.speaker, statement.kind) for statement in found.statements]
    [('Ann Lee', 'indirect'), ('Ann Lee', 'direct')]
    """
    return attribute([text], [Document("text", text.text, metadata, text.start)], speakers)[0]


def attribute(
    texts: Sequence[Text], documents: Sequence[Document], speakers: Speakers | None
) -> list[Attribution]:
    """What `find_statements` gives for each text; many short texts are read much faster together."""
    scripts = [_make_script(*pair) for pair in zip(texts, documents, strict=True)]
    candidates = iter(find_candidates([script.prose for script in scripts if script.prose]))
    return [_attribution(script, next(candidates) if script.prose else [], speakers) for script in scripts]


@dataclass(frozen=True, slots=True)
class _Script:
    """How one text is read: by its turns, as the speech of one voice, or (the `prose` in it) as news."""

    text: Text
    document: Document
    transcript: Transcript | None
    opening: Opening | None
    nobody: Sequence[Excluded]
    covered: Sequence[Span]
    prose: Prose | None

    @property
    def reader(self) -> str:
        """What the text was read as."""
        return "transcript" if self.transcript else "speech" if self.opening else "prose"


def _make_script(text: Text, document: Document) -> _Script:
    whole = document.metadata.get("speaker", "").strip()
    transcript = read_transcript(text.text, text.start, document.metadata.get(TURNS, ""))
    if transcript and whole and not takes_part(whole, transcript):
        transcript = None  # headings and salutations of a speech
    if transcript:
        return _script_of_turns(text, document, transcript)
    opening = Opening(whole, None, "speaker in the metadata") if whole else find_speech(text, document.id)
    if opening:
        return _Script(text, document, None, opening, silent_in_speech(text, opening), (), None)
    nobody = apart(excluded(find_directions(text.text, text.start), "direction"))
    covered = joined(spans_of(nobody))
    return _Script(text, document, None, None, nobody, covered, find_prose(text, covered))


def _script_of_turns(text: Text, document: Document, transcript: Transcript) -> _Script:
    directions = excluded(find_directions(text.text, text.start), "direction")
    nobody = apart([*transcript.nobody, *directions])
    turns = ((turn.label[0], turn.spoken[1]) for turn in transcript.turns)
    covered = joined([*spans_of(nobody), *turns])
    prose = find_prose(text, covered) if transcript.is_article else None
    return _Script(text, document, transcript, None, nobody, covered, prose)


def _attribution(
    script: _Script, candidates: Sequence[Sequence[Candidate]], speakers: Speakers | None
) -> Attribution:
    text, transcript = script.text, script.transcript
    found: list[Statement] = []
    if script.prose:
        prose = prose_statements(script.prose, candidates, Persons(text, speakers), script.covered)
        found += sifted(text.text, prose)
    if script.opening:
        found += speech_statement(text, script.opening, script.nobody, _cast(script, speakers))
    if transcript:
        found += turn_statements(text, transcript, script.nobody, _cast(script, speakers))
    return Attribution(
        _in_order(found),
        tuple(each.span for each in script.nobody),
        tuple(each.kind for each in script.nobody),
        script.reader,
        transcript.layout if transcript else "",
        readable(text.text, script.nobody) if transcript else None,
    )


def _cast(script: _Script, speakers: Speakers | None) -> Cast:
    """The people of a document, from its labels and what stands before the first of them."""
    text, turns = script.text, script.transcript.turns if script.transcript else ()
    front = text.text[: turns[0].label[0]] if turns else ""
    return Cast.of([turn.head for turn in turns], front=front, document=script.document, speakers=speakers)


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda statement: statement.spans))
