"""Any word, phrase, lemma or tag of a corpus: found by position, counted and shown like the marks.

    token_table    all tokens of a corpus, one column each of word, tag, sentence, voice ...
    token_rows     Annotation -> token table
    token_files    token table <-> Parquet
    query          what a reader types -> a query of corpus query language (CQL)
    spans          places between two tokens, and how they lie to each other
    matches        query, token table -> spans
    hits           spans -> a table of marks, which all statistics take
    hit_lines      spans -> lines of a concordance, sorted by the words beside them
    collocates     spans -> the words that stand near them more often than elsewhere

Why columns, read from Parquet into arrays, and no table of a database: a query asks of a token what it is and
what stands behind it. Over columns that is one look into a list of distinct words, and a shift by one; in SQL
each word of a phrase is a join of two million rows with themselves. Measured in `benchmarks/README.md`.
"""
