"""The lists that ship beside the code."""

import pytest

from kg.errors import UnreadableError
from kg.extract.word_files import read_lines, read_two_lists


def test_a_list_is_read_without_its_comments():
    assert not [line for line in read_lines("statesmen.txt") if line.startswith("#")]


def test_a_blank_line_parts_two_lists():
    men, women = read_two_lists("given_names.txt")
    assert "carlos" in men and "fatima" in women and not men & women


def test_a_missing_list_says_what_to_do():
    with pytest.raises(UnreadableError, match=r"no-such\.txt: cannot be read: .*; install kg again"):
        read_lines("no-such.txt")
