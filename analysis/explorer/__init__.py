"""From bar to sentence and back: the explorer of a notebook. Nothing of the suite imports this package.

view       choices -> rates, and the marks behind each rate
changes    a workbench with other choices, or with one text annotated anew
session    what a reader does with views: choose, open, read, decide, undo
freeze     a view -> the study file that makes it again
picture    a view -> a figure and a table for readers without a widget
widget     the explorer on the page: messages in, messages out
static/    its JavaScript and its stylesheet

explore("seeds")                      # or a workbench: explore(bench, decisions="decisions.yaml")
"""

from analysis.explorer.freeze import freeze
from analysis.explorer.view import View
from analysis.explorer.widget import Explorer, explore

__all__ = ["Explorer", "View", "explore", "freeze"]
