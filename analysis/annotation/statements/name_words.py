"""Words in and around names, from `lexicons/names.toml`: titles, first names, offices, places, no names."""

from analysis.language.word_lists import word_list

TITLES = word_list("names", "titles")
MALE_TITLES = word_list("names", "titles-of-men")
FEMALE_TITLES = word_list("names", "titles-of-women")
PARTICLES = word_list("names", "particles")
MALE = word_list("names", "men")
FEMALE = word_list("names", "women")
NOT_NAMES = word_list("names", "none")
GROUP_WORDS = word_list("names", "groups")
ROLES = word_list("names", "roles")
OFFICES = word_list("names", "offices")
CHANGING = word_list("names", "changing")
PORTFOLIOS = word_list("names", "portfolios")
PLACES = word_list("names", "places")
FIELDS = word_list("names", "fields")
