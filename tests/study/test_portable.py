import json
import sys
import time
from pathlib import Path

import pytest

from analysis.study.runs.portable import Scrub, portable_notebook


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("/here/work/figures/a.csv", "./figures/a.csv"),
        ("PosixPath('/here/work')", "PosixPath('.')"),
        ("at=/here/work/a, \x1b[32m/here/work/b\x1b[0m", "at=./a, \x1b[32m./b\x1b[0m"),
        ("file:///here/work/a", "file://./a"),
        (f'File "{sys.prefix}/lib/x.py"', 'File "python/lib/x.py"'),
        ("<Axes object at 0x7f00dead>", "<Axes object>"),
        ("/tmp/ipykernel_4711/99.py:3: UserWarning", "<cell>:3: UserWarning"),
        ("a\nMatplotlib is building the font cache; this may take a moment.\nb", "a\nb"),
        ("mkdir -p failed for path /gone/.cache/matplotlib: [Errno 2] No such file\n", ""),
        ("iVBOR/here/work/AAAA+/here/work", "iVBOR/here/work/AAAA+/here/work"),
        ("/here/workshop and and/here/work", "/here/workshop and and/here/work"),
        ("nothing to see", "nothing to see"),
    ],
)
def test_what_a_machine_leaves_in_a_text_is_taken_out(text, clean):
    assert Scrub(Path("/here/work"))(text) == clean


def test_a_page_with_a_large_picture_is_cleaned_quickly():
    picture = "<img src='data:image/png;base64," + "iVBOR/w0KGgo+AAAANSUhEUg/" * 40_000 + "'> ipykernel_"
    began = time.perf_counter()
    assert Scrub(Path("/here/work"))(picture) == picture
    assert time.perf_counter() - began < 2


def test_a_note_about_a_cache_leaves_no_output():
    note = "Matplotlib created a temporary cache directory at /tmp/x\n"
    stream = {"output_type": "stream", "name": "stderr", "text": [note]}
    kept = {"output_type": "stream", "name": "stdout", "text": ["1\n"]}
    cell = {"cell_type": "code", "metadata": {}, "source": [], "outputs": [stream, kept]}
    content = json.dumps({"cells": [cell], "metadata": {}}).encode()
    portable = json.loads(portable_notebook(content, Path("/here/work"), {}, []))
    assert portable["cells"][0]["outputs"] == [kept]
