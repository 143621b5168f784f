"""Numbers as people write them: counts with their nouns, shares, rates, lists in a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_VERDICTS: Final = {"accept": "accepted", "reject": "rejected", "relabel": "relabelled", "add": "added"}


def plural(number: int, noun: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "text"), plural(1200, "word"), plural(0, "modal verb")
    ('1 text', '1,200 words', 'no modal verbs')
    """
    shown = f"{number:,}" if number else "no"
    return f"{shown} {noun if number == 1 else many or noun + 's'}"


def share(part: float, whole: float) -> str:
    """A share in whole per cent; a dash where there is nothing to share.

    >>> share(1, 3), share(0, 0)
    ('33%', '–')
    """
    return f"{100 * part / whole:.0f}%" if whole else "–"


def joined(parts: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> joined(["can"]), joined(["can", "will", "may"])
    ('can', 'can, will and may')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def decisions_in_words(record: Mapping[str, Any]) -> str:
    """The decisions of readers in a result (`decisions.included`), for captions and run cards.

    >>> decisions_in_words({"included": {"reject": 9, "relabel": 3}, "stale": 1, "elsewhere": 0})
    '12 decisions of readers (9 rejected, 3 relabelled); 1 applies to no mark any more'
    """
    kinds = [f"{number:,} {_VERDICTS[verdict]}" for verdict, number in record["included"].items()]
    in_all = plural(sum(record["included"].values()), "decision")
    said = [f"{in_all} of readers" + (f" ({', '.join(kinds)})" if kinds else "")]
    if stale := record["stale"]:
        said.append(f"{stale:,} {'applies' if stale == 1 else 'apply'} to no mark any more")
    if elsewhere := record["elsewhere"]:
        said.append(f"{elsewhere:,} {'is' if elsewhere == 1 else 'are'} about other texts")
    if without := record.get("left_out"):
        said.append(f"{without:,} {'is' if without == 1 else 'are'} about texts that are left out")
    return "; ".join(said)


def left_out_in_words(record: Mapping[str, Any], *, named: str = "names in the record") -> str:
    """What of a corpus is in no result (`analysis.annotation.left_out`), for captions and methods; "" for
    nothing.

    >>> left_out_in_words({"of": 250, "texts": {"b12": "cannot be annotated", "b13": "cannot be annotated"}})
    '2 of 250 texts could not be annotated and are left out (names in the record)'
    """
    texts, files = len(record.get("texts", ())), len(record.get("files", ())) + record.get("unnamed", 0)
    said = [f"{texts:,} of {plural(record['of'], 'text')} could not be annotated"] if texts else []
    if files:
        said.append(f"{plural(files, 'file or row', 'files or rows')} could not be read")
    if not said:
        return ""
    verb = "; all are" if len(said) > 1 else " and is" if texts + files == 1 else " and are"
    return f"{joined(said)}{verb} left out" + (f" ({named})" if named else "")


def rate_in_words(row: Any) -> str:
    """Rate with interval, or why there is none.

    >>> rate_in_words({"rate": 10.75, "low": 5.2, "high": 19.8, "per": "1,000 words", "note": ""})
    '10.8 per 1,000 words [5.2, 19.8]'
    """
    import pandas as pd  # not for the commands that only count words

    if pd.isna(row["rate"]):
        return str(row["note"]) or "too short to rate"
    limits = "" if pd.isna(row["low"]) else f" [{row['low']:.1f}, {row['high']:.1f}]"
    return f"{row['rate']:.1f} per {row['per']}{limits}"
