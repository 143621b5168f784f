"""Annotations -> files: one record a document, complete or not there at all.

annotate_files   a corpus to one file, with progress, processes and resume
parts            a corpus to a folder of Parquet parts, the same with any number of workers
folder           such a folder: which parts are there, which are missing
manifest         what a folder and each part say of themselves
summary          what a run has written, and what it says when it is stopped
workers          a function over many items in processes, order kept
cluster          the same on a Dask cluster; the only user of distributed
journal          what is done already of one file, so that a stopped run can go on
output           JSON lines and Parquet, written beside and then renamed
parquet          the columns of the Parquet form
counted          the record with the numbers of sentences that its Parquet rows carry
progress         a bar on a terminal, nothing elsewhere
"""
