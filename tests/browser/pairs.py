"""All pairs: few rows in which every value of every factor meets every value of every other one."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

Value = tuple[str, str]


def all_pairs(factors: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Rows, one value of each factor in each, the same rows for the same factors.

    Greedy: a row begins with the first pair that nobody has had yet and takes of each further factor the value
    that brings the most new pairs.
    Returns: not many more rows than the two largest factors' product, which no choice can do without.
    """
    waiting = dict.fromkeys(
        frozenset(pair)
        for one, other in combinations(factors, 2)
        for pair in product([(one, value) for value in factors[one]], [(other, value) for value in factors[other]])
    )
    used: dict[Value, int] = {}
    rows = []
    while waiting:
        row: dict[str, str] = dict(sorted(next(iter(waiting))))
        for factor in factors:
            if factor not in row:
                row[factor] = min(
                    factors[factor], key=lambda value: (-_new(waiting, row, (factor, value)), used.get((factor, value), 0))
                )
        for pair in combinations(row.items(), 2):
            waiting.pop(frozenset(pair), None)
        for item in row.items():
            used[item] = used.get(item, 0) + 1
        rows.append({factor: row[factor] for factor in factors})
    return rows


def _new(waiting: Mapping[frozenset[Value], None], row: Mapping[str, str], item: Value) -> int:
    return sum(frozenset((known, item)) in waiting for known in row.items())
