"""Databases to test with; nothing is mocked."""

import pytest


@pytest.fixture(params=["sqlite"])
def url(request, tmp_path):
    """The URL of an empty database, one after the other of each kind."""
    return f"sqlite:///{tmp_path}/news.db"
