"""What was said, and what was printed of it: statements of articles laid beside transcripts.

source_words        Annotation -> words of each speaker, with an index of them
quoted_pieces       Statement -> the pieces that are quoted, and what is reported
locating            a piece -> where it was said, word by word
reported_sources    what is reported -> the sentences it reports
mark_pairs          marks on both sides -> kept, changed, dropped, added, cut off
aligned             Annotations -> two tables: statements, pairs of marks
drift               tables -> rates with intervals
"""
