"""Annotation -> tables -> numbers: counts, rates, intervals, comparisons. Imports annotate and below."""
