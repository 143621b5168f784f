"""DataFrame -> Figure: the only place that imports matplotlib and seaborn.

    style     sizes, type, colours; the same bytes for the same figure
    rates     rates with their intervals, ranked, with counts beside
    shares    parts of a whole: senses of modals, words by voice
    strip     a text in reading order, one band coloured by voice
    grid      counts in a two-way table
    anatomy   conditionals cut into protasis and apodosis
    barcode   where in the texts the marks stand
    timeline  rates along time, with a band
    contrast  one group against another, with the size of the difference
    coefficients  ratios of a model; speakers by rate and rank
    accuracy  precision and recall of markers
    axes      one panel into the axes of a reader: what `import analysis` offers

Every function takes a table that is already counted and draws exactly its numbers: intervals come
from the table, nothing is computed here. An empty table gives a figure that says so in words.
"""

from analysis.show.plots.accuracy import plot_accuracy
from analysis.show.plots.anatomy import plot_anatomy
from analysis.show.plots.barcode import plot_barcode
from analysis.show.plots.coefficients import plot_coefficients, plot_speakers
from analysis.show.plots.contrast import plot_contrast
from analysis.show.plots.grid import plot_grid
from analysis.show.plots.rates import plot_groups, plot_modals, plot_ranked, plot_voice_rates
from analysis.show.plots.shares import plot_words
from analysis.show.plots.specification_curve import plot_specification
from analysis.show.plots.strip import plot_strip, voice_colours
from analysis.show.plots.timeline import plot_timeline

__all__ = [
    "plot_accuracy",
    "plot_anatomy",
    "plot_barcode",
    "plot_coefficients",
    "plot_contrast",
    "plot_grid",
    "plot_groups",
    "plot_modals",
    "plot_ranked",
    "plot_speakers",
    "plot_specification",
    "plot_strip",
    "plot_timeline",
    "plot_voice_rates",
    "plot_words",
    "voice_colours",
]
