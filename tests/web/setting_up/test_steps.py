"""The wizard's steps: each reachable at any time, each remembered, the first open one next."""

import pytest

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.web.accounts.models import User
from severa_maestro.web.setting_up import steps
from tests.transfer.conftest import World
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_run, connect
from tests.web.setting_up.conftest import words


def _goes_on_with(company: Company) -> str:
    return steps.first_open(Company.objects.get(pk=company.pk)).name


@pytest.fixture
def half_way(company: Company) -> Company:
    """A company that has a connection and no statuses."""
    company.waiting_status = company.transferred_status = ""
    company.save()
    connect(company)
    return company


def test_it_goes_on_with_the_first_step_that_is_not_done(half_way: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    here = f"/companies/{half_way.pk}"
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/statuses/"
    half_way.waiting_status, half_way.transferred_status = "Odottaa", "Siirretty"
    half_way.save()
    for passed, following in (("products", "codes"), ("codes", "check"), ("check", "preview"), ("preview", "start")):
        assert _goes_on_with(half_way) == passed
        client.post(f"{here}/set-up/{passed}/passed/")
        assert _goes_on_with(half_way) == following
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/schedule/"


def test_a_step_may_be_taken_before_those_before_it(half_way: Company, admin: User, client_of: ClientOf) -> None:
    client_of(admin).post(f"/companies/{half_way.pk}/set-up/preview/passed/")
    states = {step.name: step.state for step in steps.steps_of(half_way, "codes")}
    assert states == {
        "connection": "done",
        "statuses": "open",
        "products": "open",
        "codes": "now",
        "check": "open",
        "preview": "done",
        "start": "open",
    }


@pytest.mark.parametrize("step", ["connection", "statuses", "start", "nothing"])
def test_what_tells_by_itself_is_not_passed(half_way: Company, admin: User, client_of: ClientOf, step: str) -> None:
    assert client_of(admin).post(f"/companies/{half_way.pk}/set-up/{step}/passed/").status_code == 404


def test_passing_a_step_twice_is_passing_it_once(half_way: Company, admin: User, client_of: ClientOf) -> None:
    for _ in range(2):
        client_of(admin).post(f"/companies/{half_way.pk}/set-up/check/passed/")
    assert half_way.passed_steps.count() == 1


@pytest.mark.parametrize("user", ["admin", "firm_admin"])
def test_the_overview_leads_into_a_set_up_that_is_not_finished(
    half_way: Company, request: pytest.FixtureRequest, client_of: ClientOf, user: str
) -> None:
    client = client_of(request.getfixturevalue(user))
    for page in ("/", f"/companies/{half_way.pk}/", f"/companies/{half_way.pk}/settings/"):
        assert f'href="/companies/{half_way.pk}/set-up/"' in words(client.get(page))


def test_who_may_not_set_up_is_told_who_does(half_way: Company, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    assert "Käyttöönotto kesken" in words(client.get("/"))
    shown = words(client.get(f"/companies/{half_way.pk}/"))
    assert "Yrityksen pääkäyttäjä vie sen loppuun." in shown
    assert "/set-up/" not in shown
    assert "Käyttöönoton vaiheet" not in words(client.get(f"/companies/{half_way.pk}/check/"))


@pytest.mark.parametrize("how", ["started", "paused", "by hand"])
def test_a_company_whose_invoices_go_over_has_settings_and_no_steps(
    company: Company, admin: User, client_of: ClientOf, how: str
) -> None:
    connect(company)
    if how == "by hand":
        a_run(company)
    else:
        Schedule.of(company).start()
    if how == "paused":
        Schedule.of(company).pause()
    client = client_of(admin)
    here = f"/companies/{company.pk}"
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/settings/"
    assert "Käyttöönoton vaiheet" not in words(client.get(f"{here}/connection/"))
    assert "Jatka käyttöönottoa" not in words(client.get(f"{here}/settings/"))


# Products and codes


def test_the_products_step_tells_what_is_missing_and_leads_there(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    make_registers(company)
    shown = words(client_of(admin).get(f"/companies/{company.pk}/set-up/products/"))
    here = f"/companies/{company.pk}"
    assert f'href="{here}/products/import/?next=%2Fcompanies%2F{company.pk}%2Fset-up%2Fproducts%2F"' in shown
    assert "Jatka pelkällä A/0:lla" in shown
    assert f'href="{here}/product-groups/"' in shown
    assert "severa-maestro" not in shown.split("<main")[1].split("</main>")[0]


@pytest.mark.usefixtures("no_thread")
def test_the_codes_step_counts_suggests_and_leads_to_the_codes(
    world: World, firm_admin: User, client_of: ClientOf
) -> None:
    client = client_of(firm_admin)
    here = f"/companies/{world.company.pk}"
    client.get(f"{here}/set-up/codes/")
    shown = words(client.get(f"{here}/set-up/codes/"))
    assert f'<a class="care" href="{here}/codes/?state=gap">7</a>' in shown
    assert '<span class="code">A/1</span> Palvelumaksu' in shown


def test_products_that_are_there_are_a_step_that_is_done(company: Company) -> None:
    make_registers(company)
    assert "products" not in steps._done(company)
    group = company.product_groups.get()
    company.products.create(group=group, number=1)
    assert "products" in steps._done(company)


def test_each_step_has_its_word_and_its_page(company: Company) -> None:
    assert all(step.word and step.address for step in steps.steps_of(company))


def test_steps_that_need_a_connection_lead_to_it(company: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    for page in ("set-up/codes", "check", "preview"):
        assert f'href="/companies/{company.pk}/connection/"' in words(client.get(f"/companies/{company.pk}/{page}/"))
        client.post(f"/companies/{company.pk}/{page}/")
    assert client.get(f"/companies/{company.pk}/statuses/").headers["Location"].endswith("/connection/")
