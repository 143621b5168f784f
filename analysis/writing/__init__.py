"""Annotations -> files: one record a document, complete or not there at all.

annotate_files   a corpus to one output, with progress, processes and resume
workers          a function over many items in processes, order kept
journal          what is done already, so that a stopped run can go on
output           JSON lines and Parquet, written beside and then renamed
parquet          the columns of the Parquet form
progress         a bar on a terminal, nothing elsewhere
"""
