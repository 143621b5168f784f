"""What people look at: plots, tables and texts on a page, how transcripts were read. Imports records,
numbers."""
