"""Make the copies of the lexicons that are read at every start (`analysis/language/lexicon_files.py`).

python -m analysis.training.lexicon_copies
"""

from analysis.language.lexicon_files import COPIES, FOLDER, copied, parse_tables


def main() -> None:
    """Write a copy of each lexicon and of each file of word lists."""
    COPIES.mkdir(exist_ok=True)
    for path in sorted(FOLDER.glob("*.toml")):
        text = copied(parse_tables(path.read_bytes(), path.name))
        (COPIES / f"{path.stem}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
