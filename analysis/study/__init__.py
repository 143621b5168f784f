"""A corpus, its figures and their provenance: what notebooks work with, runs of them, the explorer."""
