"""Words of labels, from `lexicons/transcripts.toml`: titles, offices, joints, and what names nobody."""

from analysis.annotation.statements.name_words import FIELDS as NEWS_FIELDS
from analysis.language.word_lists import word_list

TITLES = word_list("transcripts", "titles")
OFFICES = word_list("transcripts", "offices")
ROLES = OFFICES | word_list("transcripts", "roles")
JOINTS = word_list("transcripts", "joints")
FIELDS = NEWS_FIELDS | word_list("transcripts", "fields")
UNNAMED = word_list("transcripts", "unnamed")
