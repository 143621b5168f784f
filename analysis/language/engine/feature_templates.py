"""What a model looks at: a table of templates, each a few named features whose values are taken together.

The name of a template lists its features: `Template("gap+word+onset")` is filled with the gap, the word and
the clause onset of a candidate. The same table makes the features of a model in training, as strings, and
in use, as numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from analysis.language.engine.hashing import Ints, Numbers, stir

JOINS: Final = "+"
GROUP: Final = ":"
SPREAD: Final = 0xD6E8FEB86659FD93


class Template:
    """Named features that are looked at together.

    >>> Template("subject+verb").columns
    ('subject', 'verb')

    The templates of a group have its name before theirs (`start:side+gap`). Columns that are given apart from
    the name are those of one template among several that share their weights.

    >>> [template.columns for template in bag("near", 2)]
    [('near[1]',), ('near[2]',)]
    """

    __slots__ = ("columns", "name")

    def __init__(self, name: str, columns: tuple[str, ...] = ()) -> None:
        self.name = name
        self.columns = columns or tuple(name.rpartition(GROUP)[2].split(JOINS))


def bag(name: str, size: int) -> tuple[Template, ...]:
    """Templates for the values `name[1]` to `name[size]` of a candidate, of which the order says nothing."""
    return tuple(Template(name, (f"{name}[{place}]",)) for place in range(1, size + 1))


class Templates:
    """A table of templates, compiled for arrays.

    Templates of one name have one number, by which their features are told from those of others: a multiple
    of `spread`, so that a small code makes no number of another template.
    """

    def __init__(self, templates: Iterable[str | Template], *, spread: int = SPREAD) -> None:
        self.templates = tuple(
            template if isinstance(template, Template) else Template(template) for template in templates
        )
        self.salts: dict[str, int] = {}
        for number, template in enumerate(self.templates, 1):
            self.salts.setdefault(template.name, number * spread % 2**64)
        self.columns = tuple(dict.fromkeys(c for template in self.templates for c in template.columns))
        """The named features, each once."""
        self.sizes = {template.name: len(template.columns) for template in self.templates}
        self._place = {name: place for place, name in enumerate(self.columns)}
        longest_first = sorted(self.templates, key=lambda template: -len(template.columns))
        self._salt = np.array([[self.salts[template.name]] for template in longest_first], dtype=np.uint64)
        self._steps = list(self._step_columns([template.columns for template in longest_first]))

    def _step_columns(self, rows: list[tuple[str, ...]]) -> Iterator[Ints]:
        """For the first, second ... place the columns of all templates that are so long."""
        for place in range(len(rows[0])):
            yield np.array([self._place[row[place]] for row in rows if len(row) > place])

    def features(self, values: Mapping[str, str]) -> list[str]:
        """The features of one candidate as a model file has them.

        An empty value leaves out the templates that ask for it; a blank in a value is written `_`.

        >>> table = Templates(["lemma", "lemma+verb", "object"])
        >>> table.features({"lemma": "have to", "verb": "go", "object": ""})
        ['lemma have_to', 'lemma+verb have_to go']
        """
        written = {name: value.replace(" ", "_") for name, value in values.items()}
        filled = ((t.name, [written[column] for column in t.columns]) for t in self.templates)
        return [" ".join((name, *cells)) for name, cells in filled if all(cells)]

    def numbers(self, columns: Ints) -> Numbers:
        """The features of many candidates as numbers, a row for each template.

        `columns` has a row of codes for each of `self.columns`. Rows come longest template first.
        """
        numbers = np.repeat(self._salt, columns.shape[1], axis=1)
        high = np.empty_like(numbers)
        for step in self._steps:
            stir(numbers[: len(step)], columns.take(step, axis=0), high[: len(step)])
        return numbers
