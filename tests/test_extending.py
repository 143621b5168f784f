"""docs/extending.md, followed to the letter, brings a fifth layer into every room of the suite."""

import subprocess
import sys
from pathlib import Path

import pytest
from layer_example import extended_package


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The variables under which Python uses a package that was extended as the page says."""
    return extended_package(tmp_path_factory.mktemp("package"))


def test_a_layer_that_was_described_is_everywhere(package, tmp_path):
    tour = Path(__file__).with_name("layer_tour.py")
    done = subprocess.run(
        [sys.executable, str(tour), str(tmp_path)],
        cwd=tmp_path,
        env=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]


def test_the_examples_in_its_docstrings_hold(package, tmp_path):
    command = [
        sys.executable,
        "-m",
        "doctest",
        "-v",
        f"{package['PYTHONPATH']}/analysis/annotation/marks/deferrals.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert "1 passed" in done.stdout
