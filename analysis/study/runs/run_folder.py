"""Files of a run: written whole or not at all, and a record of what each step has left."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.base.digests import digest_file
from analysis.study.runs.plan import Step

STEPS = ".steps"
TIMING = "timing.json"
_TIMING = Lock()


@dataclass(frozen=True, slots=True)
class Done:
    """What one step left in a run folder: digests of its files by relative path."""

    key: str
    outputs: Mapping[str, str]
    reused: bool = False


def reuse(step: Step, folder: Path) -> Done | None:
    """What this run or an earlier one of the study made of the same things, if all of it is still whole.

    The files of an earlier run are copied into `folder`.
    """
    study = folder.name.rpartition("-")[0]
    others = sorted(other for other in folder.parent.glob(f"{study}-*") if other != folder)
    for home in (folder, *others):
        done = _read(home, step)
        if done and all(_intact(home / name, digest) for name, digest in done.outputs.items()):
            if home != folder:
                for name in done.outputs:
                    place(folder / name, (home / name).read_bytes())
                remember(folder, step, done)
            return replace(done, reused=True)
    return None


def remember(folder: Path, step: Step, done: Done) -> None:
    """Record that a step is done; written last, so that what it names is there."""
    place(_file(folder, step), as_json({"key": done.key, "outputs": dict(done.outputs)}))


def note_time(folder: Path, step: Step, seconds: float) -> None:
    """Note in timing.json how long a step took; the only file of a run that differs from run to run."""
    with _TIMING:
        times = json.loads(current(folder / TIMING) or b"{}")
        times[step.name] = round(seconds, 1)
        place(folder / TIMING, as_json(dict(sorted(times.items()))))


def _read(folder: Path, step: Step) -> Done | None:
    try:
        raw = json.loads(_file(folder, step).read_bytes())
    except (OSError, ValueError):
        return None
    return Done(raw["key"], raw["outputs"]) if raw.get("key") == step.key else None


def _file(folder: Path, step: Step) -> Path:
    return folder / STEPS / f"{step.name.replace('/', '--')}.json"


def _intact(path: Path, digest: str) -> bool:
    return path.is_file() and digest_file(path) == digest


def place(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that has this content already is left alone."""
    if current(path) == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def place_together(files: Mapping[Path, Path]) -> None:
    """Copy files (target -> source) beside their targets, then put all in place, or none."""
    copies = {target: target.with_name(f".{target.name}.new") for target in files}
    before: dict[Path, bytes | None] = {}
    try:
        for target, source in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copies[target])
        for target, copy in copies.items():
            content = current(target)
            copy.replace(target)
            before[target] = content
    except OSError:
        _put_back(before)
        raise
    finally:
        for copy in copies.values():
            copy.unlink(missing_ok=True)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for target, content in before.items():
        if content is None:
            target.unlink()
        else:
            place(target, content)


def current(path: Path) -> bytes | None:
    """The content of a file, None where there is none."""
    return path.read_bytes() if path.is_file() else None


def as_json(value: Any) -> bytes:
    """JSON as all records are written: UTF-8, two blanks, a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
