import pytest
from django.test import Client

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import User
from tests.web.conftest import ClientOf


def test_another_companys_page_is_not_there(company: Company, stranger: User, client_of: ClientOf) -> None:
    assert client_of(stranger).get(f"/companies/{company.pk}/").status_code == 404


def test_a_company_that_does_not_exist_looks_the_same(company: Company, stranger: User, client_of: ClientOf) -> None:
    client = client_of(stranger)
    there = client.get(f"/companies/{company.pk}/").content.decode()
    nowhere = client.get("/companies/999999/").content.decode()
    assert (
        there.replace(f"/{company.pk}/", "/999999/").split("<main")[1].split("</main")[0]
        == (nowhere.split("<main")[1].split("</main")[0])
    )


def test_the_overview_names_ones_own_companies_alone(
    company: Company, other_company: Company, reader: User, client_of: ClientOf
) -> None:
    shown = client_of(reader).get("/").content.decode()
    assert company.name in shown
    assert other_company.name not in shown


def test_a_firm_admin_sees_every_company(
    company: Company, other_company: Company, firm_admin: User, client_of: ClientOf
) -> None:
    shown = client_of(firm_admin).get("/").content.decode()
    assert company.name in shown
    assert other_company.name in shown


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/settings/", "/companies/1/", "/two-factor/", "/sessions/"])
def test_whoever_is_not_signed_in_is_led_to_sign_in(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/?next=")
