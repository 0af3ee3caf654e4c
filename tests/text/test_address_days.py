"""Days in addresses of pages."""

from datetime import date

import pytest

from components.text.address_days import day_in_address, month_in_address


@pytest.mark.parametrize(
    "path",
    [
        "/2015/05/02/ferry",
        "/2015/5/2/ferry.html",
        "/news/2015-05-02-ferry",
        "/world/2015/may/02/ferry",
        "/2015-05/02/c_1.htm",
        "/n1/2015/0502/c1.html",
        "/20150502/ferry",
        "/2015/05/02",
        "/2015/05/02.html",
    ],
)
def test_the_forms_in_which_sites_write_the_day(path):
    assert day_in_address(f"https://post.example.org{path}") == date(2015, 5, 2)


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example.org/2015/05/10-things-to-do",
        "https://post.example.org/2015/05/",
        "https://post.example.org/news/uk-20150502",
        "https://post.example.org/ferry?day=/2015/05/02/",
        "https://post.example.org/2015/13/45/ferry",
        "https://post.example.org/1913/06/04/ferry",
        "/2015/05/02/ferry",
        "",
    ],
)
def test_numbers_that_are_no_day_for_certain_are_none(address):
    assert day_in_address(address) is None


def test_of_an_archived_page_the_day_of_its_own_address_counts():
    address = "https://archive.example/web/20200101120000/https://post.example.org/2015/05/02/a"
    assert day_in_address(address) == date(2015, 5, 2)


@pytest.mark.parametrize(
    ("address", "month"),
    [
        ("https://post.example.org/2015/05/ferry", (2015, 5)),
        ("https://post.example.org/news/2015/05/02/ferry", (2015, 5)),
        ("https://post.example.org/2015/43/ferry", None),
        ("https://post.example.org/2015/05/", None),
        ("https://post.example.org/ferry?at=/2015/05/ferry", None),
        ("", None),
    ],
)
def test_an_address_may_have_a_month(address, month):
    assert month_in_address(address) == month
