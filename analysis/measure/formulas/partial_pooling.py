"""Who has the higher rate, speakers partially pooled: those of whom little is known are drawn to the others.

A text of speaker s has a negative binomial count (variance = mean + k mean^2) with log mean = log(size) + x
b + u_s, u_s normal with s.d. sigma: the generalized linear mixed model of lme4 and glmmTMB. The integral
over u_s is taken by adaptive Gauss-Hermite quadrature (Pinheiro and Bates 1995), the likelihood is
maximized over b, sigma and k.

Ranks have intervals of their own (Goldstein and Spiegelhalter 1996): speakers are drawn from their
distributions given the data, with sigma drawn from its profile likelihood under a flat prior (Gelman 2006)
and b from its normal approximation, and ranked in each draw. So a small sigma found by chance does not make
everybody alike.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special

from analysis.measure.formulas.intervals import Floats

NODES: Final = 15
LEAST: Final = 1e-6
"""The smallest dispersion k looked at: below it counts are Poisson's."""
_BOUNDS: Final = (-7.0, 3.0)  # of the logarithm of sigma
_GRID: Final = 61  # points on which the distribution of one speaker is drawn from
_SIGMAS: Final = 11  # values of sigma that are drawn from


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in the order of speakers, who are numbered from 0; the first predictor is the constant."""

    counts: Floats
    sizes: Floats
    x: Floats
    speaker: NDArray[np.intp]

    @property
    def speakers(self) -> int:
        """Number of speakers."""
        return int(self.speaker.max()) + 1

    @property
    def starts(self) -> NDArray[np.intp]:
        """Where the texts of each speaker begin."""
        return np.flatnonzero(np.diff(self.speaker, prepend=-1))

    @property
    def repeated(self) -> bool:
        """Whether anybody has two texts: else what texts and what speakers differ by is one and the same."""
        return bool(np.bincount(self.speaker).max() > 1)


class Pooled(NamedTuple):
    """A fitted model: coefficients, s.d. of speakers, dispersion of texts, log likelihood, modes of u_s."""

    coefficients: Floats
    sigma: float
    dispersion: float
    likelihood: float
    modes: Floats


class Ranked(NamedTuple):
    """Draws x speakers of log rates at the predictors' reference, and the ranks in each draw (1: highest)."""

    log_rates: Floats
    ranks: Floats


def texts_of(counts: ArrayLike, sizes: ArrayLike, x: ArrayLike, speakers: ArrayLike) -> Texts:
    """The texts, speakers in the order of their names."""
    named = np.unique(np.asarray(speakers, dtype=object).astype(str), return_inverse=True)[1]
    y, words, matrix = (np.asarray(values, dtype=float) for values in (counts, sizes, x))
    order = np.argsort(named, kind="stable")
    return Texts(y[order], words[order], matrix[order], named[order].astype(np.intp))


def fit_pooled(texts: Texts, *, sigma: float | None = None, near: Pooled | None = None) -> Pooled:
    """The model by maximum likelihood; `sigma` fixes the s.d. of speakers, `near` is where the search begins.

    >>> texts = texts_of([4, 6, 5, 9, 12, 9], [100] * 6, np.ones((6, 1)), list("aabbcc"))
    >>> fitted = fit_pooled(texts)
    >>> round(float(np.exp(fitted.coefficients[0])), 3), round(fitted.sigma, 2)
    (0.074, 0.16)
    """
    width = texts.x.shape[1]
    start = np.linalg.lstsq(texts.x, np.full(len(texts.counts), _log_rate(texts)), rcond=None)[0]
    free = [(-1.2, _BOUNDS)] if sigma is None else []
    k = -2.0
    if near:
        start, k = near.coefficients, float(np.log(near.dispersion))
    spread = [(k, (float(np.log(LEAST)), 4.0))] if texts.repeated else []
    extra = [*free, *spread]

    def fall(values: Floats) -> tuple[float, Floats]:
        b, s, dispersion = _unpacked(values, width, texts.repeated, sigma)
        found = _integrated(texts, b, s, dispersion)
        return -found.value, -np.concatenate(
            [found.slope, found.spread[[*([0] * len(free)), *([1] * len(spread))]]]
        )

    found = optimize.minimize(
        fall,
        [*start, *(value for value, _ in extra)],
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None)] * width + [bounds for _, bounds in extra],
        options={"maxiter": 500, "ftol": 1e-9 if near else 1e-13, "gtol": 1e-7},
    )
    b, s, dispersion = _unpacked(found.x, width, texts.repeated, sigma)
    best = _integrated(texts, b, s, dispersion)
    return Pooled(b, s, dispersion, best.value, best.modes)


def draw_speakers(texts: Texts, fitted: Pooled, *, draws: int = 2000, seed: int = 1) -> Ranked:
    """Log rates (where predictors are 0) and ranks of the speakers, drawn given the data."""
    generator = np.random.default_rng(seed)
    sigmas = np.exp(np.linspace(np.log(0.02), np.log(max(4 * fitted.sigma, 1.0)), _SIGMAS))
    profile = [fit_pooled(texts, sigma=float(sigma), near=fitted) for sigma in sigmas]
    heights = np.array([one.likelihood for one in profile])
    chances = np.exp(heights - heights.max()) * sigmas  # flat in sigma: the grid is one of logarithms
    picked = generator.multinomial(draws, chances / chances.sum())
    parts = [
        _draws_at(texts, one, int(number), generator) for one, number in zip(profile, picked, strict=True)
    ]
    log_rates = np.vstack(parts)
    order = np.argsort(np.argsort(-log_rates, axis=1), axis=1)
    return Ranked(log_rates, np.asarray(order + 1, dtype=float))


def _draws_at(texts: Texts, fitted: Pooled, number: int, generator: np.random.Generator) -> Floats:
    """Draws of the speakers' log rates with the s.d. of a fitted model."""
    drawn = np.empty((number, texts.speakers))
    if not number:
        return drawn
    every = generator.multivariate_normal(
        fitted.coefficients, _covariance(texts, fitted), number, method="eigh"
    )
    for place, b in enumerate(every):
        drawn[place] = b[0] + _speakers_given(texts, fitted._replace(coefficients=b), generator)
    return drawn


def _speakers_given(texts: Texts, fitted: Pooled, generator: np.random.Generator) -> Floats:
    """One draw of each u_s given coefficients, by inverting its distribution on a grid."""
    base = np.log(texts.sizes) + texts.x @ fitted.coefficients
    modes, curvature = _modes(texts, base, fitted.sigma, fitted.dispersion)
    steps = np.linspace(-6, 6, _GRID)[:, None] / np.sqrt(curvature)
    heights = _joint(texts, base, modes + steps, fitted.sigma, fitted.dispersion)
    mass = np.cumsum(np.exp(heights - heights.max(axis=0)), axis=0)
    wanted = generator.random(texts.speakers) * mass[-1]
    at = np.minimum((mass < wanted).sum(axis=0), _GRID - 1)
    jitter = (generator.random(texts.speakers) - 0.5) * 12 / (_GRID - 1) / np.sqrt(curvature)
    return np.asarray(modes + steps[at, np.arange(texts.speakers)] + jitter)


def _covariance(texts: Texts, fitted: Pooled) -> Floats:
    """Of the coefficients, from the curvature of the likelihood with sigma and k held."""
    width, step = len(fitted.coefficients), 1e-4

    def slope(shift: Floats) -> Floats:
        return _integrated(texts, fitted.coefficients + shift, fitted.sigma, fitted.dispersion).slope

    bends = np.array([slope(unit) - slope(-unit) for unit in np.eye(width) * step]) / (2 * step)
    return np.asarray(np.linalg.pinv(-(bends + bends.T) / 2, hermitian=True))


def _unpacked(values: Floats, width: int, repeated: bool, sigma: float | None) -> tuple[Floats, float, float]:
    """Coefficients, sigma and k from what is searched over."""
    rest = list(values[width:])
    s = float(np.exp(rest.pop(0))) if sigma is None else sigma
    return values[:width], s, float(np.exp(rest[0])) if repeated else LEAST


class _Integrated(NamedTuple):
    """A log likelihood with u_s integrated out, its slopes (b; log sigma and log k), and the modes of u_s."""

    value: float
    slope: Floats
    spread: Floats
    modes: Floats


def _integrated(texts: Texts, b: Floats, sigma: float, k: float) -> _Integrated:
    """The log likelihood; slopes are the mean slopes given the data (Fisher's identity; Louis 1982)."""
    base = np.log(texts.sizes) + texts.x @ b
    modes, curvature = _modes(texts, base, sigma, k)
    nodes, weights = np.polynomial.hermite.hermgauss(NODES)
    scale = np.sqrt(2 / curvature)
    u = modes + nodes[:, None] * scale
    terms = _joint(texts, base, u, sigma, k) + (np.log(weights) + nodes**2)[:, None]
    whole = special.logsumexp(terms, axis=0)
    share = np.exp(terms - whole)[:, texts.speaker]  # how likely each u_s is, by text
    mean = np.exp(base + u[:, texts.speaker])
    slope = texts.x.T @ (share * (texts.counts - mean) / (1 + k * mean)).sum(axis=0)
    wider = (np.exp(terms - whole) * (u**2 / sigma**2 - 1)).sum()
    looser = (share * _dispersion_slope(texts.counts, mean, k)).sum()
    value = float((whole + np.log(scale)).sum() + _constant(texts, k))
    return _Integrated(value, slope, np.array([wider, looser]), modes)


def _joint(texts: Texts, base: Floats, u: Floats, sigma: float, k: float) -> Floats:
    """log p(counts, u_s) of points x speakers, without what does not depend on u and b."""
    eta = base + u[:, texts.speaker]
    values = texts.counts * eta - (texts.counts + 1 / k) * np.log1p(k * np.exp(eta))
    sums = np.add.reduceat(values, texts.starts, axis=1)
    return np.asarray(sums - u**2 / (2 * sigma**2) - np.log(sigma) - np.log(2 * np.pi) / 2)


def _constant(texts: Texts, k: float) -> float:
    """The rest of the log likelihood of the counts."""
    y = texts.counts
    rising = special.gammaln(y + 1 / k) - special.gammaln(1 / k) + y * np.log(k) if k > LEAST * 2 else 0 * y
    return float((rising - special.gammaln(y + 1)).sum())


def _dispersion_slope(y: Floats, mean: Floats, k: float) -> Floats:
    """What log k adds to the log likelihood of each count."""
    if k <= LEAST * 2:
        return np.zeros_like(mean)
    rising = (special.digamma(1 / k) - special.digamma(y + 1 / k)) / k + y
    return np.asarray(rising + np.log1p(k * mean) / k - (k * y + 1) * mean / (1 + k * mean))


def _modes(texts: Texts, base: Floats, sigma: float, k: float) -> tuple[Floats, Floats]:
    """Where log p(counts, u_s) is highest, and how curved it is there, by Newton's method."""
    u = np.zeros(texts.speakers)
    for _ in range(50):
        mean = np.exp(np.minimum(base + u[texts.speaker], 50))
        slope = (texts.counts - mean) / (1 + k * mean)
        bend = mean * (1 + k * texts.counts) / (1 + k * mean) ** 2
        first = np.bincount(texts.speaker, slope) - u / sigma**2
        curvature = np.bincount(texts.speaker, bend) + 1 / sigma**2
        step = np.clip(first / curvature, -1, 1)
        u = u + step
        if np.abs(step).max() < 1e-10:
            break
    return u, np.asarray(curvature, dtype=float)


def _log_rate(texts: Texts) -> float:
    return float(np.log(max(texts.counts.sum(), 0.5) / texts.sizes.sum()))
