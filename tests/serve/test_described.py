"""The API keeps its own description: a thousand requests made of it by a machine break nothing."""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis")
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi import checks as kept  # noqa: E402

CASES = int(os.environ.get("NEWSEXTRACT_API_CASES", "1000"))
CHECKS = [not_a_server_error, kept.response_schema_conformance, kept.status_code_conformance]
# Operations without parameters have one case only, so that the others get more than their share.
MORE = 1.6


@pytest.fixture(scope="module")
def battered(fill):
    """A server with something in its database, which the requests change as they like."""
    return fill()


@pytest.fixture(scope="module")
def operations(battered):
    """What the API describes."""
    schema = schemathesis.openapi.from_url(f"{battered.url}/openapi.json")
    return [operation.ok() for operation in schema.get_all_operations()]


def test_no_request_breaks_the_server(operations, battered, record_property):
    seen = Counter()
    known = [item["document_key"] for item in battered.client.get("/documents").json()["items"]]
    quiet = settings(
        max_examples=round(MORE * CASES / len(operations)),
        **{"deadline": None, "derandomize": True, "database": None, "phases": [Phase.generate]},
        suppress_health_check=list(HealthCheck),
    )

    def check(case):
        if "key" in (case.query or {}) and seen.total() % 2:
            case.query["key"] = known[seen.total() % len(known)]  # else every one would be unknown
        answer = case.call(base_url=battered.url)
        seen[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    for operation in operations:
        quiet(given(case=operation.as_strategy())(check))()
    record_property("requests", dict(seen))
    assert seen.total() >= CASES, seen
    assert seen[200] > CASES / 10 and seen[201] > CASES / 100, seen
    assert battered.client.get("/health").status_code == 200
