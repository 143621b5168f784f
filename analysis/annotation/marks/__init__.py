"""The four layers of marks, one file each: Text -> list of Mark, left to right.

A layer finds candidates in one pass of its lexicon's pattern over the folded text and decides
at each candidate from its window; nothing tags text that holds no candidate. Layers are counted
apart: *could* may be a modal and a hedge at once. Inside one layer marks do not overlap: the
leftmost begins first, and of those that begin together the longest wins.
"""
