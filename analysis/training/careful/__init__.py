"""Train the careful reader of statements: `python -m analysis.training.careful --gold DIR --work DIR`.

pretrained          the encoder that training begins with, and which word pieces of it are kept
annotated_articles  the articles that are learned from
examples            articles as windows, and pairs of a cue and a token, with labels
network             encoder and heads; the only definition that training has
fitting             steps, rates, checkpoints
choosing            the ranker, from articles that a network has not seen
export              the network in whole numbers, as the reader runs it
"""
