"""The README is true: its commands run, its notebooks and targets exist, its example gives what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line.split("  #")[0].strip()
    for kind, block in BLOCKS
    if kind == "sh"
    for line in block.splitlines()
    if line
]
QUICK = [
    c
    for c in COMMANDS
    if re.match(r"hedgerow (new|annotate|marks|init|cite|sample|export)", c) and "HOST" not in c
]


def test_the_first_lines_say_what_it_is_show_a_figure_and_two_commands():
    head = README.splitlines()[:30]
    assert any("who said what" in line for line in head)
    [picture] = [match[1] for line in head if (match := re.match(r"!\[.+\]\((.+)\)", line))]
    assert (ROOT / picture).is_file()
    assert [c for c in COMMANDS if c in "\n".join(head)] == ["make figures", "make test"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+)", README))))
def test_make_targets_exist(target):
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_numbered_notebook_is_listed():
    listed = re.findall(r"^\| `(\d\d_\w+)` \|", README, re.MULTILINE)
    assert listed == sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_links_lead_somewhere(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("command", QUICK)
def test_commands_run(command, tmp_path, monkeypatch):
    speeches = tmp_path / "speeches"
    speeches.mkdir()
    for name in ("speech.txt", "speeches/one.txt", "speeches/two.txt"):
        (tmp_path / name).write_text("We may go if they stay.", encoding="utf-8")
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command.replace("PATH", "speeches"))[1:])
    assert result.exit_code == 0, result.output


def test_every_command_is_one_of_ours():
    used = {shlex.split(command)[1] for command in COMMANDS if command.startswith("hedgerow ")}
    assert used <= set(main.commands)


def test_the_example_gives_what_its_comment_says():
    [code] = [block for kind, block in BLOCKS if kind == "python"]
    *lines, last = [line for line in code.strip().splitlines() if not line.startswith("#")]
    scope: dict[str, object] = {}
    exec("\n".join(lines), scope)
    assert eval(last, scope)["act"] == "threat"
