"""What people write first: split into words and look each up in a list. `re_peer.py FOLDER SHARE`."""

import re
import sys
from collections import Counter
from pathlib import Path

LIST = {
    *("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "if", "unless"),
    *("perhaps", "maybe", "possibly", "probably", "likely", "about", "around", "almost", "nearly", "roughly"),
    *("seem", "seems", "appear", "appears", "think", "believe", "certainly", "clearly", "indeed"),
}
files = sorted(Path(sys.argv[1]).iterdir())
counts: Counter[str] = Counter()
for file in files[: int(len(files) * float(sys.argv[2]))]:
    text = file.read_text(encoding="utf-8").lower()
    counts.update(word for word in re.findall(r"\w+", text) if word in LIST)
print(sum(counts.values()))
