"""What looks wrong about a text, said before anything is concluded from it: notes with stable names.

Notes about one text are in its record and its annotation (`analysis.annotation.notes.texts`); that two texts
are the
same is found over the corpus (`analysis.annotation.notes.twins`). `Noted` gathers the notes of a corpus, in
bounded
space.
"""

from analysis.annotation.notes.noted import Noted, notes_in_words
from analysis.annotation.notes.texts import notes_of
from analysis.annotation.notes.twins import Twins

__all__ = ["Noted", "Twins", "notes_in_words", "notes_of"]
