"""Train the careful reader of statements: `python -m analysis.training.careful --gold DIR`."""
