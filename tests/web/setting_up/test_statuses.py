"""The two statuses: picked from Severa's list, made in Severa, or made by hand."""

import pytest
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.sandbox import Sandbox
from severa_maestro.severa.source import InvoiceStatus
from severa_maestro.web import background
from severa_maestro.web.accounts.models import AuditEntry, User
from severa_maestro.web.setting_up.likely_statuses import likely
from severa_maestro.web.setting_up.making import MAKINGS
from tests.web.codes_at_once import Never
from tests.web.conftest import ClientOf
from tests.web.setting_up.conftest import tie, words


@pytest.fixture
def tied(company: Company, severa: Sandbox) -> Company:
    """A company that has no statuses yet."""
    tie(company, severa)
    return _without_statuses(company)


def _without_statuses(company: Company) -> Company:
    company.waiting_status = company.transferred_status = ""
    company.save()
    return company


def _status(name: str, **flags: bool) -> InvoiceStatus:
    return InvoiceStatus(**{"name": name, "is_active": True, "gives_number": True, **flags})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Luonnos", "Odottaa siirtoa Maestroon", "Siirretty Maestroon"], (1, 2)),
        (["Väntar på överföring", "Överförd"], (0, 1)),
        (["Odottaa maksua", "Odottaa siirtoa Maestroon", "Transferred", "Siirretty Maestroon"], (1, 3)),
        (["Waiting", "Waiting (sent)"], (0, None)),
        (["Hyväksytty"], (None, None)),
    ],
)
def test_the_likely_ones_are_chosen_beforehand(names: list[str], expected: tuple[int | None, int | None]) -> None:
    found = likely([_status(name) for name in names])
    assert found == tuple("" if place is None else names[place] for place in expected)


def test_one_that_is_inactive_paid_or_gives_no_number_is_not_likely() -> None:
    unfit = ({"is_active": False}, {"gives_number": False}, {"is_paid": True})
    assert likely([_status("Odottaa siirtoa Maestroon", **flags) for flags in unfit]) == ("", "")


def test_severas_own_list_is_offered_with_the_likely_ones_chosen(
    tied: Company, admin: User, client_of: ClientOf, severa: Sandbox
) -> None:
    shown = words(client_of(admin).get(f"/companies/{tied.pk}/statuses/"))
    assert f'<option value="{severa.waiting_status}" selected>' in shown
    assert f'<option value="{severa.transferred_status}" selected>' in shown
    assert '<option value="Lähetetty vanhaan järjestelmään"' not in shown


def test_the_two_that_are_picked_are_kept(tied: Company, admin: User, client_of: ClientOf) -> None:
    response = client_of(admin).post(
        f"/companies/{tied.pk}/statuses/", {"waiting": "Hyväksytty", "transferred": "Maksettu"}
    )
    assert response.headers["Location"] == f"/companies/{tied.pk}/set-up/products/"
    tied.refresh_from_db()
    assert (tied.waiting_status, tied.transferred_status) == ("Hyväksytty", "Maksettu")
    after = {"waiting_status": "Hyväksytty", "transferred_status": "Maksettu"}
    assert AuditEntry.objects.get(action="company-settings-changed").after == after


def test_one_status_cannot_be_both(tied: Company, admin: User, client_of: ClientOf) -> None:
    response = client_of(admin).post(
        f"/companies/{tied.pk}/statuses/", {"waiting": "Maksettu", "transferred": "Maksettu"}
    )
    assert response.status_code == 422
    assert "Odottavien ja siirrettyjen laskujen tila on sama: Maksettu." in words(response)
    tied.refresh_from_db()
    assert tied.waiting_status == ""


def test_where_severa_cannot_be_read_the_names_may_be_typed(tied: Company, admin: User, client_of: ClientOf) -> None:
    tied.connection.url = "http://127.0.0.1:1/soap"
    tied.connection.save()
    shown = words(client_of(admin).get(f"/companies/{tied.pk}/statuses/"))
    assert "Severaan (127.0.0.1:1) ei saatu yhteyttä." in shown
    assert '<input type="text" name="waiting"' in shown


def test_over_soap_the_page_says_what_to_click(tied: Company, admin: User, client_of: ClientOf) -> None:
    shown = words(client_of(admin).get(f"/companies/{tied.pk}/statuses/"))
    assert "Nimi: Odottaa siirtoa Maestroon. Valitse: Ei muokattavissa, Laskun numero, Lähetetty." in shown
    assert "Luo tilat Severaan" not in shown


@pytest.mark.usefixtures("no_thread")
def test_over_rest_those_that_are_missing_are_made(
    company: Company, own_severa: Sandbox, admin: User, client_of: ClientOf
) -> None:
    own_severa.state.delete_status(own_severa.transferred_status)
    _without_statuses(tie(company, own_severa, "rest"))
    form = {"make_waiting": own_severa.waiting_status, "make_transferred": "Viety Maestroon"}
    response = client_of(admin).post(f"/companies/{company.pk}/statuses/make/", form, follow=True)
    assert "Severaan luotiin: Viety Maestroon." in words(response)
    assert own_severa.state.status("Viety Maestroon").is_read_only
    company.refresh_from_db()
    assert company.transferred_status == "Viety Maestroon"
    assert AuditEntry.objects.get(action="statuses-made").after == {"statuses": ["Viety Maestroon"]}


@pytest.mark.usefixtures("no_thread")
def test_a_refusal_of_severa_is_said(company: Company, own_severa: Sandbox, admin: User, client_of: ClientOf) -> None:
    own_severa.state.deactivate_status(own_severa.transferred_status)
    _without_statuses(tie(company, own_severa, "rest"))
    form = {"make_waiting": own_severa.waiting_status, "make_transferred": own_severa.transferred_status}
    response = client_of(admin).post(f"/companies/{company.pk}/statuses/make/", form, follow=True)
    assert "Tiloja ei saatu luotua Severaan." in words(response)
    assert "mutta se ei ole käytössä" in words(response)


def test_the_page_does_not_wait_for_severa_to_make_them(
    company: Company, severa: Sandbox, admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    _without_statuses(tie(company, severa, "rest"))
    client, here = client_of(admin), f"/companies/{company.pk}/statuses/"
    form = {"make_waiting": "Odottaa", "make_transferred": "Viety"}
    asked = severa.calls.total()
    shown = words(client.post(f"{here}make/", form, follow=True))
    assert "Tiloja luodaan Severaan." in shown
    assert 'hx-trigger="every 1s"' in shown
    assert client.get(f"{here}going/").status_code == 200
    assert "Tiloja luodaan jo Severaan." in words(client.post(f"{here}make/", form, follow=True))
    assert severa.calls.total() == asked
    work = MAKINGS.of(company)
    assert work
    work.result, work.ended_at = [], timezone.now()
    assert client.get(f"{here}going/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(f"{here}going/").headers["Location"] == here
    assert "Molemmat tilat olivat jo Severassa." in words(client.get(here))
