"""spaCy's small English model with only its tagger on. `spacy_peer.py FOLDER SHARE`."""

import sys
from collections import Counter
from pathlib import Path

import spacy

nlp = spacy.load("en_core_web_sm", exclude=["parser", "ner", "lemmatizer"])
nlp.max_length = 10_000_000
files = sorted(Path(sys.argv[1]).iterdir())
texts = (file.read_text(encoding="utf-8") for file in files[: int(len(files) * float(sys.argv[2]))])
counts = Counter(token.tag_ for document in nlp.pipe(texts) for token in document)
print(counts["MD"])
