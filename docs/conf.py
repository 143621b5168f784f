"""The site of the documents (`make docs`): Markdown by MyST, docstrings by autodoc, no network."""

from analysis import __version__

project = "Hedgerow"
author = copyright = "The Hedgerow developers"
version = release = __version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "off"
myst_heading_anchors = 3
autodoc_typehints = "description"
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {
    "description": "Who hedged, on what condition, and how sure are we?",
    "page_width": "70em",
}
suppress_warnings = [
    "myst.xref_missing",
    "docutils",
]  # links out of docs/ lead into the checkout; tests follow them
