"""Fit a ranker (`analysis.annotation.statements.ranker`): a few small networks, averaged."""

import warnings

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from analysis.annotation.statements.ranker import Floats, Ranker

NETWORKS = 3
HIDDEN = 64
EPOCHS = 8


def fit_ranker(numbers: Floats, right: NDArray[np.bool_], rates: Floats) -> Ranker:
    """Learn the probability that a row of numbers is right; `rates` is kept with the model."""
    categories = np.array(_categories(numbers), dtype=np.int32)
    spread = numbers[:, categories[:, 0]] == categories[:, 1]
    inputs = np.concatenate([numbers, spread], axis=1).astype(np.float32)
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0)
    scale[scale < 1e-3] = 1.0
    inputs = (inputs - mean) / scale
    networks = [_fit(inputs, right, seed) for seed in range(NETWORKS)]
    output = np.zeros((NETWORKS * HIDDEN, NETWORKS), dtype=np.float32)
    for i, network in enumerate(networks):
        output[i * HIDDEN : (i + 1) * HIDDEN, i] = network.coefs_[1][:, 0]
    return Ranker(
        categories=categories,
        mean=mean,
        scale=scale,
        hidden=np.concatenate([network.coefs_[0] for network in networks], axis=1),
        hidden_bias=np.concatenate([network.intercepts_[0] for network in networks]),
        output=output,
        output_bias=np.array([network.intercepts_[1][0] for network in networks]),
        rates=rates,
    )


def _categories(numbers: Floats) -> list[tuple[int, int]]:
    """Each column that holds few whole numbers, with each of its values."""
    found = []
    for column in range(numbers.shape[1]):
        values = np.unique(numbers[:, column])
        if values.max() > 6 and len(values) < 150 and np.array_equal(values, np.round(values)):
            found += [(column, int(value)) for value in values]
    return found


def _fit(inputs: Floats, right: NDArray[np.bool_], seed: int) -> MLPClassifier:
    network = MLPClassifier(
        (HIDDEN,),
        alpha=1e-3,
        batch_size=min(512, len(inputs)),
        learning_rate_init=2e-3,
        max_iter=EPOCHS,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        return network.fit(inputs, right)
