"""Every route keeps its contract, whatever it is asked: examples of all kinds, made from the contract by Schemathesis.

For a long search::

    SEVERA_MAESTRO_API_EXAMPLES=5000 .venv/bin/python -m pytest -n 2 tests/web/api/test_contract_holds.py
"""

import copy
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.api.conftest import Kept, Program
from tests.web.api.test_contract import CONTRACT, NAMES, ROUTES

#: So many examples of each kind a route; with more than these, others at each run.
EXAMPLES = int(os.environ.get("SEVERA_MAESTRO_API_EXAMPLES", "15"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture(scope="module")
def contract() -> Any:
    """The contract without its tokens: who is let in is another test's concern, and these are all let in."""
    without_tokens = copy.deepcopy(CONTRACT)
    for methods in without_tokens["paths"].values():
        for operation in methods.values():
            del operation["security"]
    loaded = schemathesis.openapi.from_dict(without_tokens)
    loaded.app = get_wsgi_application()
    return loaded


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """Outside of Django's own client, the end of a request would close the connection, and the test's transaction."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    yield
    for each in signals:
        each.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=[each.value for each in GenerationMode])
@pytest.mark.parametrize(("method", "path"), [route[:2] for route in ROUTES], ids=NAMES)
def test_a_route_keeps_its_contract(
    kept: Kept, acting: Program, contract: Any, method: str, path: str, mode: GenerationMode
) -> None:
    places = {
        "company": kept.run.company_id,
        "run": kept.run.pk,
        "transfer": kept.blocked.pk,
        "invoice": kept.invoice.pk,
    }
    there = {name: pk for name, pk in places.items() if f"{{{name}}}" in path}
    known = {"path_parameters": there} if mode is GenerationMode.POSITIVE else {}

    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES <= 15,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=contract[path][method.upper()].as_strategy(generation_mode=mode, **known))
    def holds(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {acting.token}"}, checks=CHECKS)

    holds()
