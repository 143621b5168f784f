"""How good are the marks on my texts? A random sample is judged by a person and answers with an interval.

samples      the columns of a sample, and the file that people judge it in (CSV)
drawing      annotations -> sample: marks by stratum, and sentences in which a mark may be missing
judging      judgements put into a sample one by one, saved at once, taken back
estimates    judged sample -> precision, recall and F1 with intervals
auditing     judged sample -> what `statistics.correction.audited_rates` corrects a rate with
judged_places  judged sample + annotations -> what `statistics.corrected_regression` corrects a model with
group_accuracy  judged sample -> precision and recall by any metadata, exact where all or nothing is right
"""
