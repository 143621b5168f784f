"""Text -> sentences, tokens, tags, phrases; word lists and lexicons; the one linear engine. Imports base."""
