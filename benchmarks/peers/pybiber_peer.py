"""pybiber's features over the same texts. `pybiber_peer.py FOLDER SHARE`."""

import sys
from pathlib import Path

import polars
import pybiber
import spacy

files = sorted(Path(sys.argv[1]).iterdir())
files = files[: int(len(files) * float(sys.argv[2]))]
corpus = polars.DataFrame(
    {"doc_id": [file.name for file in files], "text": [file.read_text(encoding="utf-8") for file in files]}
)
tokens = pybiber.spacy_parse(corpus, spacy.load("en_core_web_sm"))
print(pybiber.biber(tokens).height)
