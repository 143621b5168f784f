"""What the name of a file says: a date or a year, a speaker or a place, a country, session and language.

    2025-05-09-munich    Anna Lee 1925    1925-Lee    lee_1925    LEE_1925_budget    MunichSep12_2020
    USA_75_2020          gb_en            51320_201505    ep-00-01-17

Names are read with care: a number is a year only where all files of a folder that are called alike have
years at its place, and a word is a speaker only beside a year or a date and if it is no other usual word.
`country_session_year` and the like (`name_pattern`) say it for certain.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from pathlib import PurePosixPath

from analysis.base.errors import CorpusError
from analysis.corpus.dates import MONTHS, UNREAD, iso_date, readings
from analysis.corpus.sources_beside import Beside
from analysis.language.regex import regex
from analysis.language.word_lists import word_list, word_pattern

_CONVENTIONS = (
    regex(r"(?P<country>[A-Z]{3})_(?P<session>\d{1,3})_(?P<year>(?:19|20)\d\d)"),
    regex(r"(?P<country>[a-z]{2})_(?P<language>en|fr|es|ru|ar|zh|de|it|pt|nl|pl|sv|da|fi|no|el|cs|hu|ja)"),
    regex(r"ep-(?P<year>\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:-\d+)*"),
    regex(r"(?P<party>\d{4,6})_(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])"),
)
"""United Nations General Debate; a country and a language by their ISO codes; Europarl; Manifesto Project."""

_DATES = (
    regex(r"(?<!\d)(?P<date>(?:1[0-9]|20)\d\d([-_. ]?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))(?!\d)"),
    regex(rf"(?<![A-Za-z])(?P<date>\d{{1,2}}(?:st|nd|rd|th)?[-_. ]?(?i:{MONTHS})[-_. ,]*\d{{4}})(?!\d)"),
    regex(rf"(?<![A-Za-z\d])(?P<date>(?i:{MONTHS})[-_. ]?\d{{1,2}}(?:st|nd|rd|th)?[-_. ,]+\d{{4}})(?!\d)"),
    regex(rf"(?<=[a-z])(?P<date>(?=[A-Z])(?i:{MONTHS})[-_. ]?\d{{1,2}}[-_. ,]+\d{{4}})(?!\d)"),
    regex(rf"(?<!\d)(?P<date>(?:1\d|20)\d\d[-_. ](?i:{MONTHS})[-_. ]\d{{1,2}})(?!\d)"),
    regex(r"(?<![\d.])(?P<date>\d{1,2}([-_.])\d{1,2}\2(?:1[5-9]|20)\d\d)(?!\d)"),
    regex(rf"(?<![A-Za-z])(?P<date>(?i:{MONTHS})[-_. ]\d{{4}})(?!\d)"),
    regex(r"(?<![A-Za-z\d])(?P<date>(?:1[5-9]|20)\d\d[-_.](?:0[1-9]|1[0-2]))(?![-_.]?\d)"),
)
"""Dates in names: the year first or last, the month in words, and a month alone."""
_YEARS = (
    regex(r"(?<![A-Za-z\d])(?P<date>(?:1[5-9]|20)\d\d)(?!\d|-\d\d-\d\d)"),
    regex(r"(?<=[a-z]{3})(?P<date>(?:1[789]|20)\d\d)(?!\w)"),
)
_LANGUAGE = regex(r"\.(?:[a-z]{2}(?:-[A-Za-z]+)?|eng)$")
"""The language of captions, as in `speech.en-GB.vtt`."""
_EXPORT = regex(rf"{word_pattern('names', 'file-names.exports')}|v\d", re.IGNORECASE)
_FOLDERS = regex(r"(?<![^/])((?:1[5-9]|20)\d\d(?:[/-](?:0[1-9]|1[0-2])(?:[/-](?:0[1-9]|[12]\d|3[01]))?)?)/")
"""Folders of a year, a month or a day: 2019/, 2019/03/, 2019-03-04/."""
_SIGNS = " _-.,()[]"
_ASIDE = regex(r"\([^()]*\)")
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_JOINTS = regex(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])(?!st|nd|rd|th)")
_NAME = regex(r"[^\W\d_]{1,3}\.|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLES = word_list("names", "file-names.particles")
_NO_NAMES = word_list("names", "file-names.none")
_LONGEST_NAME = 5
_LOOKED_AT = 200_000
"""Characters of a text in which a name is looked for."""


def from_name(id: str, fields: str | None = None, *, beside: Beside | None = None) -> dict[str, str]:
    """What a file name says; `fields` names its parts, and then nobody guesses who speaks.

    `beside` knows the other files of the folder, without which a number may be taken for a year.

    >>> from_name("speeches/2025-05-09-munich")
    {'date': '2025-05-09'}
    >>> from_name("un/USA_75_2020", "country_session_year")
    {'country': 'USA', 'session': '75', 'year': '2020'}
    >>> from_name("Anna Lee 1925")
    {'date': '1925', 'speaker': 'Anna Lee'}
    """
    folder, _, file = id.rpartition("/")
    name = _LANGUAGE.sub("", file)
    if fields and (named := name_pattern(fields).fullmatch(name)):
        return _dated(name, _DATES)[1] | named.groupdict()
    for convention in _CONVENTIONS:
        if found := convention.fullmatch(name):
            return _of_convention(found.groupdict())
    place, known = _dated(name, _DATES)
    if not known:
        place, known = _dated(name, _YEARS)
        known = known if not beside or _are_years(beside, id, place.start) else {}
    if known:
        return known | ({} if fields else _owner(name, place))
    found = _FOLDERS.search(f"{folder}/")
    return {"date": found[1].replace("/", "-")} if found else {}


def of_rows(id: str) -> dict[str, str]:
    """The day that the name of a table gives for all its rows, unless it seems to be that of an export.

    >>> of_rows("debate-1976-09-23"), of_rows("export_2024-01-01"), of_rows("speeches 1976")
    ({'date': '1976-09-23'}, {}, {})
    """
    name = id.rpartition("/")[2]
    return {} if _EXPORT.search(name) else _dated(name, _DATES)[1]


@cache
def name_pattern(fields: str) -> re.Pattern[str]:
    """The pattern for names such as `country_session_year`: letters name fields, signs are just signs."""
    parts = re.findall(r"[^\W\d_]+|[\W\d_]+", fields.lower())
    names = [part for part in parts if part.isalpha()]
    if not names or len(set(names)) < len(names):
        raise CorpusError(
            f"{fields!r} does not name the fields of a file name; write for example country_session_year"
        )
    return re.compile("".join(f"(?P<{part}>.+?)" if part.isalpha() else re.escape(part) for part in parts))


def _of_convention(found: dict[str, str]) -> dict[str, str]:
    """What the parts of a name that follows a convention say in the words of all formats."""
    if "language" in found:
        return found | {"country": found["country"].upper()}
    if "day" in found:
        century = 20 if found["year"] < "90" else 19
        return {"date": f"{century}{found['year']}-{found['month']}-{found['day']}"}
    if "month" in found:
        return {"party": found["party"], "date": f"{found['year']}-{found['month']}"}
    return found


def _dated(name: str, patterns: Iterable[re.Pattern[str]]) -> tuple[slice, dict[str, str]]:
    """Where the date stands in a name, and the date: in ISO form, or as it is where it has two readings."""
    for pattern in patterns if any(map(str.isdigit, name)) else ():
        for found in pattern.finditer(name):
            numeric = not any(map(str.isalpha, found["date"]))
            written = re.sub("[_ ]", "-", found["date"]) if numeric else _in_words(found["date"])
            if iso := iso_date(written):
                return slice(*found.span()), {"date": iso}
            if readings(written) != UNREAD:
                return slice(*found.span()), {"date": written}
    return slice(0, 0), {}


def _in_words(date: str) -> str:
    """Sep12_2020 as one writes it elsewhere: Sep 12 2020."""
    return _JOINTS.sub(" ", re.sub("[_-]", " ", date))


def _are_years(beside: Beside, id: str, start: int) -> bool:
    """Whether all files of the folder that are called alike have a year at this place."""
    folder, _, name = id.rpartition("/")
    folder = folder or "."
    numbers = beside.remember(f"numbers in names in {folder}", partial(_numbers, folder=folder))
    before = len(re.findall(r"\d+", name[:start]))
    return all(1500 <= int(number) <= 2099 for number in numbers.get((_shape(name), before), ()))


def _numbers(beside: Beside, folder: str) -> dict[tuple[str, int], set[str]]:
    """The numbers at each place of names of each shape."""
    numbers: dict[tuple[str, int], set[str]] = defaultdict(set)
    for name in beside.names(folder):
        stem = name.partition(".")[0] if name.count(".") == 1 else PurePosixPath(name).stem
        for place, number in enumerate(re.findall(r"\d+", stem)):
            numbers[_shape(stem), place].add(number[:5])
    return dict(numbers)


def _shape(name: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", name))


def _owner(name: str, date: slice) -> dict[str, str]:
    """The speaker beside a date in a name, or the place where the words of a name run together."""
    before, after = (_ASIDE.sub("", part).strip(_SIGNS) for part in (name[: date.start], name[date.stop :]))
    if before and after:
        known = before.isalpha() and len(before) > 3 and name[date.start - 1] == "_" == name[date.stop]
        return _speaker(before, False) if known and date.stop - date.start == 4 else {}
    words = before or after
    if before and name[date.start - 1].isalpha() and name[date.start].isalpha():
        return {"place": " ".join(_CAMEL.split(before))} if before.isalpha() else {}
    return _speaker(words, date.stop - date.start == 4)


def is_person(text: str) -> bool:
    """Whether a few words look like first and last name.

    >>> is_person("Anna Lee"), is_person("Lee"), is_person("Budget Speech")
    (True, False, False)
    """
    return " " in text and bool(_speaker(text, False))


def speaks_of(text: str, name: str) -> bool:
    """Whether a text speaks of a person, again and again and not in labels, so that it is hardly theirs.

    >>> speaks_of("We may go. Lee added that it rains. So Lee said.", "Ann Lee")
    True
    >>> speaks_of("ANN LEE: We may go. Well, I, Lee, may.", "Ann Lee")
    False
    """
    text, last = text[:_LOOKED_AT], name.split()[-1]
    either = rf"\b(?:{re.escape(last)}|{re.escape(last.upper())})\b"
    label = rf"^[^\w\n]{{0,9}}(?:[A-Z][\w.'’-]* ){{0,4}}{either}[^\n.!?]{{0,60}}?(?:[:\t]|\.[-– ]|$)"
    return len(re.findall(either, text)) - len(re.findall(label, text, re.MULTILINE)) > 1


def _speaker(text: str, year: bool) -> dict[str, str]:
    """The person of that name; beside a year alone a single word in small letters may be one."""
    if text.count(", ") == 1:  # the last name first
        text = " ".join(reversed(text.split(", ")))
    words = re.split(r"[\s_]+", text) if re.search(r"[\s_]", text) else text.split("-")
    if not 0 < len(words) <= _LONGEST_NAME or not all(map(_NAME.fullmatch, words)):
        return {}
    if any(word.casefold() in _NO_NAMES for word in words):
        return {}
    capitals = all(word[0].isupper() or word in _PARTICLES for word in words) and words[-1] not in _PARTICLES
    if not capitals and not (year and len(words) == 1 and len(text) > 2):
        return {}
    return {
        "speaker": " ".join(word if word.islower() and len(words) > 1 else _cased(word) for word in words)
    }


def _cased(word: str) -> str:
    return word.title() if word.islower() or (word.isupper() and len(word) > 2) else word
