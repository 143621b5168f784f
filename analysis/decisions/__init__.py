"""What readers decided about marks: kept in a file that people can read, applied to annotations.

decision     one decision: which mark in which text, and what was decided
files        decisions <-> YAML, one entry a decision, in the order of the texts
applying     Annotation and decisions -> Annotation
agreement    two readers -> Krippendorff's alpha and F1 of their spans
"""
