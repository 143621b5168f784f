"""Training of the shipped models: `python -m analysis.training.NAME --gold DIR` rewrites `models/NAME*.tsv`.

Only these files import scikit-learn (`pip install hedgerow[train]`); annotating needs none of it.
"""
