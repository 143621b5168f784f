"""The options of `open_corpus` that few readers need: how texts are read, and what records say of a run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analysis.annotation.reader_names import FAST
from analysis.corpus.filters import Filters
from analysis.corpus.reading import HOW_TEXTS_ARE_READ

IN_PYTHON: Final = "python"
"""What records name as the notebook where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Which texts are read, and what is known of them beside their words.

    - `filters`: keep the texts whose metadata have these values, such as `{"party": "D"}`;
    - `speakers`: a `speakers.toml` that knows names and aliases;
    - `text_column`, `id_column`: the columns of tables, or fields of JSON, that hold the text and its name;
    "" for `text`, and for `doc_id` or `id`;
    - `encoding`: of all files, "" where it is to be detected;
    - `name_fields`: what the names of files hold, such as "country_session_year";
    - `turns`: how transcripts mark their turns (a layout or a pattern), where their metadata don't say it;
    - `reader`: who finds the statements of prose, "fast" or "careful" (`docs/readers.md`);
    - `decisions`: a file of what readers decided about marks (`analysis.review.decisions.decision_files`),
    which are then
      counted as they say;
    - `sample`: the file of a judged sample (`analysis.study.workbench.audits`), which need not be there yet.
    """

    filters: Filters = field(default_factory=dict)
    speakers: str | Path = ""
    text_column: str = ""
    id_column: str = ""
    encoding: str = ""
    name_fields: str = ""
    turns: str = ""
    reader: str = FAST
    decisions: str | Path = ""
    sample: str | Path = ""

    @property
    def asked(self) -> dict[str, str]:
        """What is said of how texts are read, in the words of `read_corpus`: only what was given."""
        given = {name: getattr(self, name) for name in HOW_TEXTS_ARE_READ}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the records of figures say beside the corpus: notebook and parameters; and where figures go.

    `tell` is called while texts are annotated: how many are done, and of how many.
    """

    notebook: str = IN_PYTHON
    out_dir: str | Path = "figures"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    tell: Callable[[int, int], None] | None = None
