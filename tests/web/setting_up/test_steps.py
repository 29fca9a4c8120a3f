"""The wizard's steps: each reachable at any time, each remembered, the first open one next."""

import pytest

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
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
    steps.keep_trial(company, went_well=True)
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
    assert half_way.passed_steps.filter(step="check").count() == 1


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
        _add_product(company)
    else:
        Schedule.of(company).start()
    if how == "paused":
        Schedule.of(company).pause()
    client = client_of(admin)
    here = f"/companies/{company.pk}"
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/settings/"
    assert "Käyttöönoton vaiheet" not in words(client.get(f"{here}/connection/"))
    assert "Jatka käyttöönottoa" not in words(client.get(f"{here}/settings/"))


def test_a_group_whose_products_have_their_own_account_and_rate_lacks_nothing(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    connect(company)
    make_registers(company)
    group = ProductGroup.objects.create(company=company, letter="B", name="Tuotteet")
    own = RegisterProduct.objects.create(
        company=company, group=group, number=1, name="Lauta", sales_account="3000", vat_rate="25.5"
    )
    client = client_of(admin)
    row = words(client.get(f"/companies/{company.pk}/set-up/products/")).partition("/B/")[2].partition("</tr>")[0]
    assert row.count("tuotteilla omansa") == 2
    assert "puuttuu" not in row
    RegisterProduct.objects.filter(pk=own.pk).update(sales_account="", vat_rate=None)
    row = words(client.get(f"/companies/{company.pk}/set-up/products/")).partition("/B/")[2].partition("</tr>")[0]
    assert row.count("puuttuu") == 2


def test_a_run_without_products_does_not_end_the_set_up(company: Company, admin: User, client_of: ClientOf) -> None:
    connect(company)
    make_registers(company)
    a_run(company)
    response = client_of(admin).get(f"/companies/{company.pk}/set-up/")
    assert response.headers["Location"] == f"/companies/{company.pk}/set-up/products/"
    assert not steps.is_set_up(company)


def test_statuses_that_are_kept_after_such_a_run_lead_on_in_the_set_up(
    half_way: Company, admin: User, client_of: ClientOf
) -> None:
    a_run(half_way)
    sent = {"waiting": "Odottaa", "transferred": "Siirretty"}
    response = client_of(admin).post(f"/companies/{half_way.pk}/statuses/", sent)
    assert response.headers["Location"] == f"/companies/{half_way.pk}/set-up/products/"


def test_the_connections_step_is_done_only_while_its_last_trial_went_well(company: Company) -> None:
    assert "connection" not in steps._done(company)
    connect(company)
    assert "connection" not in steps._done(company)
    steps.keep_trial(company, went_well=True)
    assert "connection" in steps._done(company)
    steps.keep_trial(company, went_well=False)
    assert "connection" not in steps._done(company)


def test_a_run_that_came_to_its_end_shows_that_the_connection_works(company: Company) -> None:
    connect(company)
    a_run(company, error_code="wrong-key")
    assert "connection" not in steps._done(company)
    a_run(company)
    assert "connection" in steps._done(company)


# Products and codes


def _add_product(company: Company) -> None:
    make_registers(company)
    company.products.create(group=company.product_groups.get(), number=1)


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


def test_whoever_comes_from_the_wizard_sees_its_steps_and_finds_the_way_back(
    company: Company, admin: User, bookkeeper: User, client_of: ClientOf
) -> None:
    make_registers(company)
    client = client_of(admin)
    for page, step in (("products/import", "products"), ("codes", "codes")):
        shown = words(client.get(f"/companies/{company.pk}/{page}/"))
        assert "Käyttöönoton vaiheet" in shown
        assert f'href="/companies/{company.pk}/set-up/{step}/">Takaisin käyttöönottoon' in shown
        assert "Käyttöönoton vaiheet" not in words(client_of(bookkeeper).get(f"/companies/{company.pk}/{page}/"))
    lines = client.get(f"/companies/{company.pk}/set-up/products/").context["lines"]
    (only_fallback,) = (line for line in lines if line.code == "only-fallback")
    assert only_fallback.address.endswith(f"?next=%2Fcompanies%2F{company.pk}%2Fset-up%2Fproducts%2F")


def test_products_that_are_there_are_a_step_that_is_done(company: Company) -> None:
    make_registers(company)
    assert "products" not in steps._done(company)
    _add_product(company)
    assert "products" in steps._done(company)


def test_each_step_has_its_word_and_its_page(company: Company) -> None:
    assert all(step.word and step.address for step in steps.steps_of(company))


def test_steps_that_need_a_connection_lead_to_it(company: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    for page in ("set-up/codes", "check", "preview"):
        assert f'href="/companies/{company.pk}/connection/"' in words(client.get(f"/companies/{company.pk}/{page}/"))
        client.post(f"/companies/{company.pk}/{page}/")
    assert client.get(f"/companies/{company.pk}/statuses/").headers["Location"].endswith("/connection/")
