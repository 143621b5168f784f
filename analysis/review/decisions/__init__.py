"""What readers decided about marks: kept in a file that people can read, applied to annotations.

decision     one decision: which mark in which text, and what was decided
files        decisions <-> YAML, one entry a decision, in the order of the texts
about        a mark that is looked at -> a decision about it
book         decisions made one by one, saved at once, taken back: what a widget works with
applying     Annotation and decisions -> Annotation
included     the same from a file, with the record that figures carry
agreement    two readers -> how far they agree (alpha, spans), and what both stand behind
commands     `hedgerow agree`
"""
