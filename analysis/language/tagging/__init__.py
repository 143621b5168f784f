"""Text -> the tag of each token: one tag set, one lexicon, one tagger for everything that asks.

    tags           the tag set, and the named sets of tags that rules and features ask about
    tag_lexicon    a word -> the tags it had in the treebanks, whether it needs no decision
    forms          a token -> what is known of it by its form alone, found out once
    tag_templates  what the tagger looks at, as two tables of named features
    tag_weights    the packed file of its weights
    tagger         the tags of many sentences at once, kept with their text

A sentence is tagged when somebody asks first, and its tags stay with the text (`tagger.tags_of`): statements,
conditionals and the count of finite verbs see the same. Weights: `models/tagger.npz` and the words
`models/tagger.tsv`, made by `python -m analysis.training.train_tagger`.
"""
