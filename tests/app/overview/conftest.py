import pytest


@pytest.fixture
def overview(open_page, sample_library):
    return lambda **query: open_page(sample_library, "overview", query)
