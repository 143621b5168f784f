import json
import shutil
import subprocess

import pytest

from analysis.errors import StudyError
from analysis.provenance.cite import cite_figures, escape_markdown

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
  title = {{Modals \& \textbraceleft{}senses\textbraceright{}}},
  note = {Figure 0123456789ab, notebook 02\_modal\_verbs, Hedgerow 0.1.0, corpus seeds\_1 (412 words, digest abababababab), seed 1; CC BY 4.0},
}

\begin{figure}
  \centering
  \includegraphics{02_modals.pdf}
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


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="no TeX is installed")
def test_the_latex_compiles(figure, tmp_path):
    from matplotlib.figure import Figure

    Figure().savefig(tmp_path / "02_modals.pdf")
    block = cite_figures([figure]).split("\n\n")[1]
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\\usepackage{graphicx}\\usepackage[T1]{fontenc}\\usepackage{textcomp}\n"
        f"\\begin{{document}}\n{block}\n\\end{{document}}\n"
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
