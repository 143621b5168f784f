"""Conditionals: a marker, a protasis and an apodosis, and what they may be doing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from analysis.base.layers.spec import Field, LayerSpec, Look
from analysis.base.layers.values import Candidates, Hidden, OwnPlace, Stretch, Word
from analysis.base.palette import ON_DARK, ON_LIGHT, RUST
from analysis.base.records import Conditional, ConditionalKind, ConditionalOrder, Span

ACTS = ("threat", "warning", "promise", "offer", "directive", "commitment", "inference", "other")


def _blank(span: Span, words: str, name: str) -> Conditional:
    return Conditional(span, words, span, None, "open", "alone", entry=name)


def _in_order(mark: Conditional, labels: Mapping[str, str]) -> Conditional:
    """The order of the clauses follows from where they stand, unless a reader says it."""
    if "order" in labels or not {"protasis", "apodosis"} & labels.keys():
        return mark
    if mark.apodosis is None:
        return replace(mark, order="alone")
    if mark.order == "embedded":
        return mark
    return replace(mark, order="apodosis-first" if mark.apodosis < mark.protasis else "protasis-first")


CONDITIONALS = LayerSpec(
    name="conditionals",
    noun="conditional",
    title="Conditionals",
    record=Conditional,
    find="analysis.annotation.marks.conditionals:find_conditionals",
    together="analysis.annotation.marks.conditionals:conditionals_of",
    fields=(
        Field("item", Word(), attribute="entry", key="entry"),
        Field(
            "category",
            Word(get_args(ConditionalKind)),
            attribute="kind",
            key="kind",
            needed=True,
            brat="Kind",
        ),
        Field("order", Word(get_args(ConditionalOrder)), brat="Order"),
        Field(
            "act",
            Candidates(ACTS),
            attribute="act_candidates",
            key="act_candidates",
            shown="may be",
            brat="Act",
            detail="acts",
        ),
        Field("protasis", Stretch(letter="p", tint="#E7A99B")),
        Field("apodosis", Stretch(letter="q", tint="#F3D6CF", optional=True)),
        Field("marker", OwnPlace(), label=False),
        Field("marker_text", Hidden(), label=False),
    ),
    keys=(
        *("marker", "marker_text", "protasis", "apodosis", "kind", "order"),
        *("act_candidates", "statement", "entry"),
    ),
    unnamed="marker_text",
    look=Look(
        letter="C",
        line="dashed",
        offset=5,
        light=ON_LIGHT[3],
        dark=ON_DARK[3],
        fill=RUST,
        ink="#ffffff",
        rank=3,
    ),
    blank=_blank,
    settle=_in_order,
    brat="Conditional",
)
