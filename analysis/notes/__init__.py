"""What looks wrong about a text, said before anything is concluded from it: notes with stable names.

Notes about one text are in its record and its annotation (`analysis.notes.texts`); that two texts are the
same is found over the corpus (`analysis.notes.twins`). `Noted` gathers the notes of a corpus, in bounded
space.
"""

from analysis.notes.noted import Noted, notes_in_words
from analysis.notes.texts import notes_of
from analysis.notes.twins import Twins

__all__ = ["Noted", "Twins", "notes_in_words", "notes_of"]
