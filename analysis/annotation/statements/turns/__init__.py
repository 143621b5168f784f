"""Transcripts, read by their layout: who takes the floor where, and what on the page nobody says.

gate.py          a first look: could a text be a transcript?
opening.py       a speech without turns, and who gives it
sheet.py         lines with margin and gap
captions.py      cue numbers, times and tags, which are taken off first
furniture.py     line numbers, page heads and feet
heads.py         what a label says: name, notes, shape
labels.py        all stretches that may be labels: label.py one of them, label_forms.py those with a
                 delimiter, label_lines.py those on lines of their own
layout.py        which forms of label the document uses
directions.py    stage directions
procedure.py     what the house did
spoken.py        what is spoken between two labels
transcript.py    all of this for one text
cast.py          labels -> persons
"""
