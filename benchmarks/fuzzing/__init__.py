"""A fuzzer of our own: made-up input of every kind that people hand to the suite, and what must hold of it.

    fragments     the words that texts are made of
    texts         a grammar over them: prose, quotations, reports, conditionals, odd characters
    layouts       the same as transcripts, captions and pages
    mutations     text or bytes -> the same, damaged
    structures    values of JSON and YAML -> the same, damaged
    little_files  one good file of every format of a corpus
    invariants    what must hold of a record of the interchange format
    kind_*        one kind of input a file: how a case is made, and what must hold of it
    running       cases with a bound on their time, made smaller where they fail

A case is made from its kind, a seed and its number alone, so that it can be had again by anyone.
"""
