"""A company with its registers, in the test database."""

import pytest

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.adapter import RegistersTarget, make_registers


def make_company(name: str = "Kuusi Oy", default_group: str = "") -> Company:
    company = Company.objects.create(
        name=name,
        waiting_status="Odottaa siirtoa Maestroon",
        transferred_status="Siirretty Maestroon",
        default_group=default_group,
    )
    make_registers(company)
    return company


@pytest.fixture
def company(db: None) -> Company:
    return make_company()


@pytest.fixture
def target(company: Company) -> RegistersTarget:
    return RegistersTarget(company)
