"""The overview: five seconds to see that all is well, or what is not."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.lease import company_lease
from severa_maestro.transfer.ledger.models import LogLine, State, TimelineEntry
from severa_maestro.web.accounts.models import Membership, Role, User
from severa_maestro.web.standing import midnight
from tests.web.conftest import ClientOf, MakeUser, PageOf
from tests.web.ledger_rows import a_line, a_run, a_transfer, connect

REFUSED = {"error_code": "severa-key-refused", "error_text": "Severa ei hyväksynyt avainta. Luo uusi avain."}


def _more(names: str, user: User) -> dict[str, Company]:
    """Companies of these names, connected and run five minutes ago, of which the user is a reader."""
    made = {}
    for name in names.split():
        made[name] = Company.objects.create(name=name, waiting_status="Odottaa", transferred_status="Siirretty")
        connect(made[name])
        a_run(made[name])
        Membership.objects.create(user=user, company=made[name], role=Role.READER)
    return made


def _names(html: str) -> list[str]:
    """The companies of the table, in its order."""
    body = html.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    return re.findall(r'<th scope="row" class="whole"><a href="[^"]+">([^<]+)</a>', body)


@pytest.fixture
def companies(make_user: MakeUser) -> tuple[User, dict[str, Company]]:
    """One company of each standing."""
    user = make_user("monta@kuusi.fi", name="Maija Monta")
    made = _more("Hyvä Vara Este Vanha Rikki Uusi", user)
    a_transfer(made["Vara"], 1, fallback_rows=3)
    a_transfer(made["Este"], 2, State.BLOCKED)
    made["Vanha"].runs.all().delete()
    a_run(made["Vanha"], ago=timedelta(hours=2))
    a_run(made["Rikki"], **REFUSED)
    made["Uusi"].connection.delete()
    made["Uusi"].runs.all().delete()
    return user, made


def test_the_worst_comes_first(companies: tuple[User, dict[str, Company]], client_of: ClientOf) -> None:
    user, _ = companies
    shown = client_of(user).get("/").content.decode()
    assert _names(shown) == ["Rikki", "Vanha", "Uusi", "Este", "Vara", "Hyvä"]


def test_what_has_gone_stale_is_as_loud_as_what_failed(
    companies: tuple[User, dict[str, Company]], client_of: ClientOf
) -> None:
    user, _ = companies
    shown = client_of(user).get("/").content.decode()
    assert len(re.findall(r'<tr data-row class="loud">', shown)) == 2


def test_a_company_that_was_never_run_or_started_is_not_set_up_yet(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    connect(company)
    shown = client_of(reader).get("/").content.decode()
    assert "Käyttöönotto kesken" in shown
    assert "Ei ajettu koskaan" in shown


def test_a_started_company_is_stale_once_its_run_is_long_overdue(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    connect(company)
    schedule = Schedule.of(company)
    schedule.start()
    assert "Ei ajettu ajallaan" not in client_of(reader).get("/").content.decode()
    Schedule.objects.update(next_run_at=timezone.now() - timedelta(hours=2))
    assert "Ei ajettu ajallaan" in client_of(reader).get("/").content.decode()


def test_a_company_outside_its_hours_is_not_stale(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, ago=timedelta(hours=60))
    Schedule.of(company).start()
    Schedule.objects.update(next_run_at=timezone.now() + timedelta(hours=5))
    assert "Kunnossa" in client_of(reader).get("/").content.decode()


def test_a_paused_company_says_so_and_is_not_loud(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, ago=timedelta(hours=60))
    Schedule.of(company).pause()
    shown = client_of(reader).get("/").content.decode()
    assert "Tauolla" in shown
    assert 'class="loud"' not in shown


def test_a_run_that_was_cut_is_as_loud_as_one_that_failed(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, ago=timedelta(minutes=3))
    a_run(company, ended=False, ago=timedelta(minutes=2))
    shown = client_of(reader).get("/").content.decode()
    assert "Epäonnistui" in shown
    assert 'class="loud"' in shown
    assert "Käynnissä" not in shown


def test_a_run_that_was_told_to_stop_has_not_failed(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, ago=timedelta(minutes=3), error_code="interrupted", error_text="Keskeytettiin.")
    assert "Epäonnistui" not in client_of(reader).get("/").content.decode()


def test_a_run_that_is_under_way_is_shown_however_long_it_takes(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    connect(company)
    a_run(company, ended=False, ago=timedelta(hours=5))
    with company_lease(company):
        shown = client_of(reader).get("/").content.decode()
    assert "Käynnissä" in shown
    assert "Epäonnistui" not in shown


def test_all_well_is_one_friendly_line(make_user: MakeUser, client_of: ClientOf) -> None:
    user = make_user("hyva@kuusi.fi")
    _more("Yksi Kaksi", user)
    assert "Kaikki on kunnossa" in client_of(user).get("/").content.decode()


def test_not_all_well_is_not_said_to_be_well(companies: tuple[User, dict[str, Company]], client_of: ClientOf) -> None:
    user, _ = companies
    assert "Kaikki on kunnossa" not in client_of(user).get("/").content.decode()


def test_a_failure_says_what_to_do_in_the_readers_language(make_user: MakeUser, client_of: ClientOf) -> None:
    user = make_user("eng@kuusi.fi", language="en")
    made = _more("Rikki", user)
    failed = a_run(made["Rikki"], **REFUSED)
    reason = {"fi": REFUSED["error_text"], "sv": "Severa avvisade nyckeln.", "en": "Severa refused the key. Make one."}
    a_line(made["Rikki"], "run-failed", LogLine.Level.ERROR, run=failed, reason=reason)
    a_run(made["Rikki"], **REFUSED)  # the failure lasts, and is told once
    assert "Severa refused the key. Make one." in client_of(user).get("/").content.decode()


def test_the_numbers_are_those_of_the_lists_that_they_lead_to(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    connect(company)
    today = timezone.localdate()
    for number, state in enumerate([State.FETCHED, State.STORED, State.HANDED_OVER, State.BLOCKED, State.DISMISSED]):
        a_transfer(company, number, state)
    a_transfer(company, 10, State.STORED, unmarked="refused")
    a_transfer(company, 11)
    a_transfer(company, 12, fallback_rows=2)
    a_transfer(company, 13, at=timezone.now() - timedelta(days=3))
    a_transfer(company, 14, at=timezone.now() - timedelta(days=60), fallback_rows=5)
    a_run(company, quota_allowed=100_000, quota_used=1_500)
    shown = client_of(reader).get("/").content.decode().replace("\u00a0", " ")
    address = f"/companies/{company.pk}/transfers/"
    assert f'<a href="{address}?state=waiting">4</a>' in shown
    assert f'<a class="bad" href="/mend/?only={company.pk}">2</a>' in shown
    assert f'<a href="{address}?moved={today}">2</a>' in shown
    assert f'<a class="care" href="{address}?fallback=on&amp;since={today - timedelta(days=29)}">2</a>' in shown
    assert f'<a href="/companies/{company.pk}/#runs">98 500</a>' in shown
    assert "Siirretty 30 päivässä: 3. Eniten yhtenä päivänä: 2." in shown


def test_an_invoice_marked_again_or_matched_anew_was_not_transferred_today(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    transfer = a_transfer(company, 1, at=timezone.now() - timedelta(days=2))
    TimelineEntry.objects.create(transfer=transfer, from_state="transferred", to_state="transferred", actor="Maija")
    shown = client_of(reader).get("/").content.decode()
    assert "?moved=" not in shown


def test_each_day_is_counted_as_the_ledger_has_it_now(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    for number in range(2):
        a_transfer(company, number, at=timezone.now() - timedelta(days=3))
        shown = client_of(reader).get("/").content.decode()
        assert f"Siirretty 30 päivässä: {number + 1}. Eniten yhtenä päivänä: {number + 1}." in shown


def test_days_begin_and_end_in_helsinki(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    begins = midnight(timezone.localdate())
    for number, at in enumerate((begins - timedelta(seconds=1), begins, begins - timedelta(days=29))):
        a_transfer(company, number, at=at)
    a_transfer(company, 3, at=begins - timedelta(days=29, seconds=1))
    shown = client_of(reader).get("/").content.decode()
    assert f'?moved={timezone.localdate()}">1</a>' in shown
    assert "Siirretty 30 päivässä: 3. Eniten yhtenä päivänä: 1." in shown


def test_yesterdays_quota_is_not_todays(company: Company, reader: User, client_of: ClientOf) -> None:
    a_run(company, ago=timedelta(days=1), quota_allowed=100_000, quota_used=1_500)
    assert "98" not in client_of(reader).get("/").content.decode().split("<tbody>")[1].split("</tbody>")[0]


def test_a_search_finds_by_name_in_small_or_large_letters(make_user: MakeUser, client_of: ClientOf) -> None:
    user = make_user("hakija@kuusi.fi")
    _more("Äyräs Mänty", user)
    assert _names(client_of(user).get("/?q=äYRÄ").content.decode()) == ["Äyräs"]


def test_a_search_that_finds_nothing_says_so(company: Company, reader: User, client_of: ClientOf) -> None:
    assert "ei löytänyt yhtään yritystä" in client_of(reader).get("/?q=zzz").content.decode()


def test_the_lines_can_be_cut_down_to_those_of_one_standing(
    companies: tuple[User, dict[str, Company]], client_of: ClientOf
) -> None:
    user, _ = companies
    assert _names(client_of(user).get("/?state=blocked").content.decode()) == ["Este"]


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Este"), ("blocked", "Este"), ("fallback", "Vara"), ("last_run", "Uusi")]
)
def test_the_lines_can_be_sorted(
    sort: str, first: str, companies: tuple[User, dict[str, Company]], client_of: ClientOf
) -> None:
    user, _ = companies
    assert _names(client_of(user).get(f"/?sort={sort}").content.decode())[0] == first


@pytest.mark.parametrize("asked", ["sort=nothing", "state=nothing", "page=nothing", "page=99"])
def test_nonsense_in_the_address_shows_the_page_all_the_same(
    asked: str, company: Company, reader: User, client_of: ClientOf
) -> None:
    assert _names(client_of(reader).get(f"/?{asked}").content.decode()) == [company.name]


def test_another_companys_numbers_are_not_counted_in(
    company: Company, other_company: Company, reader: User, client_of: ClientOf
) -> None:
    a_transfer(other_company, 1, State.BLOCKED)
    a_transfer(other_company, 2)
    shown = client_of(reader).get("/").content.decode()
    assert "/mend/?only" not in shown
    assert "?moved=" not in shown


def test_the_number_of_queries_does_not_grow_with_the_companies(make_user: MakeUser, client_of: ClientOf) -> None:
    def queries(user: User) -> int:
        client = client_of(user)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    few, many = make_user("pari@kuusi.fi"), make_user("monta@kuusi.fi")
    _more("A B", few)
    for name, each in _more(" ".join(f"C{number}" for number in range(30)), many).items():
        a_transfer(each, 1, State.BLOCKED if name > "C2" else State.TRANSFERRED)
        a_run(each, **REFUSED)
    assert queries(many) == queries(few) <= 15


@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_looks_right_and_is_open_to_everybody(
    language: str, companies: tuple[User, dict[str, Company]], page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    user, made = companies
    user.language = language
    user.save()
    for number in range(200):
        a_transfer(made["Hyvä"], number, at=timezone.now() - timedelta(days=number % 23 + number % 7))
    page = page_of(user)
    page.goto("/")
    looks_right(page, f"overview-{language}")
