"""What the README says works from an installed wheel in an empty folder, as it does in a clone."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytest.importorskip("hatchling")
ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.startswith(("hedgerow ", "papermill "))
]
NOT_HERE = ("hedgerow lab", "HOST:PORT", "state-of-the-union")
"""What waits for a reader, needs a cluster, or takes minutes."""
SPEECHES = ("speech.txt", "briefing.txt", "speeches/one.txt", "speeches/two.txt", "briefings/one.txt")


def run(command, folder, environment):
    """The exit code and all that a command says."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    code, said = run(command, ROOT, os.environ)
    assert code == 0, said
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """The variables of a machine with an empty home on which the wheel is installed."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "env", with_pip=False)
    bin = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [sys.executable, "-m", "pip", "--python", str(bin / "python"), "install", "--quiet"]
    code, said = run([*install, "--no-deps", "--no-index", str(wheel)], place, os.environ)
    assert code == 0, said
    [packages] = (place / "env").rglob("site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))  # the libraries, not the checkout
    (place / "home").mkdir()
    path = f"{bin}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "HOME": str(place / "home"), "PYTHONPATH": ""}
    return {**os.environ, **own, "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter")}


def test_the_wheel_brings_notebooks_studies_and_texts_with_their_terms(wheel):
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        terms = archive.read("analysis/texts/sources.toml").decode()
    for folder in ("notebooks", "studies", "seeds", "texts"):
        brought = {
            name.partition(f"analysis/{folder}/")[2] for name in names if f"analysis/{folder}/" in name
        }
        assert brought == {file.name for file in (ROOT / folder).iterdir() if file.name[0] != "."}, folder
    assert "Public domain" in terms
    assert not [name for name in names if name.startswith(("tests/", "figures/"))]


def test_every_command_of_the_readme_runs_in_an_empty_folder(environment, tmp_path):
    code, said = run(["hedgerow", "new", "tryout"], tmp_path, environment)
    assert code == 0, said
    folder = tmp_path / "tryout"
    for name in SPEECHES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            "ANN LEE: We may perhaps go if they stay.\n\nBEN ROE: They must not.\n", "utf-8"
        )
    assert prepared(folder, environment) == (0, "")
    for command in COMMANDS:
        if not any(part in command for part in NOT_HERE):
            if command == "hedgerow audit hedges.csv":  # judged by a person in between
                shutil.copyfile(folder / "studies/seed-hedges-judged.csv", folder / "hedges.csv")
            words = [word.replace("PATH", "texts") for word in shlex.split(command)]
            code, said = run(words, folder, environment)
            assert code == 0, f"{command}: {said}"


def prepared(folder, environment):
    """Two files of decisions, and the figures that commands of the README speak of."""
    code, said = run(["hedgerow", "run", "studies/seed.yaml"], folder, environment)
    if code:
        return code, said
    judged = ["hedgerow", "audit", "studies/seed-hedges-judged.csv", "--decisions"]
    for name in ("first.yaml", "second.yaml"):
        code, said = run([*judged, name, "--annotator", name[0]], folder, environment)
        if code:
            return code, said
    return 0, ""
