"""Fixtures that many tests share: the seed article, small files, a text that cannot be annotated."""

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from analysis.annotation.pipeline import annotate_documents
from analysis.base.records import Annotation, Document

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch) -> None:
    """No test finds what another has annotated; those of the cache name a folder."""
    monkeypatch.setenv("HEDGEROW_CACHE", "off")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the seed article and its sources.toml."""
    return SEEDS


@pytest.fixture(scope="session")
def seed_file(seeds) -> Path:
    """The seed article."""
    return seeds / "2025-05-09-vance-walk-away.txt"


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    """Write a file below `tmp_path`: bytes, strings in UTF-8, lists as JSON lines; `.gz` is packed."""

    def write(name: str, content: bytes | str | list[object]) -> Path:
        if isinstance(content, list):
            content = "".join(f"{json.dumps(item)}\n" for item in content)
        data = content.encode() if isinstance(content, str) else content
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return write


@pytest.fixture
def fails_on(monkeypatch) -> Callable[..., None]:
    """Make the annotator fail on the documents of some ids."""

    def fails_on(*ids: str, error: BaseException | None = None) -> None:
        def failing(documents: Sequence[Document], **options: Any) -> list[Annotation]:
            if any(document.id in ids for document in documents):
                raise error or RuntimeError("out of words")
            return annotate_documents(documents, **options)

        monkeypatch.setattr("analysis.annotation.pipeline.annotate_documents", failing)

    return fails_on
