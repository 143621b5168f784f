"""The methods paragraph, written from the record of a run."""

import re
from collections.abc import Mapping
from typing import Any, Final

from analysis.base.exports import escape_latex
from analysis.base.wording import decisions_in_words, joined, left_out_in_words, plural
from analysis.measure.formulas.intervals import FEWEST
from analysis.measure.statistics.comparison import RANK, SIGNED_RANK
from analysis.measure.statistics.design import TEXT, several

SOURCES: Final = {
    "exact": "Garwood 1936; Lancaster 1961",
    "widened": "Zou and Donner 2008",
    "bootstrap": "Davison and Hinkley 1997, section 5.2",
    "log_likelihood": "Rayson and Garside 2000",
    "log_ratio": "Hardie 2014",
    RANK: "Mann and Whitney 1947",
    SIGNED_RANK: "Wilcoxon 1945",
    "model": "Hilbe 2011",
    "holm": "Holm 1979",
    "bh": "Benjamini and Hochberg 1995",
    "dispersion": "Gries 2008; Lijffijt and Gries 2012",
    "corrected": "Rogan and Gladen 1978",
    "smoother": "Cleveland 1979",
    "curve": "Simonsohn, Simmons and Nelson 2020",
    "audited": "Särndal, Swensson and Wretman 1992",
}

DIGITS: Final = 12  # of a digest that are printed
MANY: Final = 8  # lists or models above which only their number is said

_NAMES: Final = {
    "log_likelihood": "G2 in its two-term form",
    "log_ratio": "the Log Ratio, a count of zero taken as 0.5",
    "dispersion": "DP and its normalised form over texts",
}
_RANKS: Final = {RANK: "the Mann-Whitney test", SIGNED_RANK: "Wilcoxon's signed-rank test"}
_TESTS: Final = {
    "log_ratio": "Log Ratio held against the same rate",
    "rank": "rank test",
    "model": "regression",
}
_MANY: Final = {"log_ratio": "Log Ratios held against the same rate"}
_UNSURE: Final = " Intervals were not adjusted for the number of comparisons or for picking some out."
_CORRECTIONS: Final = {
    "corrected": "corrected by the precision and recall measured by hand",
    "audited": "corrected by a random sample of the corpus that was checked by hand",
}
_FAMILIES: Final = {"holm": "Holm's method", "bh": "the method of Benjamini and Hochberg"}


def methods_paragraph(record: Mapping[str, Any]) -> str:
    """What was done, as one Markdown paragraph; sentences about what the record does not hold are left out.

    `record` is the JSON record of a figure or a run: corpus (name, documents, words, digest; left_out, if
    there is something that could not be read or annotated), denominator, seed, versions, lexicons, models,
    parameters (voices ...). It may add `analysis`, as `procedure.Procedure.record` gives it:

    - unit ("doc_id" or what was resampled), unit_note (why, and how many), interval, resamples, level,
      min_words;
    - smoother (share, resamples) where lines were drawn; curve (specifications, resamples) where one
      difference was counted in many ways;
    - measures: names among log_likelihood, log_ratio, model, dispersion; ranks: the rank tests made;
    - adjustment ("holm", "bh" or "none") and families, the number of tests of each kind; undrawn, how many
      markers were too rare to be drawn and tested; poisson, how many have a Poisson regression instead;
    - correction ("corrected" or "audited") and accuracy, a mapping of names to (precision, recall, n).

    >>> methods_paragraph({"denominator": "1,000 words", "seed": 1})
    'Rates are given per 1,000 words together with the raw counts. The random seed was 1.'
    """
    analysis = record.get("analysis", {})
    sentences = [
        _corpus(record),
        _left_out(record),
        _voices(record.get("parameters", {})),
        _rules(record),
        _readers(record),
        _rates(record, analysis),
        _intervals(analysis),
        _lines(analysis),
        _measures(analysis),
        _tests(analysis),
        _curve(analysis),
        _correction(analysis),
        _seed(record),
        _software(record.get("versions", {})),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def methods_latex(record: Mapping[str, Any]) -> str:
    """The same paragraph for LaTeX, with every special character escaped."""
    plain = re.sub(r"`([^`]*)`", r"\1", methods_paragraph(record))
    return escape_latex(plain).replace("G2", "$G^2$") + "\n"


def _corpus(record: Mapping[str, Any]) -> str:
    corpus = record.get("corpus") or {}
    if "documents" not in corpus:
        return ""
    texts = int(corpus["documents"])
    size = f" of {int(corpus['words']):,} words" if "words" in corpus else ""
    digest = f" (digest `{corpus['digest'][:DIGITS]}`)" if corpus.get("digest") else ""
    name = f" {corpus['name'].removesuffix(':')}" if corpus.get("name") else ""
    return f"The corpus{name} holds {texts:,} text{'s' if texts != 1 else ''}{size}{digest}."


def _left_out(record: Mapping[str, Any]) -> str:
    said = left_out_in_words((record.get("corpus") or {}).get("left_out") or {})
    return f"{said}." if said else ""


def _voices(parameters: Mapping[str, Any]) -> str:
    chosen = parameters.get("voices")
    if chosen is None:
        return ""
    known = {
        "all": "all voices",
        "attributed": "the words attributed to speakers, quoted or reported",
        "narrator": "the narrator's own words",
    }
    names = [chosen] if isinstance(chosen, str) else list(chosen)
    said = known.get(names[0]) if len(names) == 1 else None
    whose = said or "the words of " + joined(names)
    return f"Every mark was assigned to the voice it stands in; counted were {whose}."


def _rules(record: Mapping[str, Any]) -> str:
    parts = []
    for kind, noun in (("lexicons", "lexicons"), ("models", "trained models")):
        listed = record.get(kind) or {}
        if len(listed) > MANY:
            parts.append(f"{len(listed)} {noun} (their digests are in the record)")
        elif listed:
            parts.append(f"the {noun} " + joined([f"{name} (`{listed[name]}`)" for name in sorted(listed)]))
    if not parts:
        return ""
    return (
        f"Marks were found with {joined(parts)}; each layer was counted by itself, as one word may be in two."
    )


def _readers(record: Mapping[str, Any]) -> str:
    decisions = (record.get("corpus") or {}).get("decisions")
    if not decisions:
        return ""
    digest = decisions["digest"][:DIGITS]
    return f"Included were {decisions_in_words(decisions)}; digest `{digest}`."


def _rates(record: Mapping[str, Any], analysis: Mapping[str, Any]) -> str:
    if not record.get("denominator"):
        return ""
    floor = analysis.get("min_words")
    short = f"; groups below {int(floor):,} words were counted but not rated" if floor else ""
    return f"Rates are given per {record['denominator']} together with the raw counts{short}."


def _intervals(analysis: Mapping[str, Any]) -> str:
    if "resamples" not in analysis:
        return ""
    if _is_exact(analysis):
        made = (
            f"exact for marks that fall independently ({SOURCES['exact']}) and widened by what "
            f"{several(_unit(analysis))} differ beyond that ({SOURCES['widened']})"
        )
    else:
        many = f"{int(analysis['resamples']):,} resamples"
        made = f"studentised bootstrap intervals ({SOURCES['bootstrap']}) with {many}"
    return (
        f"Intervals ({_percent(analysis)}) are {made}; the {_unit(analysis)}, not "
        f"the word, is the sampling unit, and fewer than {FEWEST} were described without an interval."
        f"{_why(analysis)}"
    )


def _why(analysis: Mapping[str, Any]) -> str:
    """Which unit was taken and how many there are, where it was settled by the corpus."""
    note = str(analysis.get("unit_note", "")).removeprefix("unit: ")
    return f" The unit of inference is the {note}." if note else ""


def _is_exact(analysis: Mapping[str, Any]) -> bool:
    return bool(analysis.get("interval", "studentised") == "widened")


def _lines(analysis: Mapping[str, Any]) -> str:
    smoother = analysis.get("smoother")
    if not smoother:
        return ""
    near = 100 * float(smoother["share"])
    return (
        f"Lines along time are local linear regressions over the nearest {near:g}% of the texts, weighted by "
        f"their length ({SOURCES['smoother']}); "
        f"their bands ({_percent(analysis)}) are pointwise percentile intervals with "
        f"{int(smoother['resamples']):,} resamples of {several(_unit(analysis))}."
    )


def _measures(analysis: Mapping[str, Any]) -> str:
    asked = list(analysis.get("measures", ()))
    named = [f"{_NAMES[name]} ({SOURCES[name]})" for name in asked if name in _NAMES]
    units = several(_unit(analysis))
    ranks = analysis.get("ranks", ())
    named += [f"{_RANKS[name]} on the rates of {units} ({SOURCES[name]})" for name in ranks]
    if "model" in asked:
        named.append(
            "negative binomial regression with the size of the text as offset and errors clustered by "
            f"{_unit(analysis)} ({SOURCES['model']}){_instead(analysis)}"
        )
    if not named:
        return ""
    return f"Groups were compared by {joined(named)}.{_UNSURE if 'log_ratio' in asked else ''}"


def _instead(analysis: Mapping[str, Any]) -> str:
    poisson = int(analysis.get("poisson", 0))
    return f", for {plural(poisson, 'marker')} Poisson regression with the same errors" if poisson else ""


def _tests(analysis: Mapping[str, Any]) -> str:
    families = analysis.get("families") or {}
    if not families:
        return ""
    each = [plural(int(size), _TESTS[name], _MANY.get(name, "")) for name, size in families.items()]
    which = f"{('a family', 'two families', 'three families')[len(each) - 1]} of {joined(each)}"
    if analysis["adjustment"] not in _FAMILIES:
        return f"The p-values of {which} were not corrected for their number."
    how = f"{_FAMILIES[analysis['adjustment']]} ({SOURCES[analysis['adjustment']]})"
    apart = ", each by itself" if len(each) > 1 else ""
    undrawn = int(analysis.get("undrawn", 0))
    rare = f"; {plural(undrawn, 'marker')} too rare to be drawn left out" if undrawn else ""
    return f"p-values were corrected for {which}{apart}, by {how}{rare}."


def _curve(analysis: Mapping[str, Any]) -> str:
    curve = analysis.get("curve")
    if not curve:
        return ""
    ways = plural(int(curve["specifications"]), "combination")
    each = "" if _is_exact(analysis) else f", with {int(curve['resamples']):,} resamples each"
    return f"The difference was counted again under {ways} of choices ({SOURCES['curve']}){each}."


def _percent(analysis: Mapping[str, Any]) -> str:
    return f"{100 * float(analysis.get('level', 0.95)):g}%"


def _unit(analysis: Mapping[str, Any]) -> str:
    unit = str(analysis.get("unit") or TEXT)
    return "text" if unit == TEXT else unit


def _correction(analysis: Mapping[str, Any]) -> str:
    kind, accuracy = analysis.get("correction"), analysis.get("accuracy") or {}
    measured = [
        f"{name} {precision:.2f} and {recall:.2f} (n = {int(n):,})"
        for name, (precision, recall, n) in sorted(accuracy.items())
    ]
    known = f"Precision and recall were measured as {joined(measured)}." if measured else ""
    if kind not in _CORRECTIONS:
        return known
    return f"{known} Raw rates are shown beside rates {_CORRECTIONS[kind]} ({SOURCES[kind]}).".strip()


def _seed(record: Mapping[str, Any]) -> str:
    return f"The random seed was {record['seed']}." if "seed" in record else ""


def _software(versions: Mapping[str, str]) -> str:
    names = {"hedgerow": "Hedgerow", "python": "Python"}
    listed = [f"{names.get(name, name)} {versions[name]}" for name in versions]
    return f"Computed with {joined(listed)}." if listed else ""
