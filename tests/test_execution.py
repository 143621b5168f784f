import sys
import time
from pathlib import Path

import pytest

from analysis.execution import _Scrub

HOME = str(Path.home())


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
        ("iVBOR/here/work/AAAA+/here/work", "iVBOR/here/work/AAAA+/here/work"),
        ("/here/workshop and and/here/work", "/here/workshop and and/here/work"),
        ("nothing to see", "nothing to see"),
    ],
)
def test_what_a_machine_leaves_in_a_text_is_taken_out(text, clean):
    assert _Scrub(Path("/here/work"))(text) == clean


def test_a_page_with_a_large_picture_is_cleaned_quickly():
    picture = "<img src='data:image/png;base64," + "iVBOR/w0KGgo+AAAANSUhEUg/" * 40_000 + "'> ipykernel_"
    began = time.perf_counter()
    assert _Scrub(Path("/here/work"))(picture) == picture
    assert time.perf_counter() - began < 2
