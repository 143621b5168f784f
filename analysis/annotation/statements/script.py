"""How one text is read: by its turns, as the speech of one voice, or as news.

What reads turns and speeches is loaded for the first text that has some: most texts are news.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotation.speakers import Speakers
from analysis.annotation.statements.excluded import Excluded, apart, excluded, joined, spans_of
from analysis.annotation.statements.prose import Prose
from analysis.annotation.statements.reported_speech import find_prose
from analysis.annotation.statements.transcripts import find_directions
from analysis.annotation.statements.turns.gate import may_be_transcript
from analysis.annotation.statements.turns.opening import Opening, find_speech
from analysis.base.records import Document, Span, Statement
from analysis.language.text import Text

if TYPE_CHECKING:
    from analysis.annotation.statements.turns.cast import Cast
    from analysis.annotation.statements.turns.transcript import Transcript

TURNS = "turns"
"""Key of the metadata that says how the turns of a document are marked."""


class Script(NamedTuple):
    """A text with its turns, or whose speech it is, or (the `prose` in it) as news; and what nobody says."""

    text: Text
    document: Document
    nobody: Sequence[Excluded]
    covered: Sequence[Span] = ()
    transcript: "Transcript | None" = None
    opening: Opening | None = None
    prose: Prose | None = None

    @property
    def reader(self) -> str:
        """What the text was read as."""
        return "transcript" if self.transcript else "speech" if self.opening else "prose"

    @property
    def layout(self) -> str:
        """How the turns are marked; empty without turns."""
        return self.transcript.layout if self.transcript else ""

    @property
    def reading(self) -> str | None:
        """The text as it is to be searched for marks, where that is not the text itself."""
        if self.transcript is None:
            return None
        from analysis.annotation.statements.turns.readable import readable

        return readable(self.text.text, self.nobody)

    def spoken(self, speakers: Speakers | None) -> Iterator[Statement]:
        """The statements that are turns, or the one that is the speech."""
        if self.opening or self.transcript:
            from analysis.annotation.statements.speech import speech_statement, turn_statements

            if self.opening:
                yield from speech_statement(self.text, self.opening, self.nobody, self._cast(speakers))
            if self.transcript:
                yield from turn_statements(self.text, self.transcript, self.nobody, self._cast(speakers))

    def _cast(self, speakers: Speakers | None) -> "Cast":
        """The people of a document, from its labels and what stands before the first of them."""
        from analysis.annotation.statements.turns.cast import Cast

        text, turns = self.text, self.transcript.turns if self.transcript else ()
        front = text.text[: turns[0].label[0]] if turns else ""
        return Cast.of([turn.head for turn in turns], front=front, document=self.document, speakers=speakers)


def make_script(text: Text, document: Document) -> Script:
    """How a text is read; what its metadata say of its turns and of its speaker wins."""
    whole = document.metadata.get("speaker", "").strip()
    if transcript := _read_turns(text, document.metadata.get(TURNS, ""), whole):
        return _script_of_turns(text, document, transcript)
    opening = Opening(whole, None, "speaker in the metadata") if whole else find_speech(text, document.id)
    if opening:
        from analysis.annotation.statements.speech import silent_in_speech

        return Script(text, document, silent_in_speech(text, opening), opening=opening)
    nobody = apart(excluded(find_directions(text.text, text.start), "direction"))
    covered = joined(spans_of(nobody))
    return Script(text, document, nobody, covered, prose=find_prose(text, covered))


def _read_turns(text: Text, told: str, whole: str) -> "Transcript | None":
    """The turns of a text, of which `told` is known; none in a speech, where they are headings."""
    if not told and not may_be_transcript(text.text, text.start):
        return None
    from analysis.annotation.statements.speech import takes_part
    from analysis.annotation.statements.turns.transcript import read_transcript

    transcript = read_transcript(text.text, text.start, told)
    return transcript if transcript and (not whole or takes_part(whole, transcript)) else None


def _script_of_turns(text: Text, document: Document, transcript: "Transcript") -> Script:
    directions = excluded(find_directions(text.text, text.start), "direction")
    nobody = apart([*transcript.nobody, *directions])
    turns = ((turn.label[0], turn.spoken[1]) for turn in transcript.turns)
    covered = joined([*spans_of(nobody), *turns])
    prose = find_prose(text, covered) if transcript.is_article else None
    return Script(text, document, nobody, covered, transcript, prose=prose)
