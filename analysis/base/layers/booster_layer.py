"""Boosters: one category."""

from analysis.base.layers.spec import Field, LayerSpec, Look
from analysis.base.layers.values import Word
from analysis.base.palette import ON_DARK, ON_LIGHT, SAND
from analysis.base.records import Booster, Span


def _blank(span: Span, _words: str, name: str) -> Booster:
    return Booster(*span, name)


BOOSTERS = LayerSpec(
    name="boosters",
    noun="booster",
    title="Boosters",
    record=Booster,
    find="analysis.annotation.marks.boosters:find_boosters",
    after=("modals",),
    fields=(Field("item", Word(), attribute="entry", key="entry"),),
    category="booster",
    taxonomies=True,
    look=Look(letter="B", line="double", offset=7, light=ON_LIGHT[2], dark=ON_DARK[2], fill=SAND, rank=5),
    blank=_blank,
    brat="Booster",
)
