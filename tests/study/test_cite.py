import json
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.base.errors import StudyError
from analysis.base.exports import to_latex
from analysis.study.provenance.cite import cite_figures, escape_markdown

FIGURES = Path(__file__).parents[2] / "figures"
RECORD = {
    "figure": "02_modals",
    "id": "0123456789ab",
    "title": "Modals & {senses}",
    "caption": "50% of *can* in seed_1; “will” <b>counts</b>",
    "alt": "can 4 [of 10] ![x](y)",
    "notebook": "02_modal_verbs",
    "parameters": {"corpus": "seeds"},
    "corpus": {"name": "seeds_1", "documents": 1, "words": 412, "digest": "ab" * 32},
    "versions": {"hedgerow": "0.1.0"},
    "seed": 1,
    "licence": "CC BY 4.0",
    "files": {"02_modals.svg": "", "02_modals.pdf": ""},
}


@pytest.fixture
def figure(tmp_path):
    path = tmp_path / "02_modals.json"
    path.write_text(json.dumps(RECORD))
    return path


def test_a_figure_is_cited_in_three_ways_and_the_software_once(figure):
    assert cite_figures([figure]) == (
        r"""@misc{hedgerow-0123456789ab,
  key = {hedgerow-0123456789ab},
  title = {{Modals \& \textbraceleft{}senses\textbraceright{}}},
  note = {Figure 0123456789ab, notebook 02\_modal\_verbs, Hedgerow 0.1.0, corpus seeds\_1 (412 words, digest abababababab), seed 1; CC BY 4.0},
}

\begin{figure}
  \centering
  \includegraphics[width=\linewidth,height=0.8\textheight,keepaspectratio]{02_modals.pdf}
  \caption{Modals \& \{senses\}. 50\% of *can* in seed\_1; ``will'' \textless{}b\textgreater{}counts\textless{}/b\textgreater{} Figure 0123456789ab.}
  \label{fig:02_modals}
\end{figure}

![can 4 \[of 10\] \!\[x\]\(y\)](02_modals.svg)

**Modals \& \{senses\}.** 50% of \*can\* in seed\_1; “will” \<b\>counts\</b\> Figure 0123456789ab.

@software{hedgerow,
  title = {{Hedgerow: A notebook suite for discourse analysis: who hedged, on what condition, with which modal, and how sure are we?}},
  author = {{The Hedgerow developers}},
  version = {0.1.0},
}
"""  # noqa: E501
    )


def test_two_figures_share_the_entry_of_the_software(figure, tmp_path):
    other = tmp_path / "03.json"
    other.write_text(json.dumps(RECORD | {"figure": "03", "id": "f" * 12}))
    text = cite_figures([figure, other])
    assert text.count("@software") == 1
    assert text.count("@misc") == 2


def test_the_same_with_any_file_of_the_figure(figure):
    picture = figure.with_suffix(".png")
    picture.write_bytes(b"")
    assert cite_figures([picture]) == cite_figures([figure])


def test_a_figure_without_a_record(tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(StudyError, match=r"a\.png: no recipe in it and no record a\.json beside it"):
        cite_figures([tmp_path / "a.png"])


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, 1.5 (n = 2)", r"plain words, 1.5 \(n = 2\)"),
        ("# not a heading", r"\# not a heading"),
        ("a\nb", "a b"),
        ("<script>", r"\<script\>"),
        ("`x` $y$", r"\`x\` \$y\$"),
    ],
)
def test_markdown_shows_a_text_as_it_stands(text, escaped):
    assert escape_markdown(text) == escaped


HOSTILE = [
    r"\end{tabular}\input{/etc/passwd}\def\par{}",
    "[sic] 100% of $x_1^2$ & #2 ~ {a} <b> |c| ^^41",
    '*a* "quoted" “so” ‘yes’ `tick` …',
    "Żółć, Zoë, Škoda, cafe\u0301, soft\u00adly, 5\u00a0€, ‰ ™ † •",
    "Зеленський, 習近平, μ ≠ ∞, 🇺🇦 👍, \u202eright to left",
    "line\nbreak\ttab\x00null \ufffd",
    "if it rains all day long and nobody has thought of an umbrella, " * 4,
]


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_the_latex_compiles_with_any_text(engine, tmp_path):
    """Tables and figures whose every word comes from a corpus that means harm."""
    if not (shutil.which(engine) and shutil.which("kpsewhich")):
        pytest.skip("no TeX is installed")
    from matplotlib.figure import Figure

    Figure().savefig(tmp_path / "02_modals.pdf")
    table = pd.DataFrame({"[item": HOSTILE, "rate_%": [1.25] * len(HOSTILE), "note": HOSTILE[::-1]})
    record = RECORD | {"title": " ".join(HOSTILE[:3]), "caption": " ".join(HOSTILE)}
    (tmp_path / "02_modals.json").write_text(json.dumps(record))
    block = cite_figures([tmp_path / "02_modals.json"]).split("\n\n")[1]
    paper = [
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{booktabs,graphicx}\begin{document}",
        r"\listoffigures\listoftables",
        to_latex(table, caption=" ".join(HOSTILE), label="hostile"),
        block,
        r"See \ref{fig:02_modals} and \ref{tab:hostile}.\end{document}",
    ]
    (tmp_path / "paper.tex").write_text("\n".join(paper))
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    for _ in range(2):  # the second time with the lists and labels of the first
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:].decode("utf-8", "replace")
    assert b"too wide" not in done.stdout.replace(b"\n", b"").partition(b"hostile")[2]


@pytest.mark.parametrize("kind", ["png", "pdf", "svg"])
def test_a_picture_that_went_its_own_way_is_cited_as_with_its_record(kind, tmp_path):
    """A mailed picture has no record beside it; what it is stands in its passport."""
    whole = FIGURES / f"05_voices.{kind}"
    alone = tmp_path / f"mailed.{kind}"
    shutil.copyfile(whole, alone)
    said = cite_figures([alone])
    assert said.partition("\n\n")[0] == cite_figures([whole]).partition("\n\n")[0]
    assert f"{{05_voices.{kind}}}" in said


def test_a_picture_of_the_first_version_needs_its_record(tmp_path):
    alone = tmp_path / "old.png"
    with Image.open(FIGURES / "05_voices.png") as picture:
        texts = PngInfo()
        for name, value in picture.info.items():
            if isinstance(value, str) and name != "hedgerow:about":
                texts.add_itxt(name, value)
        picture.save(alone, pnginfo=texts)
    with pytest.raises(StudyError, match=r"it needs its record 05_voices\.json beside it"):
        cite_figures([alone])
