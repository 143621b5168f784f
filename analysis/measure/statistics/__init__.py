"""Tables -> tables: what a referee asks, already in the row: count, denominator, rate, interval.

    design           how rates are formed: rows, denominator, unit, intervals, adjustment
    counts           marks by sampling unit: where every measure on texts starts
    frequencies      rates with intervals by any column
    comparison       two groups: G2, Log Ratio, rank test, negative binomial, corrections
    dispersion       how evenly a marker is spread over texts
    time_series      rates by year, a smoother with its band, change between periods
    keyness          markers that set one group apart
    cooccurrence     markers that stand together in a sentence or a statement
    overlaps         what the layers share
    correction       rates corrected by measured or judged accuracy; doubt about senses
    predictors       metadata as numbers and categories; rate_rows: what a model is fitted to
    regression       rates held against any metadata; corrected_regression: and corrected by judged places
    ranked_speakers  who says it most, partially pooled
    specification    one finding under all defensible choices
    kwic             every count opened to its lines
    procedure        what ran: the design and what the results say was done
    captions         what a caption says of intervals and counts
    methods          the methods paragraph, from the record of a run

Formulas live in `analysis.measure.formulas`; here is only what knows the columns of
`analysis.measure.tables`.
"""
