"""Fit a `LinearModel` with scikit-learn: a yes/no decision, or a distribution learned from votes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from analysis.language.engine.linear_models import BIAS, LinearModel
from analysis.training.gold import MODELS


def fit_binary(
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
    weights: Sequence[float] | None = None,
    C: float = 1.0,  # noqa: N803
    min_count: int = 2,
    name: str = "yes",
) -> LinearModel:
    """Logistic regression; `rows` are the features of each case, `weights` how much it counts.

    `C` is the inverse strength of the L2 penalty. Features of fewer than `min_count` cases are
    left out. The model has one class, `name`, whose score is the log odds.

    >>> model = fit_binary([["a"], ["a"], ["b"], ["b"]], [True, True, False, False])
    >>> model.probability(["a"]) > 0.5 > model.probability(["b"])
    True
    """
    columns = _columns(rows, min_count)
    fitted = _fit(C, _matrix(rows, columns), np.asarray(labels, dtype=int), weights)
    return _model((name,), columns, fitted.coef_, fitted.intercept_)


def fit_multinomial(
    rows: Sequence[Sequence[str]],
    votes: Sequence[Mapping[str, float]],
    C: float = 1.0,  # noqa: N803
    min_count: int = 3,
    classes: Sequence[str] | None = None,
    given: Sequence[tuple[LinearModel, Any]] = (),
) -> LinearModel:
    """Multinomial regression on votes; `votes[i]` says how many votes each class has for case i.

    A case enters once for every class it has votes for, weighted by the votes, so that the
    model learns the distribution and not the majority alone. There must be three classes or
    more; they come in sorted order unless given.

    `given` are other models with their scores of each case (an array, cases by classes), made
    by models that did not see the case: they enter as further columns (stacking), and since all
    is linear the result is one model again.

    >>> model = fit_multinomial([["a"]] * 3 + [["b"]] * 3, [{"x": 2, "y": 1}] * 3 + [{"z": 3}] * 3)
    >>> shares = model.distribution(["a"])
    >>> shares["x"] > shares["y"] > shares["z"]
    True
    """
    names = tuple(classes or sorted({name for vote in votes for name in vote}))
    columns = _columns(rows, min_count)
    cases = [(i, names.index(name), share) for i, vote in enumerate(votes) for name, share in vote.items()]
    index, target, weight = (np.array(column) for column in zip(*cases, strict=True))
    matrix = hstack([_matrix(rows, columns), *(scores for _, scores in given)]).tocsr()
    fitted = _fit(C, matrix[index], target, weight)
    model = _model(names, columns, fitted.coef_, fitted.intercept_)
    start = len(columns)
    for other, scores in given:
        end = start + scores.shape[1]
        model = _add(model, other, fitted.coef_[:, start:end])
        start = end
    return model


def save_model(model: LinearModel, name: str, folder: Path = MODELS, digits: int = 3) -> Path:
    """Write `<name>.tsv` into a folder of models, that of this package by default, and return its path."""
    path = folder / f"{name}.tsv"
    path.write_text(model.dump(digits), encoding="utf-8", newline="\n")
    return path


def _fit(c: float, matrix: Any, target: Any, weight: Any) -> Any:
    """On one thread: small sparse problems are faster so, and the same everywhere."""
    with threadpool_limits(limits=1):
        regression = LogisticRegression(C=c, solver="lbfgs", max_iter=2000, tol=1e-5)
        return regression.fit(matrix, target, sample_weight=weight)


def _columns(rows: Sequence[Sequence[str]], min_count: int) -> dict[str, int]:
    counts = Counter(feature for row in rows for feature in set(row))
    kept = sorted(feature for feature, count in counts.items() if count >= min_count)
    return {feature: column for column, feature in enumerate(kept)}


def _matrix(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Any:
    """Counts of features by case: a feature given twice counts twice, as in `LinearModel.scores`."""
    indices = [[columns[feature] for feature in row if feature in columns] for row in rows]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in indices])])
    flat = np.array([column for row in indices for column in row], dtype=np.int32)
    matrix = csr_array((np.ones(len(flat)), flat, starts), shape=(len(rows), len(columns)))
    matrix.sum_duplicates()
    return matrix


def _model(classes: tuple[str, ...], columns: Mapping[str, int], weights: Any, intercept: Any) -> LinearModel:
    table = {feature: tuple(map(float, weights[:, column])) for feature, column in columns.items()}
    table[BIAS] = tuple(map(float, intercept))
    return LinearModel(classes, table)


def _add(model: LinearModel, other: LinearModel, mix: Any) -> LinearModel:
    """`model` with the weights of `other`, carried over by `mix` (classes of model by classes of other)."""
    table = {feature: np.array(row) for feature, row in model.weights.items()}
    for feature, row in other.weights.items():
        table[feature] = table.get(feature, 0.0) + mix @ np.array(row)
    return LinearModel(model.classes, {feature: tuple(map(float, row)) for feature, row in table.items()})
