"""Transcripts, read by their layout: who takes the floor where, and what on the page nobody says.

sheet.py         lines with margin and gap
captions.py      cue numbers, times and tags, which are taken off first
furniture.py     line numbers, page heads and feet
heads.py         what a label says: name, notes, shape
labels.py        where a line begins with a label, and by which delimiter
layout.py        which forms of label the document uses
directions.py    stage directions
procedure.py     what the house did
spoken.py        what is spoken between two labels
transcript.py    all of this for one text
people.py        labels -> persons
"""
