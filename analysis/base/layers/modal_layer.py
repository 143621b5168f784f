"""Modal and semi-modal verbs, with what their senses may be."""

from typing import get_args

from analysis.base.layers.spec import Field, LayerSpec, Look
from analysis.base.layers.values import Flag, Shares, Word
from analysis.base.palette import NAVY, ON_DARK, ON_LIGHT
from analysis.base.records import Modal, ModalClass, Span

SENSES = ("epistemic", "deontic", "dynamic")
"""The senses of modals (Palmer 2001)."""


def _blank(span: Span, _words: str, name: str) -> Modal:
    return Modal(*span, name, "central", False, {}, {})


MODALS = LayerSpec(
    name="modals",
    noun="modal verb",
    title="Modal verbs",
    record=Modal,
    find="analysis.annotation.marks.modals:find_modals",
    together="analysis.annotation.marks.modals:modals_of",
    fields=(
        Field("item", Word(), attribute="lemma", key="lemma"),
        Field(
            "category",
            Word(get_args(ModalClass)),
            attribute="modal_class",
            key="class",
            needed=True,
            brat="Modal_class",
        ),
        Field(
            "sense",
            Shares(SENSES, apart=True),
            attribute="senses",
            key="senses",
            shown="senses",
            brat="Sense",
        ),
        Field("quirk", Shares(), shown="Quirk et al.", brat="Quirk"),
        Field("negated", Flag(), brat="Negated"),
    ),
    keys=("start", "end", "lemma", "class", "negated", "senses", "quirk", "statement"),
    look=Look(
        letter="M",
        line="solid",
        offset=3,
        light=ON_LIGHT[0],
        dark=ON_DARK[0],
        fill=NAVY,
        ink="#ffffff",
        rank=6,
    ),
    blank=_blank,
    brat="Modal",
)
