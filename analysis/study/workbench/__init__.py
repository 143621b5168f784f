"""What a notebook works with: parameters in, tables out.

bench          open_bench: a corpus, annotated, and the choices of one notebook
stored         the same of a corpus that is annotated already and may be too large to load
profiles       the tables behind the figures of notebooks 01 to 05 and the gallery
histories      the tables behind 07 and 08
readings       the same marks read in other ways: corrected, with doubt, by plain lists, line by line
stretches      a text in reading order, one row a stretch in one voice
"""
