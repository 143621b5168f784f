"""Decisions <-> a YAML file that people can read, compare line by line, and take back.

    format: 2
    decisions:
    - document: talks.txt
      text: 5f1c0e8a9b2d           # digest of the text
      layer: hedges
      span: 105-112
      surface: sort of
      verdict: reject
      reason: a kind of cheese, no hedge
      annotator: MK

One entry a decision, in the order of documents and offsets: two files of the same decisions are the same
bytes, and a decision is taken back by deleting its entry. The list alone is a file of version 1.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

from analysis.annotation.writing.output import replacing
from analysis.base.data_files import check_yaml
from analysis.base.errors import OutputError, StudyError, did_you_mean
from analysis.base.format_versions import DECISIONS, FIRST, KEY
from analysis.review.decisions.decision import LABELS, Decision, parse_span

_TITLE: Final = "# Decisions about marks; offsets count characters. Delete an entry to take it back.\n"
_LIST: Final = "decisions"
_HEAD: Final = {KEY, _LIST}
_NEEDED: Final = ("document", "text", "layer", "span", "surface", "verdict")
_FIELDS: Final = (*_NEEDED, "labels", "annotator", "reason")
_LONGEST: Final = 64_000_000  # bytes: far more than anybody decides
_DEEPEST: Final = 20  # lists and mappings in one another; a decision needs three
_Dumper: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Safe: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """YAML in which every value is the text that is written: `no` is a word, 0123 a digest, 1:30 no time."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping without a name that is given twice."""
        seen: set[str] = set()
        for name in (name for name, _ in node.value if isinstance(name, yaml.ScalarNode)):
            if name.value in seen:
                problem = f"{name.value!r} is given twice"
                raise yaml.constructor.ConstructorError(problem=problem, problem_mark=name.start_mark)
            seen.add(name.value)
        return dict(super().construct_mapping(node, deep=deep))


def read_decisions(path: str | Path) -> list[Decision]:
    """The decisions of a file, in order; StudyError with file and entry for what is wrong."""
    path = Path(path)
    entries = _listed(_content(path), path)
    decisions = [_decision(entry, f"{path}: entry {n}") for n, entry in enumerate(entries, 1)]
    check_unique(decisions, str(path))
    return decisions


def decisions_version(path: Path) -> int:
    """The version that a file of decisions says; the list alone is the first."""
    content = _content(path)
    return DECISIONS.version_of(content, path) if isinstance(content, Mapping) else FIRST


def _content(path: Path) -> Any:
    """What stands in a file, every value as text; StudyError for what is not valid YAML."""
    try:
        if path.stat().st_size > _LONGEST:
            raise StudyError(f"{path}: too large for a file of decisions ({_LONGEST:,} bytes at most)")
        text = path.read_text(encoding="utf-8-sig")
        check_yaml(text, str(path), deepest=_DEEPEST)
        return yaml.load(text, Loader=_Loader)
    except OSError as error:
        raise StudyError(f"{path}: cannot be read ({error.strerror}); give a file of decisions") from error
    except yaml.MarkedYAMLError as error:
        raise StudyError(f"{path}:{_line(error)}: not valid YAML: {error.problem}") from error
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise StudyError(f"{path}: not valid YAML in UTF-8: {problem}") from error


def _listed(content: Any, path: Path) -> list[Any]:
    """The entries of a file of any version that is read here."""
    if isinstance(content, Mapping) and content.keys() & _HEAD:
        DECISIONS.version_of(content, path)
        if unknown := next((name for name in content if name not in _HEAD), None):
            raise StudyError(f"{path}: unknown field {unknown!r}{did_you_mean(str(unknown), _HEAD)}")
        content = content.get(_LIST)
    if content is not None and not isinstance(content, list):
        raise StudyError(f"{path}: holds no list; right would be one entry '- document: ...' a decision")
    return content or []


def write_decisions(decisions: Iterable[Decision], path: str | Path) -> Path:
    """Write decisions in order of document and offset; the file is replaced whole. OutputError if not."""
    content = written(decisions)
    with replacing(Path(path)) as temporary:
        temporary.write_bytes(content)
    return Path(path)


def written(decisions: Iterable[Decision]) -> bytes:
    """The bytes of a file of decisions; OutputError for half a character (a lone surrogate)."""
    ordered = sorted(decisions, key=lambda one: (one.place, one.annotator))
    entries = [_entry(decision) for decision in ordered]
    try:
        content = {**DECISIONS.said, _LIST: entries}
        body = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
        return (_TITLE + body).encode()
    except UnicodeEncodeError as error:
        raise OutputError(
            f"a decision holds {error.object[error.start]!r}, half a character, which no file can hold"
        ) from error


def check_unique(decisions: Iterable[Decision], where: str) -> None:
    """StudyError where one reader decided twice about the same place."""
    seen: set[object] = set()
    for decision in decisions:
        key = (decision.place, decision.annotator)
        if key in seen:
            raise StudyError(
                f"{where}: {decision.annotator or 'somebody'} decided twice about {decision.layer} "
                f"{decision.start}-{decision.end} of {decision.document}; right would be one decision a place"
            )
        seen.add(key)


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _entry(decision: Decision) -> dict[str, Any]:
    entry = {
        "document": decision.document,
        "text": decision.text,
        "layer": decision.layer,
        "span": f"{decision.start}-{decision.end}",
        "surface": decision.surface,
        "verdict": decision.verdict,
        "labels": {n: decision.labels[n] for n in LABELS[decision.layer] if n in decision.labels},
        "annotator": decision.annotator,
        "reason": decision.reason,
    }
    return {name: value for name, value in entry.items() if value or name in _NEEDED}


def _decision(entry: Any, where: str) -> Decision:
    if not isinstance(entry, Mapping):
        raise StudyError(f"{where} is no mapping; right would be 'document: ...' and the other fields")
    for name in entry:
        if name not in _FIELDS:
            raise StudyError(f"{where} has an unknown field {name!r}{did_you_mean(str(name), _FIELDS)}")
    for name in _NEEDED:
        if name not in entry:
            raise StudyError(f"{where} has no {name!r}; every decision needs {', '.join(_NEEDED)}")
    labels = entry.get("labels") or {}
    if not isinstance(labels, Mapping):
        raise StudyError(f"{where}: labels is no mapping; right would be 'category: approximator'")
    texts: dict[str, Any] = {name: value for name, value in entry.items() if name not in ("labels", "span")}
    for name, value in (*texts.items(), *labels.items(), ("span", entry["span"])):
        if not isinstance(value, str):
            raise StudyError(f"{where}: {name} is no text; right would be one value, without a tag")
    try:
        start, end = parse_span(entry["span"])
        return Decision(**texts, start=start, end=end, labels=dict(labels))
    except StudyError as error:
        raise StudyError(f"{where}: {error}") from error
