"""What a notebook works with: parameters in, tables out.

open_corpus        a path and options -> an annotated corpus; open_options: those that few readers need
annotated_corpus   AnnotatedCorpus: documents, denominators, marks, rates, captions, as a reader chose them
mark_source        what it asks for its marks; in_memory: texts that were read and annotated; in_parquet:
                   marks on disk that may be too many to load
voice_choice       whose words are looked at; text_rates: rates of few texts and of many; run_card
questions          rates, compare, kwic, timeline: one question to a corpus, one table
kept_tokens        the words of texts, kept between runs
searching          any word, phrase, lemma or tag: lines, collocates, rates
profiles           the tables behind the figures of notebooks 01 to 05 and the gallery
histories          the tables behind 07 and 08
readings, audits   the same marks read in other ways: with doubt, by plain lists, corrected by a sample
segments           a text in reading order, one row a segment in one voice
bench              the name that notebooks of 0.1.0 open a corpus by
"""
