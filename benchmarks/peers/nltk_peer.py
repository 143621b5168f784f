"""NLTK's tokenizers and its perceptron tagger with our weights. `nltk_peer.py FOLDER SHARE`."""

import sys
from collections import Counter
from pathlib import Path

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis.language.finite_verbs import _tagger

tagger, sentences, words = _tagger(), PunktSentenceTokenizer(), NLTKWordTokenizer()
files = sorted(Path(sys.argv[1]).iterdir())
counts: Counter[str] = Counter()
for file in files[: int(len(files) * float(sys.argv[2]))]:
    for sentence in sentences.tokenize(file.read_text(encoding="utf-8")):
        counts.update(tag for _, tag in tagger.tag(words.tokenize(sentence)))
print(counts["finite"])
