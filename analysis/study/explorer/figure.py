"""A view as plain data that a page can draw: panels of rows, what can be chosen, and what was."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analysis.base.errors import NoTextsError
from analysis.base.layers import LAYERS
from analysis.base.wording import joined, plural, rate_in_words
from analysis.measure.statistics.design import several
from analysis.measure.tables import NARRATOR
from analysis.measure.taxonomies import LENSES
from analysis.review.decisions.decision import ALLOWED, LABELS, NEEDED, PARTS
from analysis.study.explorer.changed_corpus import said_choice
from analysis.study.explorer.charts import CHARTS, DIFFERENCE, FLOOR, RATES, TIMELINE, number
from analysis.study.explorer.in_words import in_words
from analysis.study.explorer.view import OF_MARKS, View, groupings
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus

OFFERED: Final = 60
"""Voices that are offered by name: those with most words."""
LISTED: Final = 100
"""Texts and files left out that are named on the page."""
TAGGED: Final = 300_000
"""Words up to which rates per finite verb are offered: every text is tagged for them."""
_PER: Final = ("1,000 words", "100 sentences", "statement", "100 finite verbs")
_ROWS: Final = (6, 12, 24, 48)

_HOW: Final = {
    TIMELINE: " Line: local regression over the nearest texts; band and lines: 95% by text.",
    DIFFERENCE: " Log Ratio with 95% intervals by text; 1 is twice as often. "
    f"Markers with fewer than {FLOOR} marks are not compared.",
}
NAMED: Final = {"voice_kind": "kind of speech"}
"""What groups of texts are called where it is not the name of the grouping."""

Plain = dict[str, Any]


def drawn(view: View) -> Plain:
    """What the figure shows: title, caption, and one panel a layer with its rows."""
    kind = view.chart.kind
    panel = {TIMELINE: _timeline, DIFFERENCE: _difference}.get(kind, _panel)
    rates = {"rates": view.rates} if kind == RATES else {}
    return {
        "title": view.title,
        "kind": kind,
        "caption": f"{view.corpus.caption(*view.layers, **rates)}{_HOW.get(kind, '')}",
        "note": _omitted(view) if kind == RATES else "",
        "by": [groupings(view.corpus)[name] for name in view.by],
        "panels": [panel(view, layer) for layer in view.layers],
    }


def left_out(view: View) -> list[list[str]]:
    """Texts and files of the corpus that are in no count, each with the reason, as far as a page has room."""
    known = view.corpus.origin.corpus.get("left_out", {})
    named = [[name, why] for kind in ("texts", "files") for name, why in known.get(kind, {}).items()]
    return named[:LISTED]


def chosen(view: View) -> Plain:
    """The choices that made a view."""
    return {
        "voices": said_choice(view.corpus),
        "layers": list(view.layers),
        "lens": view.corpus.lens,
        "by": list(view.by),
        "per": view.corpus.per,
        "top": view.top,
        "chart": view.chart.kind,
        "contrast": list(view.chart.contrast),
    }


def offered(view: View) -> Plain:
    """What can be chosen in this corpus: pairs of a value and what it is called."""
    corpus = view.corpus
    return {
        "voices": _voices(corpus),
        "layers": [[layer, LAYERS[layer].title] for layer in LAYERS],
        "lens": [["", "the suite's own"], *([name, _author(lens.cite)] for name, lens in LENSES.items())],
        "by": [[name, said] for name, said in groupings(corpus).items() if _divides(corpus, name)],
        "per": _pairs([per for per in _PER if _countable(corpus, per)], corpus.per),
        "top": _pairs(_ROWS, view.top),
        "chart": [list(pair) for pair in CHARTS.items()],
        "labels": {layer: _labels(layer) for layer in LAYERS},
        "parts": {layer: [name for name in LABELS[layer] if name in PARTS] for layer in LAYERS},
        "needed": {layer: list(names) for layer, names in NEEDED.items()},
        "nouns": {name: layer.noun for name, layer in LAYERS.items()},
    }


def _omitted(view: View) -> str:
    """What of the corpus has no row, in words; "" where all has."""
    said = [
        f"{few} of {every:,} {several(NAMED.get(name, groupings(view.corpus)[name]))}"
        for name, (few, every) in view.left_out.items()
    ]
    return f"Shown are {joined(said)}, those with most words." if said else ""


def _panel(view: View, layer: str) -> Plain:
    """The rates of a layer; none by what is not said of it."""
    rates = view.tables[layer].assign(layer=layer)
    unsaid = [name for name in view.by if name in OF_MARKS and not _has(view.corpus, layer, name)]
    if unsaid:
        said = joined([OF_MARKS[name] for name in unsaid])
        return _drawn_panel(view, layer, [], note=f"Nothing is said of them by {said}.")
    every = view.tables[layer].attrs.get("groups", len(rates))
    more = bool(set(view.by) & set(OF_MARKS)) and every > len(rates)
    noun = several(OF_MARKS[view.by[0]]) if len(view.by) == 1 and view.by[0] in OF_MARKS else "groups"
    note = f"{len(rates)} of {every:,} {noun}, the most frequent" if more else ""
    return _drawn_panel(view, layer, [_row(view, row) for row in rates.to_dict("records")], note=note)


def _drawn_panel(
    view: View, layer: str, rows: list[Plain], *, note: str = "", per: str = "", line: Any = ()
) -> Plain:
    """A panel with its scale, which holds all rates and their intervals."""
    ends = [row[name] for row in [*rows, *line] for name in ("rate", "low", "high") if row[name] is not None]
    return {
        "layer": layer,
        "title": LAYERS[layer].title,
        "per": per or f"rate per {view.corpus.per}",
        "least": min([0, *ends]),
        "limit": max([0, *ends]) or 1,
        "note": note,
        "rows": rows,
        "line": list(line),
    }


def _timeline(view: View, layer: str) -> Plain:
    """A line along time, and a row for each period."""
    table = view.timelines[layer]
    line = [
        {name: number(row[name]) for name in ("at", "rate", "low", "high")}
        for row in table[table["part"] == "line"].to_dict("records")
    ]
    periods = table[table["part"] == "period"].to_dict("records")
    rows = [_counted_row((layer, str(row["period"])), str(row["period"]), row) for row in periods]
    return _drawn_panel(view, layer, rows, line=line)


def _difference(view: View, layer: str) -> Plain:
    """One row for the layer and one for each marker: Log Ratio of two groups of texts."""
    table, by = view.differences[layer], view.marker
    _, a, b = view.chart.contrast
    sides = (a, b or "all others")
    rows = [_difference_row(layer, by, sides, row) for row in table.to_dict("records")]
    every = table.attrs["groups"]
    note = f"{len(rows) - 1} of {every:,} with the most evidence (G2)" if every > len(rows) - 1 else ""
    return _drawn_panel(view, layer, rows, note=note, per=f"Log Ratio: right of 0 more in {a}")


def _difference_row(layer: str, by: str, sides: tuple[str, str], row: Mapping[Any, Any]) -> Plain:
    value = str(row[by])
    name = in_words(layer, by, value) if value else f"all {layer}"
    ratio, low, high = (number(row[f"log_ratio{part}"]) for part in ("", "_low", "_high"))
    times = "" if ratio is None else f", {2 ** abs(ratio):.2f} times as often in {sides[ratio < 0]}"
    said = f"{name}: {int(row['n_a']):,} in {sides[0]}, {int(row['n_b']):,} in {sides[1]}{times}"
    return {
        "group": [layer, value],
        "name": name,
        "n": int(row["n"]),
        "rate": ratio,
        "low": low,
        "high": high,
        "note": "" if ratio is not None else "too few",
        "said": said,
    }


def _row(view: View, row: Mapping[Any, Any]) -> Plain:
    group = view.group_of(row)
    named = zip(view.by, group[1:], strict=True)
    name = ", ".join(in_words(group[0], column, value) for column, value in named)
    return _counted_row(group, name or f"all {group[0]}", row)


def _counted_row(group: Sequence[str], name: str, row: Mapping[Any, Any]) -> Plain:
    counted = f"{plural(int(row['n']), LAYERS[group[0]].noun)} in {int(row['denominator']):,}"
    return {
        "group": list(group),
        "name": name,
        "n": int(row["n"]),
        "rate": number(row["rate"]),
        "low": number(row["low"]),
        "high": number(row["high"]),
        "note": str(row.get("note", "")),
        "said": f"{name}: {counted} ({rate_in_words(row)})",
    }


def _has(corpus: AnnotatedCorpus, layer: str, name: str) -> bool:
    """Whether anything is said of the marks of a layer in a column."""
    try:
        marks = corpus.layer(layer)
    except NoTextsError:  # marks on disk, which are counted and not looked at
        return True
    return name in marks and (marks.empty or bool(marks[name].notna().any()))


def _voices(corpus: AnnotatedCorpus) -> list[list[Any]]:
    """The voices with most words, and how many words; the narrator first."""
    everybody = corpus.source.denominators(corpus.per)
    words = everybody.groupby("voice")["words"].sum().reset_index()
    words["other"] = words["voice"] != NARRATOR
    ranked = words.sort_values(["other", "words", "voice"], ascending=[True, False, True]).head(OFFERED)
    named = zip(ranked["voice"], ranked["words"], strict=True)
    return [[str(voice), f"{voice} ({plural(int(size), 'word')})"] for voice, size in named]


def _author(cite: str) -> str:
    """Who published a taxonomy, and when: "Prince, Frader and Bosk (1982)"."""
    return cite[: cite.index(")") + 1]


def _divides(corpus: AnnotatedCorpus, name: str) -> bool:
    """Whether a grouping makes more than one group of this corpus."""
    return name not in corpus.documents or corpus.documents[name].nunique(dropna=False) > 1


def _countable(corpus: AnnotatedCorpus, per: str) -> bool:
    return "finite" not in per or "finite" in corpus.per or corpus.words <= TAGGED


def _pairs(values: Any, current: Any) -> list[list[Any]]:
    return [[value, str(value)] for value in dict.fromkeys([*values, current])]


def _labels(layer: str) -> dict[str, list[str]]:
    """What can be said of a mark of a layer, and the values where they are a closed list."""
    return {name: list(ALLOWED.get((layer, name), ())) for name in LABELS[layer] if name not in PARTS}
