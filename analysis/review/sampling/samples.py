"""A sample for judging and its file: a CSV that a spreadsheet opens and a widget fills in.

One row a place. In the frame "marks" a place is a mark that was found, and the question is whether it is
right; in the frame "sentences" it is a sentence, with the marks that were found in [brackets], and the
question is how many were missed. The last three columns are the judge's. The file has a column more than the
table: `format`, the version.
"""

import io
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis.annotation.writing.output import replacing
from analysis.base.errors import StudyError, did_you_mean
from analysis.base.exports import to_csv
from analysis.base.format_versions import KEY
from analysis.base.format_versions import SAMPLE as SAMPLE_FORMAT
from analysis.base.layers import LAYERS
from analysis.review.decisions.decision import ALLOWED

SAMPLE: Final = {
    "place": "int64",  # 1, 2 ...: the order of judging, drawn at random
    "frame": "string",  # marks or sentences
    "stratum": "string",
    "in_stratum": "int64",  # places of the stratum in the corpus
    "drawn": "int64",  # of them in the sample
    "doc_id": "string",
    "text": "string",  # digest of the text (`decisions.decision.text_digest`)
    "layer": "string",
    "start": "int64",
    "end": "int64",
    "item": "string",
    "category": "string",
    "voice": "string",
    "voice_kind": "string",
    "left": "string",
    "mark": "string",
    "right": "string",
    "judgement": "string",  # marks: right or wrong; sentences: how many were missed; empty: not judged
    "label": "string",  # category of a mark that has another one; categories of missed marks, with semicolons
    "note": "string",
}
FRAMES: Final = ("marks", "sentences")
_ANSWERS: Final = ("right", "wrong")
_DIGITS: Final = 4  # of a number of missed marks: no sentence has so many
_GUARD: Final = "'"
_BETWEEN: Final = (",", ";", "\t")
_RISKY: Final = ("=", "+", "-", "@")


def read_sample(path: str | Path) -> pd.DataFrame:
    """The sample in a file, with the columns of `SAMPLE`; StudyError with file and row for what is wrong.

    Spreadsheets write CSV in their own way: with semicolons or tabs, a first line `sep=;`, in cp1252.
    """
    path = Path(path)
    try:
        table = _table(path.read_bytes())
    except OSError as error:
        raise StudyError(
            f"{path}: cannot be read ({error.strerror}); draw one with 'hedgerow sample'"
        ) from error
    except ValueError as error:  # not CSV, empty
        raise StudyError(f"{path}: no sample in CSV ({' '.join(str(error).split())})") from error
    for said in table[KEY].unique() if KEY in table else ():
        SAMPLE_FORMAT.check(said, path)
    missing = [name for name in SAMPLE if name not in table.columns]
    if missing:
        raise StudyError(f"{path}: column {missing[0]!r} is missing; right would be {', '.join(SAMPLE)}")
    sample = _typed(table[list(SAMPLE)], path)
    _check_design(sample, path)
    for row in sample.to_dict("records"):
        check_judgement(row, f"{path}: place {row['place']}")
    return sample


def _table(content: bytes) -> pd.DataFrame:
    """The cells of a CSV file as text, parted by what finds most columns of a sample in its header."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in content:
            raise
        text = content.decode("cp1252", "replace")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    header = text.partition("\n")[0].strip()
    named = {between: len(set(header.replace('"', "").split(between)) & set(SAMPLE)) for between in _BETWEEN}
    between = max(_BETWEEN, key=lambda one: named[one])
    return pd.read_csv(io.StringIO(text), dtype="string", keep_default_na=False, sep=between)


def write_sample(sample: pd.DataFrame, path: str | Path) -> Path:
    """Write a sample as CSV; the file is replaced whole."""
    path = Path(path)
    written = sample[list(SAMPLE)].copy()
    written.insert(list(SAMPLE).index("layer"), KEY, SAMPLE_FORMAT.version)
    with replacing(path) as temporary:
        temporary.write_text(to_csv(written), encoding="utf-8", newline="")
    return path


def check_judgement(row: dict[Any, Any], where: str) -> None:
    """StudyError unless the judgement of a row is one that its frame knows, and its labels exist."""
    judgement, frame = row["judgement"], row["frame"]
    if frame not in FRAMES:
        raise StudyError(f"{where}: unknown frame {frame!r}; right would be {' or '.join(FRAMES)}")
    if frame == "marks" and judgement not in ("", *_ANSWERS):
        raise StudyError(f"{where}: {judgement!r} is no judgement of a mark; right would be right or wrong")
    if frame == "sentences" and judgement and not (judgement.isdecimal() and len(judgement) <= _DIGITS):
        raise StudyError(f"{where}: {judgement!r} is no number of missed marks; right would be 0, 1, 2 ...")
    known = ALLOWED.get((row["layer"], "category"), ())
    for name in labels(row["label"]):
        if known and name not in known:
            raise StudyError(f"{where}: category {name!r} does not exist{did_you_mean(name, known)}")


def labels(cell: str) -> list[str]:
    """The categories in a cell.

    >>> labels("approximator; epistemic-verb")
    ['approximator', 'epistemic-verb']
    """
    return [name for part in cell.split(";") if (name := part.strip())]


def judged(sample: pd.DataFrame, frame: str) -> pd.DataFrame:
    """The places of one frame that have a judgement."""
    return sample[(sample["frame"] == frame) & (sample["judgement"] != "")]


def _check_design(sample: pd.DataFrame, path: Path) -> None:
    """StudyError where rows are doubled, or no longer say how they were drawn: no estimate could be right."""
    again = sample["place"][sample["place"].duplicated()]
    if len(again):
        raise StudyError(f"{path}: place {again.iloc[0]} comes twice; right would be one row a place")
    layers = sorted(set(sample["layer"]))
    if len(layers) > 1 or not set(layers) <= set(LAYERS):
        raise StudyError(f"{path}: layer {', '.join(layers)}; right would be one of {', '.join(LAYERS)}")
    for (frame, stratum), rows in sample.groupby(["frame", "stratum"], sort=True):
        sizes = sorted(set(rows["in_stratum"]))
        if len(sizes) > 1 or sizes[0] < len(rows):
            raise StudyError(
                f"{path}: {frame}, stratum {stratum!r}: {len(rows)} places of "
                f"{' and '.join(map(str, sizes))} (in_stratum); right would be the columns as they were drawn"
            )


def _typed(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Columns with their types; the apostrophe that keeps a spreadsheet from running a cell goes."""
    try:
        typed = table.astype(SAMPLE)
    except (ValueError, TypeError) as error:
        raise StudyError(f"{path}: a column of numbers holds something else ({error})") from error
    for name, kind in SAMPLE.items():
        if kind == "string":
            typed[name] = typed[name].map(_unguarded).astype("string")
    typed["judgement"] = typed["judgement"].str.strip().str.lower()
    return typed


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and cell[1:2] in _RISKY else cell
