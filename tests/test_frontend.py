"""The widgets' pages: what is built is what the sources say, and kernel and page speak one language.

Skipped where node is absent, or `npm ci` was not run in frontend/ (`make frontend` does, if it can).
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.judging import SampleBook
from analysis.study.explorer import explore
from analysis.study.explorer.judge import Judge
from analysis.study.explorer.messages import QUESTIONS, Question, read_deed
from analysis.study.explorer.widget import STATIC

FRONTEND = Path(__file__).parents[1] / "frontend"
MODULES = FRONTEND / "node_modules"
TEXT = "“Perhaps we may go,” said Ann Lee. If it rains, we certainly stay at home.\n" * 6
TYPES = """\
import type * as page from "{frontend}/src/messages";
import type * as judging from "{frontend}/src/judge";

type Names<Kind> = {{ [Name in keyof Kind]: Record<keyof Kind[Name], true> }};
type Fields<Kind> = Record<Kind extends unknown ? keyof Kind : never, true>;

export const state: page.State = {state};
export const answers: page.Answers = {answers};
export const questions: Names<page.Questions> = {questions};
export const judged: judging.Values = {judged};
export const deeds: Fields<judging.Deed> = {deeds};
"""


@pytest.fixture(autouse=True, scope="module")
def _node():
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not (MODULES / ".package-lock.json").is_file():
        pytest.skip("frontend/node_modules is not there: npm ci was not run")


def node(*command, folder=FRONTEND):
    done = subprocess.run(
        ["node", *map(str, command)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_built_is_what_the_sources_say(tmp_path):
    node("build.mjs", tmp_path)
    built = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in STATIC.glob("*.js")}
    assert built == kept, "run `npm run build` in frontend/"


def test_kernel_and_page_speak_one_language(tmp_path):
    (tmp_path / "said.ts").write_text(said_by_the_kernel(tmp_path), "utf-8")
    options = {
        "extends": str(FRONTEND / "tsconfig.json"),
        "compilerOptions": {"types": []},
        "include": ["said.ts"],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(options), "utf-8")
    node(MODULES / "typescript" / "bin" / "tsc", folder=tmp_path)


def said_by_the_kernel(folder):
    """All that a kernel says, as TypeScript that declares its type."""
    (folder / "talk.txt").write_text(TEXT, "utf-8")
    explorer = explore(folder / "talk.txt", decisions=folder / "decisions.yaml")
    sample = draw_sample(list(explorer.view.corpus.annotations), "hedges", marks=2, sentences=2)
    judge = Judge(SampleBook(sample, folder / "sample.csv"))
    values = {
        "state": explorer.state,
        "answers": answers_of(explorer, folder),
        "questions": {name: dict.fromkeys(form.model_fields, True) for name, form in QUESTIONS.items()},
        "judged": {name: getattr(judge, name) for name in Judge.class_own_traits(sync=True)},
        "deeds": dict.fromkeys(read_deed({"do": "go"}), True),
    }
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    return TYPES.format(frontend=FRONTEND.as_posix(), **written)


def answers_of(explorer, folder):
    """The answer to every question that a page can ask, asked for the first hedge."""
    lines = explorer.answer(Question("lines", {"group": ["hedges", "perhaps"]}))
    first = lines["lines"][0]
    place = {"document": first["document"], "start": first["start"], "end": first["end"]}
    said = {"document": first["document"], "layer": "hedges", "reason": "a trial", "annotator": ""}
    asked = {
        "choose": {"top": 6},
        "read": place,
        "search": {"query": "we", "sort": "words before"},
        "near": {"query": "we", "left": 2, "right": 2, "by": "word"},
        "spread": {"query": "we", "by": "voice"},
        "write": {"path": str(folder / "lines.csv"), "group": ["search", "we"]},
        "keep": {"path": str(folder / "decisions.yaml")},
        "decide": {**place, **said, "verdict": "reject"},
        "add": {**said, "words": "we", "near": 0, "labels": {"category": first["category"]}},
        "undo": {},
        "freeze": {"path": str(folder / "view.yaml"), "replace": False},
        "open": {"corpus": str(folder / "talk.txt")},
    }
    return {"lines": lines} | {name: explorer.answer(Question(name, given)) for name, given in asked.items()}
