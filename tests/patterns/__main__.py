"""`python -m tests.patterns`: each pattern against a megabyte of the shape that is worst for it."""

import re
import sys

from tests.patterns.collect_patterns import collect_patterns
from tests.patterns.test_patterns import ACCEPTED
from tests.patterns.worst_shapes import asker, may_grow, processor_time, text_of, worst_shapes

SMALL, LARGE = 2_048, 1_000_000
# Seconds; of the slowest so many are listed, and it ends with 1 where one takes longer.
MOST, LISTED = 10.0, 10


def main():
    """List the slowest."""
    taken = []
    for asked, places in collect_patterns().items():
        files = {place.rpartition(":")[0] for place in places}
        if not files <= ACCEPTED.keys() and may_grow(asked.pattern, asked.flags):
            compiled = re.compile(asked.pattern, asked.flags)
            taken.append((measure(compiled, asked), min(places)))
    taken.sort(reverse=True)
    sys.stdout.write(f"{len(taken)} patterns that repeat something, {LARGE:,} characters each\n")
    sys.stdout.writelines(f"{seconds:6.2f} s  {place}\n" for seconds, place in taken[:LISTED])
    sys.exit(1 if taken[0][0] > MOST else 0)


def measure(compiled, asked):
    """Seconds of the processor for the worst shape of a pattern."""
    ask, is_bytes = asker(compiled, asked.how), isinstance(asked.pattern, bytes)
    worst = max(
        worst_shapes(asked.pattern, asked.flags),
        key=lambda shape: processor_time(ask, text_of(shape, SMALL, is_bytes)),
    )
    return processor_time(ask, text_of(worst, LARGE, is_bytes)) / 1e9


if __name__ == "__main__":
    main()
