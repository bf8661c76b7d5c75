"""What tests of batches share."""

import os
from pathlib import Path

import pytest

POISON = Path(__file__).parent / "poison"


@pytest.fixture
def poisoned_env():
    """An environment in which marked articles are poisonous."""
    return {**os.environ, "PYTHONPATH": str(POISON)}
