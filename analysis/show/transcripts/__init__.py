"""How transcripts were read, and who speaks in a corpus: what `hedgerow turns` and `speakers` say.

report.py       Annotation -> lines that show how one document was read
roll.py         annotations -> speakers.toml to start from
commands.py     the two commands
"""
