"""From bar to sentence and back: the explorer of a notebook. Nothing of the suite imports this package.

    explore("seeds")               # or a corpus that is open: explore(corpus, decisions="decisions.yaml")

The logic stands above the widgets, which only pass messages on:

    view       choices -> rates, and the marks behind each rate
    changes    a corpus with other choices, or with some texts annotated anew
    places     words that a reader points at -> characters
    chosen_texts  which texts are looked at, by metadata and years
    charts     the same layers along time, or two groups compared
    in_words   what values are called on the page
    looked_for what the search box answers
    figure     a view as plain data for the page; rows: lines and marks
    said       labels, parts, reason and annotator of a decision
    session    what a reader does with views: choose, open, read, decide, undo
    freeze     a view -> the study file that makes it again
    picture    a view -> a figure and a table for readers without a widget
    interactive  whether somebody is there to use a widget
    messages   what the page may say, by type
    widget     the explorer on the page: messages in, messages out
    judge      a sample judged on the page, place by place
    static/    their stylesheets, and their scripts as built from frontend/: nothing is loaded from elsewhere
"""

from analysis.study.explorer.freeze import freeze
from analysis.study.explorer.view import View
from analysis.study.explorer.widget import Explorer, explore

__all__ = ["Explorer", "View", "explore", "freeze"]
