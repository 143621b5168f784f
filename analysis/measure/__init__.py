"""Annotation -> tables -> numbers: counts, rates, intervals, comparisons. Imports annotation and below."""
