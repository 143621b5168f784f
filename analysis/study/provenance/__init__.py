"""A figure with its numbers and its origin -> files that a paper can cite.

figures        save_figure: picture, table, caption, alt text and record, each with its passport
origin         what was run on what: digests and versions
passports      the recipe read back from any file of a figure
shapes         what a record or a passport must look like before it is used
descriptions   alternative text from the numbers of a table
cite           BibTeX, a LaTeX figure, a line of Markdown
"""
