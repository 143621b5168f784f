"""Hedges, by category of the codebook."""

from analysis.base.layers.spec import Field, LayerSpec, Look
from analysis.base.layers.values import Word
from analysis.base.palette import ON_DARK, ON_LIGHT, SKY
from analysis.base.records import Hedge, Span

CATEGORIES = (
    *("epistemic-modal", "epistemic-verb", "epistemic-adverb", "epistemic-adjective", "epistemic-noun"),
    *("approximator", "degree-adaptor", "plausibility-shield", "attribution-shield", "vague-language"),
)


def _blank(span: Span, _words: str, name: str) -> Hedge:
    return Hedge(*span, name, "")


HEDGES = LayerSpec(
    name="hedges",
    noun="hedge",
    title="Hedges",
    record=Hedge,
    find="analysis.annotation.marks.hedges:find_hedges",
    after=("modals",),
    fields=(
        Field("item", Word(), attribute="entry", key="entry"),
        Field("category", Word(CATEGORIES), needed=True, brat="Hedge_category"),
    ),
    taxonomies=True,
    look=Look(
        letter="H",
        line="wavy",
        offset=7,
        thickness="1.5px",
        light=ON_LIGHT[1],
        dark=ON_DARK[1],
        fill=SKY,
        rank=4,
    ),
    blank=_blank,
    brat="Hedge",
)
