"""Texts that a regular expression takes longest for, made of its own pieces, and their time."""

import time
from itertools import pairwise
from re import _constants as codes
from re import _parser

PROBES = (
    *("a", "A", "1", " ", "\n", ".", ",", "-", "'", '"', "“", "’", "(", "<", "/", "é", "_", "|"),
    *("a ", "A ", "Aa ", "1 ", "1,", "1.", "a.", "A. ", "“a” ", '"a" ', "\r\n", " \n", "a\n"),
    *("- ", "Aa-"),
)
SIGNS = PROBES[:18]
# Behind all that is repeated, what no pattern goes on with.
FAILS = "\0"
# In small steps first: what is exponential is told before it takes hours.
SMALL = (*range(12, 64, 4), 72, 84, 100, 128, 180)
LARGE = (256, 1024, 4096)
MOST_SHAPES = 40
# Of a text four times as long: in proportion it is 4, with the square 16.
MOST_GROWTH = 8
MOST_DOUBLED = 3
# Of a small text twice as long: with the square it is 4, which larger ones tell better.
MOST_AT_ONCE = 6
_CATEGORIES = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    codes.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def grows_too_fast(compiled, shape, how="scan"):
    """Whether the time for texts of a shape grows faster than they do, by how often it is more.

    Small texts that take very long for their size are enough: nobody can wait for larger ones.
    """
    ask = asker(compiled, how)

    def measure(size, times=1):
        text = text_of(shape, size, isinstance(compiled.pattern, bytes))
        return min(processor_time(ask, text) for _ in range(times))

    for size in SMALL:
        is_slow = measure(size) > 20_000 * size  # worth measuring well
        if is_slow and measure(size, 3) > MOST_AT_ONCE * measure(size // 2, 3):
            return True
    before = measure(LARGE[0])
    for size in LARGE[1:]:
        took = measure(size)
        if took > MOST_GROWTH * before:
            took, before = measure(size, 3), measure(size // 4, 5)
        if took <= MOST_GROWTH * before:
            return False
        if took > 4 * MOST_GROWTH * before:  # the cube or more
            return True
        before = took
    # A minimum of a repeat, or a busy machine, may look so once.
    return measure(2 * LARGE[-1], 2) > MOST_DOUBLED * measure(LARGE[-1], 3)


def processor_time(ask, text):
    """Nanoseconds of this process."""
    start = time.process_time_ns()
    ask(text)
    return time.process_time_ns() - start


def asker(compiled, how):
    if how != "scan":
        return getattr(compiled, how)

    def scan(text):
        for _ in compiled.finditer(text):
            pass

    return scan


def text_of(shape, size, is_bytes=False):
    head, unit = shape
    text = head + unit * max(1, (size - len(head)) // len(unit)) + FAILS
    return text.encode("latin-1", "replace") if is_bytes else text


def may_grow(pattern, flags):
    """Whether a pattern repeats something without bound, or several things many times."""
    ends = [node[1][1] for node in every_repeat(parse(pattern, flags))]
    return codes.MAXREPEAT in ends or sum(end > 9 for end in ends) > 1


def worst_shapes(pattern, flags):
    """Pairs of a head and a unit: a text is the head, the unit many times, and what fails."""
    nodes = parse(pattern, flags)
    made, units, so_far = [], [], ""
    for before, repeated in repeats(nodes):
        for unit in repeated[:4]:
            made += [(before, unit), ("", before + unit), ("", unit + before)]
            units.append(unit)
    made += [("", one + other) for one, other in pairwise(units)]
    for node in nodes:
        so_far += samples(node)[0]
        made.append(("", so_far))
    made += [("", one) for one in of_sequence(nodes)]
    made += [(so_far, unit) for unit in units]
    own = [shape for shape in dict.fromkeys(made) if shape[1]][:MOST_SHAPES]
    return [*own, *(("", one) for one in PROBES)]


def parse(pattern, flags):
    written = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    return list(_parser.parse(written, flags))


def inner_parts(code, value):
    """The sequences of nodes inside one node."""
    if code in _REPEATS:
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[-1]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    if code is codes.BRANCH:
        return value[1]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    if code is codes.GROUPREF_EXISTS:
        return [value[1], value[2] or []]
    return []


def every_repeat(nodes):
    for code, value in nodes:
        if code in _REPEATS:
            yield code, value
        for part in inner_parts(code, value):
            yield from every_repeat(part)


def repeats(nodes, before=""):
    """Each repeat, however deep: a string for what is before it, and strings that it repeats."""
    for node in nodes:
        code, value = node
        if code in _REPEATS and value[1] - value[0] > 1:
            yield before, of_sequence(value[2])
        for part in inner_parts(code, value):
            yield from repeats(part, before)
        before += samples(node)[0]


def of_sequence(nodes):
    """A few strings that nodes one after another match."""
    listed = [samples(node) for node in nodes]
    many = range(min(max(map(len, listed), default=1), 5))
    return ["".join(one[min(number, len(one) - 1)] for one in listed) for number in many]


def samples(node):
    """A few strings that one node of a pattern matches, the plainest first."""
    code, value = node
    if code is codes.LITERAL:
        return [chr(value)]
    if code is codes.NOT_LITERAL:
        return [sign for sign in SIGNS if ord(sign) != value][:3]
    if code is codes.ANY:
        return ["a", " "]
    if code is codes.IN:
        return signs_of(value)
    if code in _REPEATS:
        return [one * min(max(value[0], 1), 50) for one in of_sequence(value[2])]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [""]
    parts = inner_parts(code, value)
    return [one for part in [*parts[:3], *parts[3:][-1:]] for one in of_sequence(part)[:3]] or [""]


def signs_of(listed):
    """A few characters of a set, of different kinds."""
    plain = [sign for sign in SIGNS if is_in(listed, sign)][:6]
    if listed[0][0] is codes.NEGATE:
        return plain or ["~"]
    own = [
        chr(value if code is codes.LITERAL else value[0])
        for code, value in listed
        if code in (codes.LITERAL, codes.RANGE)
    ]
    return list(dict.fromkeys([*plain[:1], *own[:2], *plain[1:]])) or ["~"]


def is_in(listed, sign):
    """Whether a character is in a set of the parser."""
    inverted = bool(listed) and listed[0][0] is codes.NEGATE
    for code, value in listed:
        hit = (
            (code is codes.LITERAL and ord(sign) == value)
            or (code is codes.RANGE and value[0] <= ord(sign) <= value[1])
            or (code is codes.CATEGORY and _CATEGORIES[value](sign))
        )
        if hit:
            return not inverted
    return inverted
