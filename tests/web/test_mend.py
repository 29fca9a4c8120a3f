"""What needs a person: gathered by cause over the user's companies, the costly first, and mended many at once."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.language import Language
from severa_maestro.maestro.registers.models import SalesInvoiceRow
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.web.accounts.models import AuditEntry, Membership, Role, User
from severa_maestro.web.transfers.deeds import as_shown
from severa_maestro.web.transfers.fallback import codes_on_fallback
from severa_maestro.web.transfers.mending import MOST_SHOWN, failures_of, groups_of
from tests.transfer.conftest import World
from tests.web.conftest import ClientOf, MakeUser, PageOf
from tests.web.ledger_rows import a_line, a_run, a_transfer

NO_NUMBER = "customer-without-number"
TWIN = "possible-duplicate"


def finding(code: str, level: str = "blocking") -> dict[str, object]:
    return {"code": code, "level": level, "row": None, "values": {"name": "Äyräs Oy", "unit": "TRE"}}


def blocked(company: Company, number: int, *codes: str, **fields: object) -> Transfer:
    return a_transfer(company, number, State.BLOCKED, findings=[finding(each) for each in codes], **fields)


def tick(transfer: Transfer) -> str:
    return f"{transfer.pk}@{as_shown(transfer)}"


def shown(client: Client, query: str = "") -> str:
    return client.get(f"/mend/{query}").content.decode().replace("\u00a0", " ")


def decide(client: Client, deed: str, *transfers: Transfer, **fields: str) -> str:
    sent = {"deed": deed, "transfer": [tick(each) for each in transfers], **fields}
    return client.post("/mend/decide/", sent, follow=True).content.decode()


def states(*transfers: Transfer) -> list[str]:
    return [Transfer.objects.get(pk=each.pk).state for each in transfers]


def test_nothing_to_mend_is_said_in_one_friendly_line(company: Company, reader: User, client_of: ClientOf) -> None:
    a_transfer(company, 1)
    a_transfer(company, 2, State.DISMISSED, findings=[finding(NO_NUMBER)])
    a_transfer(company, 3, State.STORED)
    a_transfer(company, 4, State.FETCHED)
    assert "Ei mitään korjattavaa." in shown(client_of(reader))


def test_invoices_are_gathered_by_their_first_cause_the_costly_first(company: Company, other_company: Company) -> None:
    blocked(company, 1, NO_NUMBER, total="10")
    blocked(company, 2, TWIN, NO_NUMBER, total="-900")
    blocked(other_company, 3, NO_NUMBER, total="700", currency="SEK")
    a_transfer(company, 4, State.STORED, unmarked="gone", total="5")
    a_transfer(company, 5, State.FETCHED, is_waiting=False, total="1")
    groups = groups_of([company.pk, other_company.pk])
    assert [(group.key, [each.number for each in group.transfers]) for group in groups] == [
        (f"blocked-{TWIN}", [2]),
        (f"blocked-{NO_NUMBER}", [3, 1]),
        ("unmarked-gone", [4]),
        ("not-waiting", [5]),
    ]
    assert groups[1].amounts == {"SEK": Decimal("700.0"), "EUR": Decimal("10.0")}
    assert [group.transfers[0].number for group in groups_of([other_company.pk])] == [3]


def test_the_page_names_each_cause_once_with_what_to_do(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    for number in range(1, MOST_SHOWN + 3):
        blocked(company, number, NO_NUMBER)
    a_transfer(company, 900, State.STORED, unmarked="elsewhere")
    page = shown(client_of(bookkeeper))
    assert page.count("Anna numero asiakaskortilla Severassa.") == 1
    assert f"Laskuja: {MOST_SHOWN + 2}" in page
    assert page.count('name="transfer"') == MOST_SHOWN + 1
    assert "Tila vaihdettu Severassa muuksi" in page


def test_failed_runs_are_gathered_by_their_error_in_the_readers_language(
    company: Company, other_company: Company, make_user: MakeUser, client_of: ClientOf
) -> None:
    reason = {language.value: f"{language.value}: avain ei kelpaa." for language in Language}
    for each in (company, other_company):
        run = a_run(each, error_code="severa-key-refused", error_text="yrityksen kielellä")
        a_line(each, "run-failed", run=run, reason=reason)
    user = make_user("a@b.fi", company, Role.READER, language="sv")
    Membership.objects.create(user=user, company=other_company, role=Role.READER)
    page = shown(client_of(user))
    assert page.count("sv: avain ei kelpaa.") == 1
    assert f'href="/companies/{other_company.pk}/"' in page
    a_run(company)
    failures = failures_of([company.pk, other_company.pk])
    assert [run.company for failure in failures for run in failure.runs] == [other_company]


def test_many_are_tried_again_at_once_and_each_is_recorded(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    one, two, left = (blocked(company, number, NO_NUMBER) for number in (1, 2, 3))
    assert "uudelleen tarkistettavat laskut: 2." in decide(client_of(bookkeeper), "retry", one, two)
    assert states(one, two, left) == ["fetched", "fetched", "blocked"]
    assert {entry.before["invoice"] for entry in AuditEntry.objects.filter(action="transfer-retried")} == {1, 2}


def test_many_are_accepted_at_once(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    one, two = (blocked(company, number, TWIN) for number in (1, 2))
    assert "Hyväksytyt laskut: 2." in decide(client_of(bookkeeper), "accept", one, two)
    assert states(one, two) == ["fetched", "fetched"]
    assert Transfer.objects.get(pk=one.pk).accepted == [TWIN]


def test_many_are_dismissed_at_once_for_one_reason(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    one, two = blocked(company, 1, NO_NUMBER), a_transfer(company, 2, State.STORED, unmarked="gone")
    decide(client_of(bookkeeper), "dismiss", one, two, reason="own_words", words="Poistettu")
    assert states(one, two) == ["dismissed", "dismissed"]
    assert {entry.after["reason"] for entry in AuditEntry.objects.filter(action="transfer-dismissed")} == {"Poistettu"}


def test_a_missing_reason_is_asked_for_in_its_group_and_the_ticks_stay(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    one, other = blocked(company, 1, NO_NUMBER), blocked(company, 2, TWIN)
    page = decide(client_of(bookkeeper), "dismiss", one, reason="own_words", group=f"blocked-{NO_NUMBER}")
    assert page.count("Kirjoita, miksi laskua ei siirretä.") == 1
    assert re.findall(r'name="transfer" value="([^"]*)"[^>]* checked', page) == [tick(one)]
    assert states(one, other) == ["blocked", "blocked"]


def test_one_that_changed_meanwhile_stops_no_other(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    one, two = blocked(company, 1, NO_NUMBER), blocked(company, 2, NO_NUMBER)
    Transfer.objects.get(pk=one.pk).save()
    page = decide(client_of(bookkeeper), "retry", one, two)
    assert "uudelleen tarkistettavat laskut: 1." in page
    assert "Lasku 1 on muuttunut" in page
    assert states(one, two) == ["blocked", "fetched"]


def test_without_a_tick_nothing_is_done_and_that_is_said(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    transfer = blocked(company, 1, NO_NUMBER)
    assert "Valitse ensin laskut" in decide(client_of(bookkeeper), "retry")
    assert states(transfer) == ["blocked"]


def test_a_reader_sees_and_mends_nothing(company: Company, reader: User, client_of: ClientOf) -> None:
    transfer = blocked(company, 1, NO_NUMBER)
    client = client_of(reader)
    page = shown(client)
    assert "Asiakasnumero puuttuu" in page
    assert 'name="deed"' not in page
    assert client.post("/mend/decide/", {"deed": "retry", "transfer": tick(transfer)}).status_code == 403
    assert states(transfer) == ["blocked"]


def test_a_reader_of_one_company_mends_that_of_the_other_alone(
    company: Company, other_company: Company, reader: User, client_of: ClientOf
) -> None:
    Membership.objects.create(user=reader, company=other_company, role=Role.BOOKKEEPER)
    seen, mended = blocked(company, 1, NO_NUMBER), blocked(other_company, 2, NO_NUMBER)
    client = client_of(reader)
    page = shown(client)
    assert tick(seen) not in page
    assert tick(mended) in page
    both = {"deed": "retry", "transfer": [tick(seen), tick(mended)]}
    assert client.post("/mend/decide/", both).status_code == 403
    assert states(seen, mended) == ["blocked", "blocked"]
    decide(client, "retry", mended)
    assert states(seen, mended) == ["blocked", "fetched"]


@pytest.mark.parametrize("sent", ["{pk}@x", "999999@x", "x@x", f"{'9' * 40}@x"])
def test_what_is_not_ones_own_is_not_there(company: Company, stranger: User, client_of: ClientOf, sent: str) -> None:
    transfer = blocked(company, 1, NO_NUMBER)
    client = client_of(stranger)
    assert "Ei mitään korjattavaa." in shown(client)
    assert "Ei mitään korjattavaa." in shown(client, f"?only={company.pk}")
    sent = sent.format(pk=transfer.pk)
    assert client.post("/mend/decide/", {"deed": "retry", "transfer": sent}).status_code == 404
    assert states(transfer) == ["blocked"]


def test_one_company_can_be_looked_at_alone(
    company: Company, other_company: Company, firm_admin: User, client_of: ClientOf
) -> None:
    of_one, of_other = blocked(company, 1, NO_NUMBER), blocked(other_company, 2, NO_NUMBER)
    page = shown(client_of(firm_admin), f"?only={other_company.pk}")
    assert tick(of_other) in page
    assert tick(of_one) not in page


def test_the_page_takes_few_queries_however_many_companies(firm_admin: User, client_of: ClientOf) -> None:
    for number in range(30):
        company = Company.objects.create(name=f"Yritys {number}", waiting_status="a", transferred_status="b")
        blocked(company, number, NO_NUMBER)
        a_run(company, error_code="severa-key-refused")
    client = client_of(firm_admin)
    shown(client)
    with CaptureQueriesContext(connection) as queries:
        shown(client)
    assert len(queries) <= 16


# --- rows on A/0 ----------------------------------------------------------------------------------------------------


def test_the_count_of_a_code_leads_to_the_invoices_that_have_it(
    world: World, firm_admin: User, client_of: ClientOf
) -> None:
    world.run()
    client = client_of(firm_admin)
    listed = f"/companies/{world.company.pk}/transfers/?code=Z99"
    assert f'href="{listed}"' in shown(client)
    for spelling in ("Z99", "z%2099"):
        found = client.get(listed.replace("Z99", spelling)).context["page"]
        invoice = SalesInvoiceRow.objects.get(severa_codes="Z99").invoice
        assert [line.transfer.register_id for line in found] == [invoice.pk]
    assert not client.get(f"{listed}X").context["page"].object_list
    assert f"{world.company.pk}/transfers/?finding=fallback-empty-code" in shown(client)


def test_codes_on_fallback_are_the_rows_of_the_register_the_costly_first(world: World) -> None:
    world.run()
    codes = codes_on_fallback([world.company])
    on_fallback = SalesInvoiceRow.objects.filter(product__group__letter="A", product__number=0)
    meant = on_fallback.filter(severa_codes__in=["A0", "A/0"])
    assert meant.exists()
    assert sum(each.rows for each in codes) == on_fallback.count() - meant.count()
    assert [each.weight for each in codes] == sorted((each.weight for each in codes), reverse=True)
    (unknown,) = (each for each in codes if each.codes == ("Z99",))
    row = on_fallback.get(severa_codes="Z99")
    assert (unknown.open_codes, unknown.names, unknown.rows) == (("Z99",), [row.name], 1)
    assert unknown.amounts == {row.invoice.currency: row.excluding_vat}


def test_a_code_that_leads_to_a_product_now_waits_to_be_matched_again_and_one_left_on_fallback_is_gone(
    world: World,
) -> None:
    world.run()

    def found() -> list[tuple[str, ...]]:
        return [each.open_codes for each in codes_on_fallback([world.company]) if each.codes == ("Z99",)]

    line = CodeMapping.objects.create(
        company=world.company, kind="product", code="z99", product_group="B", product_number=1
    )
    assert found() == [()]
    line.product_group, line.product_number = "A", 0
    line.save()
    assert found() == []


# --- in the browser -------------------------------------------------------------------------------------------------


def test_many_are_mended_in_the_browser(
    world: World, make_user: MakeUser, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    world.run()
    other = Company.objects.create(name="Toinen Oy", waiting_status="a", transferred_status="b")
    a_run(other, error_code="severa-key-refused", error_text="Severan API-avain ei kelpaa. Vaihda avain.")
    twins = [blocked(world.company, number, TWIN, total="1234.50") for number in (70001, 70002, 70003)]
    user = make_user("korjaaja@testi.fi", world.company, Role.BOOKKEEPER, name="Kalle Korjaaja")
    Membership.objects.create(user=user, company=other, role=Role.READER)
    page = page_of(user)
    page.goto("/mend/")
    looks_right(page, "mend")
    group = page.locator("form", has=page.locator(f'input[value="blocked-{TWIN}"]'))
    group.get_by_role("checkbox", name="Valitse kaikki").check()
    group.get_by_role("checkbox", name="Valitse lasku 70003").uncheck()
    group.locator("summary", has_text="Hyväksy ja siirrä").click()
    looks_right(page, "mend-deeds")
    group.get_by_role("button", name="Hyväksy ja siirrä").click()
    expect(page.get_by_role("status")).to_contain_text("Hyväksytyt laskut: 2.")
    assert states(*twins) == ["fetched", "fetched", "blocked"]


def test_an_empty_list_looks_right_in_english(
    company: Company, make_user: MakeUser, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    page = page_of(make_user("a@b.fi", company, Role.READER, language="en"))
    page.goto("/mend/")
    expect(page.get_by_text("Nothing to fix.")).to_be_visible()
    looks_right(page, "mend-empty")
