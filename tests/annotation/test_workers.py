"""Several processes: results in order, few items ahead, errors as they are."""

import pytest

from analysis.annotation.writing.workers import map_in_order
from analysis.base.errors import CorpusError


def square(number):
    if number == 13:
        raise CorpusError("thirteen")
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order(jobs):
    assert list(map_in_order(square, range(12), jobs)) == [number * number for number in range(12)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stream_is_read_only_a_little_ahead(jobs):
    taken = []
    results = map_in_order(square, (taken.append(number) or number for number in range(10, 10_000)), jobs)
    assert [next(results), next(results)] == [100, 121]
    assert len(taken) <= 3 * jobs + 1
    results.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_in_its_place(jobs):
    results = map_in_order(square, range(12, 20), jobs)
    assert next(results) == 144
    with pytest.raises(CorpusError, match=r"^thirteen$"):
        next(results)
