"""Abbreviations whose point does not end a sentence, in the registers of politics and news.

Those that stand before a name or number never end a sentence; others may (*the U.S.*), and do when one
of the words follows that often open a sentence.
Written for this project; what Punkt (Kiss and Strunk 2006) learns from the same registers is
compared with it in `benchmarks/`.
"""

from analysis.language.word_lists import word_list

CAPITALISED = word_list("word_classes", "abbreviations.capitalised")
"""Titles, months and days, states, places and firms: abbreviations only with a capital (*he sat*, *ill*)."""
NUMBERED = word_list("word_classes", "abbreviations.numbered")
"""Abbreviations only before a number (*the answer is no*)."""
ALWAYS = word_list("word_classes", "abbreviations.always")
MAYBE_FINAL = word_list("word_classes", "abbreviations.maybe-final")
STARTERS = word_list("word_classes", "abbreviations.starters")
