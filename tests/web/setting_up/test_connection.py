"""A company's connection: tried while it is typed, kept sealed, shown never."""

import json
import threading
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from severa_maestro.companies.models import Company, Connection
from severa_maestro.engine.models import Schedule
from severa_maestro.maestro.registers.models import RegisterProduct
from severa_maestro.sandbox import Sandbox
from severa_maestro.setup.check import CheckLine
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.web.accounts.models import AuditEntry, User
from severa_maestro.web.setting_up import trial, waiting
from tests.web.conftest import ClientOf
from tests.web.setting_up.conftest import tie, typed, words

TYPING = {"HX-Request": "true"}
NOWHERE = "http://127.0.0.1:1/soap"


@pytest.mark.parametrize("way", ["soap", "rest"])
def test_a_firm_admin_adds_a_company_with_its_connection(
    severa: Sandbox, firm_admin: User, client_of: ClientOf, way: str
) -> None:
    client = client_of(firm_admin)
    response = client.post("/companies/new/", {"name": "Uusi Oy", **typed(severa, way)})
    company = Company.objects.get(name="Uusi Oy")
    assert response.headers["Location"] == f"/companies/{company.pk}/statuses/"
    assert company.connection.way == way
    assert company.connection.key in {severa.soap_key, severa.client_secret}
    assert RegisterProduct.objects.get(company=company).is_fallback
    assert "Yhteys on tallennettu, ja se toimii." in words(client.get(f"/companies/{company.pk}/statuses/"))
    assert AuditEntry.objects.get(action="company-added").after["key"] == "set"


def test_severas_own_address_is_taken_where_none_is_typed(
    severa: Sandbox, firm_admin: User, client_of: ClientOf
) -> None:
    shown = words(client_of(firm_admin).get("/companies/new/"))
    assert "https://sync.severa.com/webservice/S3/API.svc" in shown
    assert "https://api.severa.visma.com/rest-api" in shown


@pytest.mark.parametrize("user", ["admin", "bookkeeper", "stranger"])
def test_nobody_else_adds_companies(
    company: Company, request: pytest.FixtureRequest, client_of: ClientOf, severa: Sandbox, user: str
) -> None:
    client = client_of(request.getfixturevalue(user))
    assert client.get("/companies/new/").status_code == 403
    assert client.post("/companies/new/", {"name": "Uusi Oy", **typed(severa)}).status_code == 403
    assert client.post("/companies/new/try/", typed(severa)).status_code == 403
    assert "Lisää yritys" not in words(client.get("/"))
    assert not Company.objects.filter(name="Uusi Oy").exists()


def test_a_company_needs_a_name_of_its_own_and_a_key(company: Company, firm_admin: User, client_of: ClientOf) -> None:
    client = client_of(firm_admin)
    response = client.post("/companies/new/", {"name": company.name.upper(), "way": "soap", "key": ""})
    assert response.status_code == 422
    shown = words(response)
    assert f"Yritys {company.name.upper()} on jo lisätty." in shown
    assert "Severan API-avain puuttuu." in shown
    assert Company.objects.count() == 1


def test_a_company_is_kept_with_a_warning_though_severa_does_not_answer(firm_admin: User, client_of: ClientOf) -> None:
    client = client_of(firm_admin)
    client.post("/companies/new/", {"name": "Uusi Oy", "way": "soap", "key": "avain", "soap_url": NOWHERE})
    company = Company.objects.get(name="Uusi Oy")
    shown = words(client.get(f"/companies/{company.pk}/statuses/"))
    assert "Yhteys on tallennettu, mutta se ei vielä toimi: Severaan (127.0.0.1:1) ei saatu yhteyttä." in shown


def test_a_connection_that_does_not_work_is_no_step_that_is_done(
    severa: Sandbox, firm_admin: User, client_of: ClientOf
) -> None:
    client = client_of(firm_admin)
    response = client.post("/companies/new/", {"name": "Uusi Oy", **typed(severa), "key": "väärä"})
    company = Company.objects.get(name="Uusi Oy")
    here = f"/companies/{company.pk}"
    assert response.headers["Location"] == f"{here}/connection/"
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/connection/"
    response = client.post(f"{here}/connection/", typed(severa))
    assert response.headers["Location"] == f"{here}/statuses/"
    assert client.get(f"{here}/set-up/").headers["Location"] == f"{here}/statuses/"


def test_the_address_stands_before_the_key_that_is_sent_there(firm_admin: User, client_of: ClientOf) -> None:
    shown = words(client_of(firm_admin).get("/companies/new/"))
    assert shown.index('name="soap_url"') < shown.index('name="key"')
    assert shown.index('name="rest_url"') < shown.index('name="client_secret"')
    assert "<details" not in shown[shown.index('name="way"') : shown.index('name="soap_url"')]


def test_a_form_that_comes_back_says_that_the_key_must_be_typed_again(
    severa: Sandbox, company: Company, firm_admin: User, client_of: ClientOf
) -> None:
    shown = words(client_of(firm_admin).post("/companies/new/", {"name": company.name, **typed(severa)}))
    assert "Anna tämä uudelleen" in shown
    assert severa.soap_url in shown
    assert severa.soap_key not in shown


def test_a_mended_connection_runs_at_once_a_company_that_is_run_by_itself(
    company: Company, admin: User, client_of: ClientOf, severa: Sandbox
) -> None:
    tie(company, severa)
    client = client_of(admin)
    client.post(f"/companies/{company.pk}/connection/", typed(severa))
    assert Schedule.of(company).asked_at is None
    Schedule.of(company).start()
    client.post(f"/companies/{company.pk}/connection/", {**typed(severa), "key": "väärä"})
    assert Schedule.of(company).asked_at is None
    client.post(f"/companies/{company.pk}/connection/", typed(severa))
    assert Schedule.of(company).asked_at is not None


# Tried while it is typed


def test_a_right_key_is_said_to_be_right_and_nothing_is_kept(
    severa: Sandbox, firm_admin: User, client_of: ClientOf
) -> None:
    shown = words(client_of(firm_admin).post("/companies/new/try/", typed(severa), headers=TYPING))
    assert "Severa vastaa" in shown
    assert "<html" not in shown
    assert severa.soap_key not in shown
    assert not Connection.objects.exists()


def test_a_wrong_key_is_said_to_be_wrong(severa: Sandbox, firm_admin: User, client_of: ClientOf) -> None:
    client = client_of(firm_admin)
    shown = words(client.post("/companies/new/try/", {**typed(severa), "key": "väärä-avain"}, headers=TYPING))
    assert "Virhe" in shown
    assert "avain" in shown
    assert "väärä-avain" not in shown


def test_each_missing_right_is_named(own_severa: Sandbox, firm_admin: User, client_of: ClientOf) -> None:
    own_severa.state.deny("GetCustomersChangedSince")
    shown = words(client_of(firm_admin).post("/companies/new/try/", typed(own_severa), headers=TYPING))
    assert "Oikeus puuttuu" in shown
    assert "Asiakkaat" in shown


def test_what_is_not_typed_yet_is_no_error(firm_admin: User, client_of: ClientOf) -> None:
    for form in ({"way": "soap", "key": ""}, {"way": "rest", "client_id": "x"}, {"way": "rest"}):
        response = client_of(firm_admin).post("/companies/new/try/", form, headers=TYPING)
        assert "Yhteyttä kokeillaan, kun olet antanut tunnukset." in words(response)


def test_a_foreign_address_is_refused_before_anything_is_sent(
    firm_admin: User, client_of: ClientOf, settings: Any, severa: Sandbox
) -> None:
    settings.SEVERA_HOSTS = []
    calls = severa.calls.total()
    client = client_of(firm_admin)
    for address in ("/companies/new/try/", "/companies/new/"):
        shown = words(client.post(address, {"name": "Uusi Oy", **typed(severa)}))
        assert "ei ole Severan osoite, joten avainta ei lähetetty sinne." in shown
    assert severa.calls.total() == calls
    assert not Company.objects.exists()


def test_without_scripts_the_button_tries_and_the_form_stays_but_for_the_key(
    severa: Sandbox, firm_admin: User, client_of: ClientOf
) -> None:
    response = client_of(firm_admin).post("/companies/new/try/", {"name": "Uusi Oy", **typed(severa)})
    shown = words(response)
    assert response.status_code == 200
    assert 'value="Uusi Oy"' in shown
    assert "Severa vastaa" in shown
    assert "kirjoita se vielä kerran" in shown
    assert severa.soap_key not in shown


def test_a_severa_that_never_answers_keeps_no_reader_waiting(
    severa: Sandbox, firm_admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    shown = words(client_of(firm_admin).post("/companies/new/try/", typed(severa), headers=TYPING))
    assert "ei vastannut määräajassa" in shown


# Changed later


def test_the_key_stays_where_none_is_typed(company: Company, admin: User, client_of: ClientOf, severa: Sandbox) -> None:
    tie(company, severa)
    client = client_of(admin)
    assert "Avain on tallennettu, eikä sitä näytetä." in words(client.get(f"/companies/{company.pk}/connection/"))
    client.post(f"/companies/{company.pk}/connection/", {"way": "soap", "soap_url": f"{severa.soap_url}?x"})
    kept = Connection.objects.get(company=company)
    assert kept.url == f"{severa.soap_url}?x"
    assert kept.key == severa.soap_key
    assert AuditEntry.objects.get(action="connection-changed").after == {"url": f"{severa.soap_url}?x"}


def test_the_key_goes_to_no_other_address_by_itself(
    company: Company, admin: User, client_of: ClientOf, severa: Sandbox
) -> None:
    tie(company, severa)
    response = client_of(admin).post(f"/companies/{company.pk}/connection/", {"way": "soap", "soap_url": NOWHERE})
    assert response.status_code == 422
    assert "Severan API-avain puuttuu." in words(response)
    assert Connection.objects.get(company=company).url == severa.soap_url


def test_another_way_is_taken_with_a_word_on_ids(
    company: Company, admin: User, client_of: ClientOf, severa: Sandbox
) -> None:
    tie(company, severa)
    client = client_of(admin)
    client.post(f"/companies/{company.pk}/connection/", typed(severa, "rest", pace="99,5"))
    kept = Connection.objects.get(company=company)
    assert (kept.way, kept.requests_per_second, kept.moved_from) == ("rest", 99.5, "soap")
    assert "Seuraava ajo yhdistää ne" in words(client.get(f"/companies/{company.pk}/settings/"))


def test_trying_another_key_does_not_keep_it(
    company: Company, admin: User, client_of: ClientOf, severa: Sandbox
) -> None:
    tie(company, severa)
    client = client_of(admin)
    client.post(f"/companies/{company.pk}/connection/try/", {**typed(severa), "key": "toinen"}, headers=TYPING)
    assert Connection.objects.get(company=company).key == severa.soap_key


@pytest.mark.parametrize("user", ["reader", "bookkeeper"])
def test_only_admins_change_it(
    company: Company, request: pytest.FixtureRequest, client_of: ClientOf, severa: Sandbox, user: str
) -> None:
    client = client_of(request.getfixturevalue(user))
    for address in ("connection/", "connection/try/", "statuses/", "schedule/", "settings/", "remove/", "set-up/"):
        assert client.post(f"/companies/{company.pk}/{address}", typed(severa)).status_code in {403, 405}
    assert not hasattr(Company.objects.get(), "connection")


def test_another_companys_is_not_there(company: Company, stranger: User, client_of: ClientOf) -> None:
    client = client_of(stranger)
    pages = ("connection", "statuses", "set-up", "set-up/products", "set-up/codes", "check", "preview", "schedule")
    for page in pages:
        assert client.get(f"/companies/{company.pk}/{page}/").status_code == 404
    for deed in ("connection/try", "statuses/make", "set-up/check/passed", "remove"):
        assert client.post(f"/companies/{company.pk}/{deed}/").status_code == 404


@pytest.mark.usefixtures("no_thread")
def test_a_planted_key_is_on_no_page_in_no_log_and_in_no_row(
    firm_admin: User, client_of: ClientOf, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    planted = "istutettu-avain-7f3a"
    client = client_of(firm_admin)
    form = {"name": "Uusi Oy", "way": "soap", "key": planted, "soap_url": NOWHERE}
    pages = [client.post("/companies/new/try/", form, headers=TYPING), client.post("/companies/new/try/", form)]
    pages.append(client.post("/companies/new/", {**form, "name": ""}))
    client.post("/companies/new/", form)
    company = Company.objects.get()
    here = f"/companies/{company.pk}"
    client.post(f"{here}/connection/", {**form, "pace": "x"})
    client.post(f"{here}/check/")
    client.post(f"{here}/preview/")
    shown_pages = ("", "connection/", "statuses/", "check/", "preview/", "schedule/", "settings/", "audit/", "log/")
    pages.extend(client.get(f"{here}/{page}") for page in shown_pages)
    pages.append(client.get("/audit/"))
    assert company.connection.key == planted
    shown = "".join(page.content.decode() for page in pages)
    rows = [list(model.objects.values()) for model in apps.get_models()]
    said = capsys.readouterr()
    for text in (shown, json.dumps(rows, cls=DjangoJSONEncoder), said.out, said.err, caplog.text):
        assert planted not in text


def test_a_session_tries_one_connection_at_a_time(
    company: Company, severa: Sandbox, admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    severa_answers = threading.Event()

    def slowly(*_given: object) -> list[CheckLine]:
        severa_answers.wait()
        return []

    monkeypatch.setattr(trial, "check_connection", slowly)
    monkeypatch.setattr(waiting, "PATIENCE", 0.001)
    tie(company, severa)
    client, here = client_of(admin), f"/companies/{company.pk}/connection/"
    assert "ei vastannut" in words(client.post(f"{here}try/", typed(severa), headers=TYPING))
    again = words(client.post(f"{here}try/", typed(severa), headers=TYPING))
    assert "Edellinen kokeilu on vielä kesken" in again
    assert f'hx-post="{here}try/" hx-trigger="load delay:2s"' in again
    client.post(here, typed(severa))
    assert "Edellinen kokeilu on vielä kesken" in words(client.get(here))
    monkeypatch.setattr(waiting, "PATIENCE", 20.0)
    severa_answers.set()
    client.post(here, typed(severa))
    assert "Yhteys on tallennettu, ja se toimii." in words(client.get(here))


def test_a_name_that_another_took_at_the_same_moment_is_said(
    severa: Sandbox, firm_admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    Company.objects.create(name="Uusi Oy")
    monkeypatch.setattr(CompanySettings, "apply", lambda settings, company: setattr(company, "name", settings.name))
    response = client_of(firm_admin).post("/companies/new/", {"name": "Uusi Oy", **typed(severa)})
    assert response.status_code == 422
    assert "Yritys Uusi Oy on jo lisätty." in words(response)
    assert Company.objects.count() == 1
