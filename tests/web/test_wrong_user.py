"""Every page of a company, asked for by somebody of another company: none is there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter

from severa_maestro.companies.models import Company
from severa_maestro.web import urls
from severa_maestro.web.accounts.models import User
from tests.web.conftest import ClientOf


def _of_a_company() -> Iterator[URLPattern]:
    patterns: list[Any] = urls.urlpatterns
    return (each for each in patterns if isinstance(each, URLPattern) and "company" in each.pattern.converters)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", list(_of_a_company()), ids=lambda each: str(each.name))
def test_a_stranger_finds_no_page_of_the_company(
    company: Company, stranger: User, client_of: ClientOf, pattern: URLPattern, method: str
) -> None:
    others = {name: 1 if isinstance(each, IntConverter) else "A" for name, each in pattern.pattern.converters.items()}
    address = reverse(str(pattern.name), kwargs={**others, "company": company.pk})
    answer = getattr(client_of(stranger), method)(address)
    assert answer.status_code in (404, 405)
    assert company.name not in answer.content.decode()
