"""How a document marks its turns, decided from all that could be labels in it.

Each form is weighed by what its labels look like: a title, an office, capitals, a note in brackets and
above all a name that comes back. Forms that weigh too little beside the heaviest one are headings,
lists and chance; within a form that is used, a bare name must come back or be like most others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.annotation.statements.name_words import FEMALE, MALE
from analysis.annotation.statements.turns.heads import Head, Shape, is_capital, read_head
from analysis.annotation.statements.turns.label import FORMS, Form, Label
from analysis.annotation.statements.turns.label_words import TITLES
from analysis.annotation.statements.turns.sheet import Sheet

_WEIGHT = {"question": 0.8, "titled": 0.7, "office": 0.7, "numbered": 0.9, "capitals": 0.6, "plain": 0.25}
_LEAST: dict[Form, float] = {
    "colon": 1.4,
    "point": 1.0,
    "stroke": 1.0,
    "dash": 2.4,
    "gap": 2.3,
    "own": 2.3,
    "inline": 2.4,
    "chevron": 1.6,
    "tag": 0.5,
}
"""The weight from which a form marks turns."""
_WRITTEN: tuple[Form, ...] = ("colon", "stroke")
_SHARE: dict[Form, float] = {
    "colon": 0.12,
    "point": 0.12,
    "stroke": 0.05,
    "dash": 0.3,
    "gap": 0.3,
    "own": 0.34,
    "inline": 0.9,
    "chevron": 0.1,
    "tag": 0.0,
}
"""The same as a share of the heaviest form."""


class Layout(NamedTuple):
    """The forms by which a document marks its turns, and the labels of these forms."""

    forms: tuple[Form, ...]
    labels: Sequence[Label]

    @property
    def name(self) -> str:
        """The forms, heaviest first: *colon*, *own, colon*."""
        return ", ".join(self.forms)


def choose_layout(sheet: Sheet, candidates: Sequence[Label]) -> Layout | None:
    """The layout of a document; None where nothing marks turns."""
    by_form: dict[Form, list[Label]] = defaultdict(list)
    for label in candidates:
        by_form[label.form].append(label)
    by_form["colon"] = _without_fields(sheet, by_form["colon"])
    if len(by_form["inline"]) > len(by_form["colon"]):
        by_form["inline"] = sorted([*by_form.pop("colon"), *by_form["inline"]])
    by_form["own"] = _alike(sheet, by_form["own"])
    for form in ("gap", "dash"):
        by_form[form] = [label for label in by_form[form] if label.end < sheet.lines[label.line].end]
    often = Counter(key(label.head) for label in candidates)
    chevrons = _has_chevrons(sheet, by_form["colon"])
    weights = {form: sum(_weigh(label) for label in by_form[form]) for form in by_form}
    heaviest = max(weights.values(), default=0.0)
    forms = [
        form
        for form in FORMS
        if form in weights
        and (
            _is_used(form, by_form[form], weights[form], heaviest)
            or (form == "chevron" and chevrons and by_form[form])
        )
    ]
    if not forms:
        return None
    kept = [label for form in forms for label in _trusted(sheet, by_form[form], often)]
    kept += _variants(by_form, forms, kept)
    forms.sort(key=lambda form: -weights[form])
    return Layout(tuple(forms), sorted(kept)) if _is_enough(kept) else None


def told_layout(sheet: Sheet, candidates: Sequence[Label], forms: tuple[Form, ...]) -> Layout | None:
    """The layout that a user names; None where no label has one of its forms."""
    labels = [label for label in candidates if label.form in forms and label.form != "own"]
    if "own" in forms:
        labels += _alike(sheet, [label for label in candidates if label.form == "own"])
    return Layout(forms, sorted(labels)) if labels else None


def _variants(
    by_form: Mapping[Form, Sequence[Label]], forms: Sequence[Form], kept: Sequence[Label]
) -> list[Label]:
    """Labels that lack the usual delimiter, of speakers known by others: *MR. LEE:* among *MR. LEE.-*."""
    names = {key(label.head) for label in kept if label.head.shape in ("titled", "office")}
    return [
        label
        for form in _WRITTEN
        if form not in forms and set(forms) & {"colon", "stroke", "point"}
        for label in by_form.get(form, ())
        if label.head.shape in ("titled", "office")
        and key(label.head) in names
        and is_capital(label.head.name)
    ]


def key(head: Head) -> str:
    """What two labels of one speaker share: the last word of the name, or all words of an office."""
    words = head.name.casefold().replace(".", " ").split()
    if head.shape in ("office", "numbered", "question") or not words:
        return " ".join(word for word in words if word != "the")
    return words[-1]


def _weigh(label: Label) -> float:
    head = label.head
    weight = _WEIGHT[head.shape]
    if head.shape == "titled" and is_capital(head.name.split()[-1]):
        weight += 0.4
    if label.timed:
        weight += 0.3
    if head.notes:
        weight += 0.3
    elif head.shape == "office" and not is_capital(head.name) and not head.name.startswith("The "):
        weight = _WEIGHT["plain"]
    return weight


def _is_used(form: Form, labels: Sequence[Label], weight: float, heaviest: float) -> bool:
    if not labels:
        return False
    again = Counter(key(label.head) for label in labels)
    repeated = sum(count for count in again.values() if count > 1)
    weight += 0.35 * repeated
    if form in ("own", "gap", "dash", "inline") and not (repeated >= 2 or _mostly_dressed(labels)):
        return False
    if form != "tag" and not _stands_out(form, labels, repeated):
        return False
    if form == "colon" and len(labels) == 1 and not _is_strong(labels[0]):
        return False
    if weight < heaviest and form in ("colon", "own", "gap", "dash"):
        dressed = sum(_is_dressed(label) or again[key(label.head)] > 1 for label in labels)
        if 2 * dressed < len(labels):
            return False
    least = 1.4 if form == "own" and _mostly_dressed(labels) else _LEAST[form]
    return weight >= least and weight >= _SHARE[form] * heaviest


def _has_chevrons(sheet: Sheet, labels: Sequence[Label]) -> bool:
    """Whether names stand behind *>>*, so that a line that begins with the sign alone is another speaker."""
    return 2 <= sum(sheet.text.startswith(">>", label.start) for label in labels) >= 0.5 * len(labels)


def _is_dressed(label: Label) -> bool:
    """Whether a label looks like one by itself: a title, capitals, a note in brackets, a number."""
    head = label.head
    first = head.name.split()[0].strip(".").lower() if head.name else ""
    return (
        head.shape in ("titled", "question", "numbered")
        or (head.shape == "office" and (first == "the" or first in TITLES))
        or bool(head.notes)
        or label.timed
        or is_capital(head.name)
    )


def _stands_out(form: Form, labels: Sequence[Label], repeated: int) -> bool:
    """Whether names without title, office or note come back, as those of speakers do and headings do not."""
    shapes = {label.head.shape for label in labels if not label.head.notes}
    if any(label.head.notes for label in labels) or not shapes <= {"plain", "capitals"}:
        return (
            form != "point"
            or any(is_capital(label.head.name.split()[-1]) for label in labels)
            or repeated > 1
        )
    if repeated >= 2 and len(labels) > 2:
        return True
    short = all(len(label.head.name.split()) < 4 for label in labels)
    return form == "colon" and shapes == {"capitals"} and short and labels[0].line < 3


def _mostly_dressed(labels: Sequence[Label]) -> bool:
    dressed = sum(_is_dressed(label) and label.head.shape != "capitals" for label in labels)
    return dressed >= 0.7 * len(labels)


def _is_strong(label: Label) -> bool:
    return label.head.shape in ("titled", "office") and bool(label.head.notes)


def _is_enough(labels: Sequence[Label]) -> bool:
    return (
        any(label.head.shape != "question" or label.form == "chevron" for label in labels) or len(labels) > 1
    )


def _without_fields(sheet: Sheet, labels: Sequence[Label]) -> list[Label]:
    """The labels without the fields above a transcript: *Interviewer: Ann Lee*, *President: Mr. Lee*."""
    for i, label in enumerate(labels):
        words = sheet.text[label.end : sheet.lines[label.line].end].partition(" . ")[0]
        head = read_head(words) if 0 < len(words) < 60 and words[-1] not in ".?!," else None
        if head is None or head.shape not in ("titled", "plain") or head.name != words.split(" (")[0]:
            return list(labels[i:])
        if len(head.name.split()) < 2 or label.line > 60:
            return list(labels[i:])
    return []


def _alike(sheet: Sheet, labels: Sequence[Label]) -> list[Label]:
    """Names on lines of their own that lie on the page like most of those that look most like labels."""
    often = Counter(key(label.head) for label in labels)
    sure = [
        label
        for label in labels
        if label.head.shape in ("titled", "numbered") or label.head.notes or often[key(label.head)] > 1
    ]
    if not sure:
        return []
    places = Counter(_place(sheet, label) for label in sure)
    usual = max(places, key=lambda place: (places[place], place))
    return [label for label in labels if _place(sheet, label) == usual]


def _place(sheet: Sheet, label: Label) -> tuple[bool, bool]:
    """Whether a line stands close above the next one, and whether it is centred."""
    line, below = sheet.lines[label.line], sheet.lines[label.line + 1]
    return below.gap == 0 and below.end - below.start > 1, line.indent > 8


def _breaks_sentence(sheet: Sheet, label: Label) -> bool:
    """Whether the line above goes on with the words of a label that is not in capitals."""
    if label.line < 1 or label.timed or is_capital(label.head.name):
        return False
    line, above = sheet.lines[label.line], sheet.lines[label.line - 1]
    last = sheet.text[above.end - 1]
    return line.gap == 0 and above.end - above.start > 30 and (last.isalnum() or last == ",")


def _trusted(sheet: Sheet, labels: Sequence[Label], often: Counter[str]) -> Iterator[Label]:
    """The labels of a form that may be believed, given all of that form."""
    shapes = Counter(label.head.shape for label in labels)
    for label in labels:
        again = often[key(label.head)] > 1
        if label.form in ("tag", "chevron") or (
            (len(labels) > 1 or label.head.shape != "question")
            and (again or label.head.notes or label.timed or _is_usual(label, shapes, len(labels)))
            and not (_breaks_sentence(sheet, label) and (label.form == "point" or not again))
        ):
            yield label


def _is_usual(label: Label, shapes: Mapping[Shape, int], number: int) -> bool:
    """Whether a name that comes once, without a note, looks like most labels of its form."""
    shape = label.head.shape
    words = label.head.name.lower().split()
    known = words[0] in MALE or words[0] in FEMALE
    if shape == "plain" and (len(words) < 2 or (3 * shapes["plain"] < number and not known)):
        return False
    bare = shapes["plain"] + shapes["capitals"]
    return label.form != "own" or shape not in ("plain", "capitals") or shapes["titled"] <= bare
