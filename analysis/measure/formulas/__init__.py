"""Numbers -> numbers: each measure with its formula, its source and a worked number.

    association     how far two rates are apart (G2, Log Ratio, %DIFF, odds ratio)
    dispersion      how evenly a marker is spread over texts (DP, range, Juilland's D)
    intervals       how sure a rate is (bootstrap by text, Wilson, Poisson)
    widened         exact intervals, widened by what texts differ: for rare markers too
    strata          places of like length, and what they would hold by chance
    multiplicity    many tests at once (Holm, Benjamini and Hochberg)
    ranks           rank tests on the rates of texts
    smoothing       a rate along time
    agreement       how far two readers agree (Krippendorff)
    models          regression of counts (negative binomial, clustered errors)
    log_linear      regression on many predictors, small-sample errors for few clusters (CR2)
    score_bootstrap a test for few clusters
    judged_errors   counts corrected by a random sample of judged places
    partial_pooling speakers drawn to each other, with ranks
    power           what so many texts can find

Arrays in, arrays out; numpy, scipy and statsmodels, nothing of ours.
"""
