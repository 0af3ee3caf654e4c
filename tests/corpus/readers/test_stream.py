"""Which bytes of a file tell its encoding, on files a reader can count."""

import io

import pytest

from components.corpus.readers.stream import (
    BLOCK,
    SAMPLE,
    keep_telling,
    read_blocks,
    read_start,
    take_sample,
)

PLAIN = b"plain words\n"  # twelve bytes


def sampled(data):
    return take_sample(io.BytesIO(data))


def test_a_file_of_200_000_bytes_is_its_own_sample():
    data = (PLAIN * SAMPLE)[: SAMPLE - 4] + b"\xe9t\xe9\n"
    assert len(data) == SAMPLE == 200_000
    assert sampled(data) == data


def test_of_a_larger_file_only_lines_with_other_letters_are_taken():
    data = PLAIN * 10_000 + b"first \xe9\n" + PLAIN * 10_000 + b"second \xe8\n"
    assert sampled(data) == b"first \xe9\nsecond \xe8"


def test_of_a_larger_file_without_other_letters_the_start_is_taken():
    assert sampled(PLAIN * 100_000) == (PLAIN * 100_000)[: SAMPLE + 1]


def test_of_many_lines_every_third_is_taken_so_that_a_block_gives_about_4_000_bytes():
    # 90 lines of 100 bytes and the end: 9,000 / 4,000 makes three.
    lines = [b"%03d " % number + b"\xe9" * 96 for number in range(90)]
    data = b"\n".join(lines) + b"\n" + PLAIN * 20_000
    assert sampled(data) == b"\n".join(lines[::3])


def test_of_4_000_bytes_all_lines_are_taken():
    lines = [b"%03d " % number + b"\xe9" * 96 for number in range(40)]
    assert sampled(b"\n".join(lines) + b"\n" + PLAIN * 20_000) == b"\n".join(lines)


def test_a_long_line_is_taken_from_the_word_with_its_first_other_letter_on():
    # 4,000 bytes from the letter on, and to the end of the word that is begun.
    line = b"plain " * 40_000 + b"caf\xe9 " + b"abcdefg " * 1_000
    assert sampled(line) == b"caf\xe9 " + b"abcdefg " * 499 + b"abcdefg"


def test_a_long_line_without_a_space_behind_is_taken_to_its_end():
    line = b"plain " * 40_000 + b"caf\xe9" + b"a" * 9_000
    assert sampled(line) == b"caf\xe9" + b"a" * 9_000


def test_a_long_line_that_begins_with_other_letters_is_taken_from_its_start():
    line = b"\xe9t\xe9 " + b"plain " * 40_000
    assert sampled(line) == b"\xe9t\xe9 " + b"plain " * 666 + b"plain"


def test_of_a_line_of_4_000_bytes_nothing_is_cut():
    line = b"plain " * 600 + b"\xe9" * 400
    assert len(line) == 4_000
    assert sampled(PLAIN * 20_000 + line) == line


def test_many_blocks_give_about_200_000_bytes():
    # 60 blocks of 1 MB give a line of 4,000 bytes each: 240,000 makes every second of them.
    lines = [b"%03d " % number + b"\xe9" * 3_996 for number in range(60)]
    data = b"".join(line + b"\n" + b"a" * (BLOCK - 4_001) + b"\n" for line in lines)
    assert sampled(data) == b"\n".join(lines[::2])


# What of a sample tells


@pytest.mark.parametrize(("length", "stays"), [(199, True), (200, False)])
def test_long_cells_of_plain_letters_are_left_out(length, stays):
    cell, other = b"a" * length, b"\xe9" * 300
    expected = cell + b"\t" + other if stays else b"\t" + other
    assert keep_telling(cell + b"\t" + other) == expected


@pytest.mark.parametrize("mark", [b"\n", b"\t", b";", b'"', b"<", b">"])
def test_cells_end_at_lines_tabs_quotation_marks_and_tags(mark):
    assert keep_telling(b"a" * 200 + mark + b"\xe9" * 300) == mark + b"\xe9" * 300


def test_words_with_other_letters_stay_with_their_neighbours_where_they_are_rare():
    assert (
        keep_telling(b"one two three \xe9t\xe9 four five six seven eight nine")
        == b"three \xe9t\xe9 four"
    )
    assert keep_telling(b"\xe9t\xe9 one two three four five six") == b"\xe9t\xe9 one"
    assert keep_telling(b"one two three four five six \xe9t\xe9") == b"six \xe9t\xe9"


def test_a_neighbour_of_two_such_words_is_taken_once():
    words = b"one two three \xe9t\xe9 four \xe8t\xe8 five six seven eight nine ten eleven"
    assert keep_telling(words) == b"three \xe9t\xe9 four \xe8t\xe8 five"


def test_where_they_are_a_quarter_of_the_letters_all_words_stay():
    assert keep_telling(b"aaa bbb ccc \xe9t\xe9") == b"aaa bbb ccc \xe9t\xe9"
    assert keep_telling(b"aaaa bbb ccc \xe9t\xe9") == b"ccc \xe9t\xe9"


def test_plain_words_stay_as_they_are():
    assert keep_telling(b"one two\nthree") == b"one two\nthree"
    assert keep_telling(b"") == b""


# Pieces of a file


def test_a_file_is_read_in_pieces_that_end_with_a_line():
    data = b"a" * (BLOCK - 2) + b"bcde\nfgh\n"
    assert list(read_blocks(io.BytesIO(data))) == [b"a" * (BLOCK - 2) + b"bcde\n", b"fgh\n"]


def test_a_very_long_line_is_cut():
    assert [len(block) for block in read_blocks(io.BytesIO(b"a" * (3 * BLOCK)))] == [
        2 * BLOCK,
        BLOCK,
    ]


def test_what_is_skipped_is_in_no_piece():
    source = io.BytesIO(b"abcdef")
    assert list(read_blocks(source, 2)) == [b"cdef"]
    assert list(read_blocks(source)) == [b"abcdef"]


def test_the_first_bytes_are_those_of_the_start_wherever_the_file_stands():
    source = io.BytesIO(b"abcdef")
    source.read(4)
    assert read_start(source, 3) == b"abc"
