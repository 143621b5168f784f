"""What the models of clauses look at: tables of named features (`clause_columns` has their values).

Of a cut: `word[-1]`, `class[-1]` are the word before it and its class, `word[0]`, `class[0]` those behind it,
`gap` is the punctuation there and `onset` what begins there (`sentence_words`). Weights:
`models/protasis.tsv`, `models/apodosis.tsv`, made by `python -m analysis.training.train_clauses`.
"""

from typing import Final

from analysis.language.engine.feature_templates import Templates

PROTASIS: Final = Templates(
    (
        *("gap+order", "gap+verbs_inside+order", "class[-1]+gap+class[0]", "gap+class[0]+class[1]"),
        *("gap+class[0]+class[1]+order", "word[0]+gap", "word[-1]", "verb_ahead+gap+order"),
        *("verb_ahead+verbs_inside", "verbs_after+gap+order", "verbs_inside+verbs_after+order", "length+gap"),
        *(
            "commas+gap+order",
            "marker+gap",
            "marker+verbs_inside",
            "onset+gap+order",
            "onset+verbs_inside+gap",
        ),
        *("onset+class[-1]", "first_onset+verbs_inside+gap", "clause_before+gap+onset"),
        *("clause_after+gap+onset+order", "quotes+gap+quoted", "class[0]+class[1]+class[2]"),
        *("clause_before+clause_after+gap+order", "length+verbs_inside", "class[-1]+class[0]+class[1]"),
        *("marker+first_onset+length", "word[0]+onset+verbs_inside", "first_onset+onset+order"),
        *("onset+gap+verbs_after+order", "word[1]+gap+class[0]", "word[-1]+word[0]", "rank+onset+gap+order"),
        *("brackets+brackets[1]+bracketed+gap", "markers_inside+markers_after+gap"),
        *("markers_inside+onset+word[0]", "rank+verbs_inside+gap"),
        *("inside[-3]+inside[-2]+inside[-1]+gap+class[0]", "word[-2]+word[-1]+onset"),
        *("verbs_after+onset+rank+gap", "left+gap", "left+onset+gap", "left+verbs_after+gap"),
        *("left+verbs_left+gap+verbs_after", "verbs_left+gap+onset", "left+verbs_left+words_left+gap"),
        *("left+verbs_inside+gap", "left+verbs_left+onset+verbs_inside"),
    )
)
"""Of an end of the protasis: its two sides, what is complete before it and what is left after it.

`order` is the place of the marker (`I` opens the sentence, `L` has a finite verb before it, else `M`),
`marker` its kind, `left` what stands before it, `verbs_left` and `words_left` what lies between it and the
punctuation before it; `first_onset` is what begins behind it. `rank` counts openings of
clauses behind the first verb."""

START: Final = Templates(
    f"start:side+{name}"
    for name in (
        *(
            "order+gap+verbs_between",
            "class[-1]+gap+class[0]",
            "gap+class[0]+class[1]",
            "word[-1]",
            "word[0]",
        ),
        *("onset+gap", "order+onset+verbs_between", "distance+gap", "order+verbs_between+verbs_beyond"),
        *("onset+class[-1]+verbs_beyond", "word[-1]+onset", "class[-1]+onset+verbs_between"),
        *("word[-2]+word[-1]", "distance+onset", "word[-1]+verbs_between", "word[0]+gap"),
    )
)
"""Of the first edge of an apodosis; *between* is what lies between it and the protasis, *beyond* the rest."""

END: Final = Templates(
    f"end:side+{name}"
    for name in (
        *("order+gap+verbs_between", "class[-1]+gap+class[0]", "gap+class[0]+class[1]", "word[0]+gap"),
        *("word[-1]", "onset+gap+verbs_between", "order+verbs_between+beyond+gap", "onset+gap+beyond"),
        *("gap+beyond", "word[0]+onset"),
    )
)
"""Of its last edge; `beyond` are the finite verbs behind it, on the left side the words up to the marker."""

INSIDE: Final = Templates(
    f"inside:{name}"
    for name in (
        *("side+verbs+onset", "side+verbs+order+modal", "side+commas+verbs", "side+length+verbs", "quotes"),
        *("side+modal+onset", "side+length+onset", "side+order+verbs_left_out+verbs"),
        *("side+hinge+hinge_gap", "side+hinge+hinge_gap+following", "side+left+verbs"),
        *("side+hinge+hinge_gap+left", "side+left+verbs_left+words_left+following"),
    )
)
"""Of a segment with both edges. `hinge` are the words between the two clauses, `hinge_gap` is the punctuation
behind the protasis, `following` are the finite verbs behind it."""

NONE: Final = Templates(
    f"none:{name}"
    for name in (
        *(
            "always",
            "verbs_before+verbs_after",
            "words_before+words_after",
            "word[-1]",
            "marker+verbs_inside",
        ),
        *("end_gap", "gap_before+gap_after+verbs_inside", "word[0]"),
        *("any_before+any_after+verbs_inside+gap_before", "onset+verbs_after"),
        *("class[-1]+verbs_inside+gap_before", "left+verbs_after+verbs_inside"),
    )
)
"""Of "there is no apodosis": `word[-1]` and `word[0]` stand before and behind the marker, `onset` begins
behind the protasis; verbs and words *before* the marker and *after* the protasis."""
