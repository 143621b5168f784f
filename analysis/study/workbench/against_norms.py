"""Where a rate stands: a table of rates beside what is usual in a register at the same length.

    corpus.against("news")                  # every voice of an article beside voices of other articles
    proposed(corpus)                        # which registers may be taken, and why

The register is the reader's choice. Words quoted in the press are compared with words quoted in the press,
reported ones with reported ones, a writer's with writers'; and words of a debate never with any of these.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd

from analysis.base.errors import StudyError, did_you_mean
from analysis.base.layers import LAYERS
from analysis.base.wording import plural
from analysis.measure.formulas.predictive import Floats, band, middle_share, summed
from analysis.measure.register_norms import column, fitted, registers, version
from analysis.measure.statistics.counts import parse_per
from analysis.measure.statistics.design import Design
from analysis.measure.store import Marks
from analysis.measure.tables import NARRATOR
from analysis.study.workbench.text_rates import rates_of_texts

NEWS: Final = "news"
MANNERS: Final = {"direct": "quoted", "mixed": "reported", "indirect": "reported", NARRATOR: NARRATOR}
"""How words stand in the press, by kind of speech; what is quoted in part counts as reported."""
LEVEL: Final = 0.9
"""Share of comparable texts inside a band."""
WIDE: Final = 0.5
"""An interval of shares that is wider tells nothing."""
ADDED: Final = ["norm_low", "norm_high", "below", "below_low", "below_high", "standing"]
TOO_SHORT: Final = "too short to tell"
NOT_COMPARED: Final = "not compared: no norms of such words"
_FEW: Final = 3


class Counted(Protocol):
    """What is asked of an annotated corpus."""

    @property
    def per(self) -> str: ...
    @property
    def lens(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def design(self) -> Design: ...
    @property
    def denominators(self) -> pd.DataFrame: ...
    @property
    def documents(self) -> pd.DataFrame: ...
    def countable(self, layer: str = "") -> Marks: ...
    def top_voices(self, top: int) -> list[str]: ...


def choices() -> list[str]:
    """What may be asked for: the registers of spoken words, and the press as a whole."""
    return sorted({NEWS if name.startswith(f"{NEWS}-") else name for name in registers()})


def check_norms(norms: str) -> str:
    """The register as asked for. StudyError where there is none of this name."""
    if norms not in ("", *choices()):
        raise StudyError(
            f"norms: no register {norms!r}{did_you_mean(norms, choices())}; there are {', '.join(choices())}"
        )
    return norms


def norm_digests(norms: str) -> dict[str, str]:
    """The version of the norms as records keep it, named like a model; nothing without norms."""
    return {f"norms/{norms}": version()} if check_norms(norms) else {}


def against(
    corpus: Counted, norms: str, layers: Sequence[str] = tuple(LAYERS), *, top: int = 6
) -> pd.DataFrame:
    """Every voice beside the norms, and each manner in which its words stand: one row a layer, voice, manner.

    Columns: layer, voice, manner ("" for all words), those of a table of rates, then those of `beside`.
    """
    voices = corpus.top_voices(top)
    parts = [
        _rated(corpus, layer, voice, manner, kinds)
        for layer in layers
        for voice in voices
        for manner, kinds in _manners(corpus, voice, norms)
    ]
    return beside(corpus, pd.concat(parts, ignore_index=True), norms)


def beside(corpus: Counted, table: pd.DataFrame, norms: str, layer: str = "") -> pd.DataFrame:
    """A table of rates with the band of the register and the share of its speakers that lie below.

    Added columns: norm_low and norm_high (nine in ten comparable texts of the same length have a rate between
    them), below (share of comparable texts with a lower rate; equal ones count as a half) with below_low and
    below_high (the same share for the ends of the interval of the rate), standing (what may be said). Without
    `norms` the table stays as it is. StudyError under a lens, or where rates are not per words.
    """
    if not check_norms(norms):
        return table
    if corpus.lens:
        raise StudyError(
            f"norms: they were counted by our own categories; right would be lens = '' ({corpus.lens})"
        )
    base = parse_per(corpus.per, corpus.denominators)
    if base.column != "words":
        raise StudyError(
            f"norms: they are rates per words; right would be per = '1,000 words', not {corpus.per!r}"
        )
    words = compared_words(corpus.denominators, norms)
    rows = [_standing(row, words, layer, base.scale) for row in table.to_dict("records")]
    return table.assign(**pd.DataFrame(rows, columns=ADDED, index=table.index))


def compared_words(denominators: pd.DataFrame, norms: str) -> pd.DataFrame:
    """Words by voice, manner and register; those that may not be compared have the register ""."""
    words = denominators.assign(manner=denominators["voice_kind"].map(MANNERS))
    if norms == NEWS:
        return words.assign(register=f"{NEWS}-" + words["manner"])
    return words.assign(register=np.where(words["doc_id"].isin(_press(words)), "", norms))


def proposed(corpus: Counted) -> pd.DataFrame:
    """Which norms may be taken for these texts, with the reason: norms, reason. None is taken by itself."""
    words = corpus.denominators
    total = max(corpus.words, 1)
    shares = words.groupby("voice_kind")["words"].sum() / total
    if press := _press(words):
        said = ", ".join(f"{share:.0%} {kind}" for kind, share in shares.items())
        reason = f"{plural(len(press), 'text')} in which a writer quotes or reports others ({said} words)"
        return pd.DataFrame([{"norms": NEWS, "reason": reason}])
    voices = words[words["words"] > 0].groupby("doc_id")["voice"].nunique().median()
    if voices < _FEW:
        names = [name for name in choices() if name.startswith("state-of") or name.startswith("campaign")]
        reason = "one speaker a text: addresses; take the period or the occasion that is nearest"
    else:
        names = [name for name in choices() if name != NEWS and not name.startswith("state-of")]
        reason = f"turns of some {voices:.0f} speakers a text; take the occasion that is nearest"
    return pd.DataFrame([{"norms": name, "reason": reason} for name in names])


def named_rows(table: pd.DataFrame) -> pd.DataFrame:
    """A table of `against` with a column `group` that names its rows in a figure: voice, manner, words."""
    names = [
        f"{voice}{f', {manner}' if manner and manner != voice else ''} ({words:,})"
        for voice, manner, words in table[["voice", "manner", "denominator"]].itertuples(index=False)
    ]
    return table.assign(group=names)


def said(table: pd.DataFrame) -> str:
    """What may be said of each row of a table of `against`, in words."""
    rows = table[table.get("standing", pd.Series(TOO_SHORT, table.index)) != TOO_SHORT]
    lines = [
        f"{row['voice']}{', ' + row['manner'] if row['manner'] else ''}, {row['layer']}: "
        f"{row['rate']:.0f} per {row['per']}, {row['standing']}"
        for row in rows.to_dict("records")
    ]
    short = len(table) - len(rows)
    return "; ".join([*lines, *([f"{plural(short, 'row')} {TOO_SHORT}"] if short else [])]) + "."


def norms_note(norms: str) -> str:
    """Which norms the bands of a figure are, for its caption; "" without norms."""
    if not check_norms(norms):
        return ""
    sizes = [size for name, size in registers().items() if name == norms or name.startswith(f"{norms}-")]
    texts = sum(size[0] for size in sizes)
    return (
        f" Bands: what {LEVEL:.0%} of comparable texts of the same length have (norms {norms}, version "
        f"{version()}, {texts:,} texts of speakers; negative binomial)."
    )


def _press(words: pd.DataFrame) -> set[str]:
    """Texts in which a writer quotes or reports others."""
    sums = words.pivot_table(
        index="doc_id", columns="voice_kind", values="words", aggfunc="sum", fill_value=0
    )
    sums = sums.reindex(columns=list(MANNERS), fill_value=0)
    told = sums["mixed"] + sums["indirect"]
    both = (sums["direct"] > 0) & (sums[NARRATOR] > 0.1 * sums.sum(axis=1))
    return set(sums.index[(told > 0) | both])


def _manners(corpus: Counted, voice: str, norms: str) -> Iterator[tuple[str, list[str]]]:
    """The manners of a voice with their kinds of speech: all together first, then each of several."""
    words = corpus.denominators
    kinds = words.loc[(words["voice"] == voice) & (words["words"] > 0), "voice_kind"].unique()
    yield "", list(kinds)
    manners = dict.fromkeys(MANNERS[kind] for kind in MANNERS if kind in kinds)
    if norms == NEWS and len(manners) > 1:
        yield from ((manner, [kind for kind in kinds if MANNERS[kind] == manner]) for manner in manners)


def _rated(corpus: Counted, layer: str, voice: str, manner: str, kinds: list[str]) -> pd.DataFrame:
    words = corpus.denominators
    chosen = words[(words["voice"] == voice) & words["voice_kind"].isin(kinds)]
    design = corpus.design.grouped("voice", levels={"voice": [voice]})
    table = rates_of_texts(corpus.countable(layer), chosen, corpus.documents, design)
    named = table.assign(layer=layer, manner=manner)
    return named[["layer", "voice", "manner", *table.columns.drop("voice")]]


def _standing(row: dict[Any, Any], words: pd.DataFrame, layer: str, scale: float) -> list[Any]:
    """The added columns of one row."""
    if pd.isna(row["rate"]):
        return [*[np.nan] * 5, TOO_SHORT]
    pmf, size = _expected(row, words, layer)
    if not size:
        return [*[np.nan] * 5, NOT_COMPARED]
    low, high = (count / size * scale for count in band(pmf, LEVEL))
    counts = [row[name] * size / scale for name in ("rate", "low", "high")]
    shares = [round(middle_share(pmf, count), 4) if count == count else np.nan for count in counts]
    return [low, high, *shares, standing(*shares)]


def _expected(row: dict[Any, Any], words: pd.DataFrame, layer: str) -> tuple[Floats, float]:
    """How often the marker of a row may be expected in its words, and how many they are; 0 where unknown."""
    marker = _marker(row, row.get("layer", layer))
    if voice := row.get("voice"):
        words = words[words["voice"] == voice]
    if manner := row.get("manner"):
        words = words[words["manner"] == manner]
    sums = words[words["words"] > 0].groupby("register")["words"].sum()
    if not all(marker in fitted(str(name)) for name in sums.index):
        return np.ones(1), 0
    return summed((fitted(str(name))[marker], float(size)) for name, size in sums.items()), float(sums.sum())


def _marker(row: dict[Any, Any], layer: str) -> str:
    """The name under which norms know what a row counts."""
    if row.get("heading"):
        return column(layer, str(row["item"]))
    return column(layer, item=str(row["item"])) if "item" in row else column(layer)


def standing(below: float, low: float, high: float) -> str:
    """What may be said of a share of comparable texts and its interval.

    >>> standing(0.91, 0.7, 0.99), standing(0.2, 0.05, 0.4)
    ('more than in 9 of 10 comparable texts [7, 10]', 'less than in 8 of 10 comparable texts [6, 10]')
    >>> standing(0.6, 0.3, 0.8), standing(0.6, 0.1, 0.9)
    ('not told apart from the middle of comparable texts', 'too short to tell')
    """
    if not low <= high or (low <= 0.5 <= high and high - low > WIDE):
        return TOO_SHORT
    if low <= 0.5 <= high:
        return "not told apart from the middle of comparable texts"
    word = "more" if below >= 0.5 else "less"
    shares = (below, low, high) if below >= 0.5 else (1 - below, 1 - high, 1 - low)
    said, least, most = (round(10 * share, 6) for share in shares)
    return f"{word} than in {floor(said)} of 10 comparable texts [{floor(least)}, {ceil(most)}]"
