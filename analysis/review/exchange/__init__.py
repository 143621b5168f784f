"""Marks to and from the annotation tools of others, one format a file.

markup         what all formats share: a document as stretches of text with labels, and links between them
regions        Annotation -> Markup
rebuilding     Markup -> Annotation, when text, offsets and wording agree
changes        two annotations -> the decisions that lead from one to the other
labels         one label a stretch, for tools that know no more; values that a label can take
beside         what a tool does not show, kept beside its marks and found again by place
units          code points <-> UTF-16 code units
words          the words of a text, cut where a mark begins or ends
names          document ids -> safe file names, and the index that leads back
untrusted      JSON and text files from elsewhere, read with one clear error
brat  webanno  label_studio  prodigy  doccano  spreadsheet
formats        `export_marks`, `import_marks`: the table of formats
commands       `hedgerow export`, `hedgerow import`
"""
