"""Document -> Annotation -> record -> file: who says which words, and the marks in them. Imports base,
language and corpus."""
