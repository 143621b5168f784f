"""The methods paragraph, written from the record of a run."""

import re
from collections.abc import Mapping
from typing import Any, Final

from analysis.exports import escape_latex
from analysis.measures.intervals import FEWEST
from analysis.wording import decisions_in_words, joined, left_out_in_words

SOURCES: Final = {
    "bootstrap": "Davison and Hinkley 1997, section 5.2",
    "log_likelihood": "Rayson and Garside 2000",
    "log_ratio": "Hardie 2014",
    "rank": "Mann and Whitney 1947",
    "model": "Hilbe 2011",
    "holm": "Holm 1979",
    "bh": "Benjamini and Hochberg 1995",
    "dispersion": "Gries 2008; Lijffijt and Gries 2012",
    "corrected": "Rogan and Gladen 1978",
    "audited": "Särndal, Swensson and Wretman 1992",
}

DIGITS: Final = 12  # of a digest that are printed
MANY: Final = 8  # lists or models above which only their number is said

_NAMES: Final = {
    "log_likelihood": "G2 in its two-term form",
    "log_ratio": "the Log Ratio, a count of zero taken as 0.5",
    "rank": "a rank test on the rates of texts",
    "model": "negative binomial regression with the size of the text as offset and clustered errors",
    "dispersion": "DP and its normalised form over texts",
}
_CORRECTIONS: Final = {
    "corrected": "corrected by the precision and recall measured by hand",
    "audited": "corrected by a random sample of the corpus that was checked by hand",
}
_FAMILIES: Final = {"holm": "Holm's method", "bh": "the method of Benjamini and Hochberg"}


def methods_paragraph(record: Mapping[str, Any]) -> str:
    """What was done, as one Markdown paragraph; sentences about what the record does not hold are left out.

    `record` is the JSON record of a figure or a run: corpus (name, documents, words, digest; left_out, if
    there is something that could not be read or annotated), denominator, seed, versions, lexicons, models,
    parameters (voices ...). It may add `analysis`:

    - unit ("doc_id" or what was resampled), resamples, level, min_words;
    - measures: names among log_likelihood, log_ratio, rank, model, dispersion;
    - adjustment ("holm" or "bh") and family, the number of tests;
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
        _measures(analysis),
        _tests(analysis),
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
    unit = analysis.get("unit", "doc_id")
    unit = "text" if unit == "doc_id" else str(unit)
    level, resamples = 100 * float(analysis.get("level", 0.95)), int(analysis["resamples"])
    return (
        f"Intervals ({level:g}%) are studentised bootstrap intervals ({SOURCES['bootstrap']}) with "
        f"{resamples:,} resamples; the {unit}, not the word, is the sampling unit, and fewer than "
        f"{FEWEST} were described without an interval."
    )


def _measures(analysis: Mapping[str, Any]) -> str:
    named = [f"{_NAMES[name]} ({SOURCES[name]})" for name in analysis.get("measures", ()) if name in _NAMES]
    return f"Groups were compared by {joined(named)}." if named else ""


def _tests(analysis: Mapping[str, Any]) -> str:
    method, family = analysis.get("adjustment"), analysis.get("family")
    if method not in _FAMILIES or not family:
        return ""
    how = f"{_FAMILIES[method]} ({SOURCES[method]})"
    return f"p-values were corrected for a family of {int(family):,} tests by {how}."


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
