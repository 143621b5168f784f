"""NLTK's tokenizers and its perceptron tagger. `nltk_peer.py FOLDER SHARE`.

The weights beside this file were trained by NLTK's own trainer on the UD treebanks of models/tagger.md, with
ten coarse classes: NLTK's own weights are a download, and more classes would only be slower.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from nltk.tag.perceptron import PerceptronTagger
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer


def read_tagger() -> PerceptronTagger:
    """The tagger with the weights beside this file."""
    model = json.loads(gzip.decompress(Path(__file__).with_suffix(".json.gz").read_bytes()))
    tagger = PerceptronTagger(load=False)
    tagger.tagdict = model["tagdict"]
    tagger.classes = tagger.model.classes = set(model["classes"])
    tagger.model.weights = model["weights"]
    return tagger


tagger, sentences, words = read_tagger(), PunktSentenceTokenizer(), NLTKWordTokenizer()
files = sorted(Path(sys.argv[1]).iterdir())
counts: Counter[str] = Counter()
for file in files[: int(len(files) * float(sys.argv[2]))]:
    for sentence in sentences.tokenize(file.read_text(encoding="utf-8")):
        counts.update(tag for _, tag in tagger.tag(words.tokenize(sentence)))
print(counts["finite"])
