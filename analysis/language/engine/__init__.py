"""The one engine of all linear models: named features, summed weights, many candidates in one call.

    hashing            columns of integers -> feature numbers
    feature_templates  what a model looks at, as a table of named features; the same in training and in use
    linear_models      weights by feature, and the text file they are kept in
    scoring            the candidates of a batch -> their scores, with exact sums

A *feature* is a template filled with the values of one candidate: the template `subject+verb` with the
values `they` and `leave` is written `subject+verb they leave`, here and in the model files, which a person
can read. Imports nothing of ours.
"""
