"""One transfer: what is shown of it, what may be done with it by whom, and that it is done once and recorded."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import NOT_BOOKED, invoice_to_json
from severa_maestro.language import Language, Text
from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.matching.products import Rule
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import State, TimelineEntry, Transfer, Unmarked
from severa_maestro.transfer.log_texts import LOG_MESSAGES
from severa_maestro.web.accounts.models import AuditEntry, Role, User
from severa_maestro.web.say import text_of
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.transfers.deeds import Deed, as_shown, deeds_of, next_run_of
from severa_maestro.web.transfers.document import change_in_words, documents_of
from severa_maestro.web.transfers.timeline import RUNS_REASONS, reason_of
from tests.transfer.conftest import World
from tests.web.conftest import ClientOf, MakeUser, PageOf
from tests.web.ledger_rows import a_transfer

BLOCKED = "customer-without-number"
FALLBACK = "unknown-product-code"


@pytest.fixture
def mender(world: World, make_user: MakeUser) -> User:
    """A bookkeeper of the sandbox's company."""
    return make_user("korjaaja@testi.fi", world.company, Role.BOOKKEEPER, name="Kalle Korjaaja")


@pytest.fixture
def blocked(company: Company) -> Transfer:
    """An invoice that waits for its customer's number."""
    finding = {"code": BLOCKED, "level": "blocking", "row": None, "values": {"name": "Äyräs Oy"}}
    return a_transfer(company, 7, State.BLOCKED, findings=[finding])


def address(transfer: Transfer, what: str = "") -> str:
    return f"/companies/{transfer.company_id}/transfers/{transfer.pk}/{what}"


def shown(client: Client, transfer: Transfer) -> str:
    return client.get(address(transfer)).content.decode().replace("\u00a0", " ")


def decide(client: Client, transfer: Transfer, deed: str, **fields: str) -> str:
    """Sends a decision as the page would; what the page says after it."""
    sent = {"deed": deed, "shown": as_shown(transfer), **fields}
    return client.post(address(transfer, "decide/"), sent, follow=True).content.decode()


def test_a_stored_invoice_shows_each_row_with_its_product_and_rule(
    world: World, mender: User, client_of: ClientOf
) -> None:
    world.run()
    transfer = world.transfer(FALLBACK)
    page = shown(client_of(mender), transfer)
    (registered,) = world.registered(FALLBACK)
    for row in registered.rows.select_related("product__group"):
        assert str(row.product.code) in page
    assert "varatuote" in page
    assert "saman koodin mukaan" in page
    assert "Z99" in page
    assert registered.reference_number in page
    assert registered.buyer_street in page
    assert "ALV kannoittain" in page
    assert "Kohdista koodi Z99" in page
    assert "severa-maestro" not in page.split("<main")[1].split("</main")[0]


def test_a_blocked_invoice_says_first_what_blocks_and_what_to_do(
    world: World, mender: User, client_of: ClientOf
) -> None:
    world.run()
    page = shown(client_of(mender), world.transfer(BLOCKED))
    assert "ei ole asiakasnumeroa" in page
    assert "Anna numero asiakaskortilla Severassa" in page
    assert page.index("ei ole asiakasnumeroa") < page.index("Rivit")
    assert "Yritä uudelleen" in page
    assert "Hyväksy ja siirrä" not in page


def test_an_invoice_that_cannot_be_read_is_shown_all_the_same(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    transfer = a_transfer(company, 7, State.BLOCKED)
    transfer.findings = [{"code": "unreadable", "level": "blocking", "row": None, "values": {"reason": "number: x"}}]
    transfer.save()
    assert "ei voitu lukea" in shown(client_of(reader), transfer)


def test_a_changed_invoice_stands_beside_what_was_stored(world: World, mender: User, client_of: ClientOf) -> None:
    world.run()
    transfer = world.transfer(FALLBACK)
    invoice = transfer.arrived_invoice()
    assert invoice is not None
    text = invoice_to_json(invoice).replace('"quantity":"', '"quantity":"1', 1)
    transfer.arrived, transfer.arrived_digest = text, "changed"
    transfer.save()
    page = shown(client_of(mender), transfer)
    assert "Maestrossa" in page
    assert "Severassa nyt" in page
    assert "Rivi 1: Määrä" in page
    documents, differing = documents_of(transfer)
    assert len(documents) == 2
    assert [row.has_changed for row in documents[0].rows] == [True] + [False] * (len(documents[0].rows) - 1)
    assert len(differing) == 1


def booked_members(kind: type, path: str = "") -> Iterator[str]:
    """The path of every member of an invoice whose change is told, such as ``rows.unit_price.amount``."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        member = f"{path}.{each.name}".lstrip(".")
        inner = next((arg for arg in (hints[each.name], *get_args(hints[each.name])) if is_dataclass(arg)), None)
        if member in NOT_BOOKED:
            continue
        if isinstance(inner, type):
            yield from booked_members(inner, member)
        else:
            yield member


def test_every_member_that_may_change_has_a_name() -> None:
    members = [each for each in booked_members(Invoice) if each != "rows.number"]
    assert {"rows.unit_price.amount", "buyer.address.street", "seller.bank_accounts.number"} <= set(members)
    for member in members:
        assert change_in_words(member.replace("rows.", "rows[2]."), "", "").name


def test_a_change_is_told_as_people_write_it() -> None:
    told = {
        ("rows[2].unit_price.amount", "1234.5", "1234.567"): ("Rivi 2: Yksikköhinta", "1 234,50", "1 234,567"),
        ("invoice_date", "2026-11-22", ""): ("Laskun päivä", "22.11.2026", "–"),
        ("is_reverse_charged", "False", "True"): ("Käännetty verovelvollisuus", "ei", "kyllä"),
        ("buyer.address.street", "Kuja 1", "Tie 2"): ("Ostaja: Katuosoite", "Kuja 1", "Tie 2"),
        ("totals.vat.amount", "1", "2"): ("ALV", "1,00", "2,00"),
    }
    for member, (name, before, now) in told.items():
        change = change_in_words(*member)
        assert (change.name, change.stored.replace("\u00a0", " "), change.arrived.replace("\u00a0", " ")) == (
            name,
            before,
            now,
        )


def test_no_sentence_on_a_page_names_a_command() -> None:
    messages = {**FINDING_MESSAGES, **LOG_MESSAGES}
    for code, message in messages.items():
        for language in Language:
            said = on_a_page(message.say(language))
            assert not any(word in said for word in ("severa-maestro", "dismiss)", "--", "(show", ": dismiss")), code


def test_every_reason_of_a_run_and_every_rule_has_its_words() -> None:
    keys = [f"transfer.why_{reason}" for reason in RUNS_REASONS]
    keys += [f"invoice.rule_{rule.value}" for rule in Rule]
    keys += [f"transfer.unmarked_{why}" for why in Unmarked.values]
    keys += [f"mend.unmarked_{why}" for why in Unmarked.values]
    keys += [f"deed.accept_{code}" for code in ACCEPTABLE]
    assert all(isinstance(text_of(key), Text) for key in keys)


def test_a_reason_is_told_in_words_and_a_persons_own_as_they_are(world: World) -> None:
    world.run()
    known = {reason_of(entry) for entry in TimelineEntry.objects.all()}
    assert {"Haettu Severasta", "Tallennettu Maestroon", "Tila vaihdettu Severassa", "Asiakasnumero puuttuu"} <= known
    said = reason_of(TimelineEntry(reason="retried, possible-duplicate"))
    assert said == "Hyväksytty: Ehkä sama lasku kahdesti"
    assert reason_of(TimelineEntry(reason="Asiakas perui, lasku pois")) == "Asiakas perui, lasku pois"
    moved = TimelineEntry(reason="rematched 2: A/0 → B/1, 10: A/0 → A/2")
    assert reason_of(moved) == "Rivi 2: A/0 → B/1, Rivi 10: A/0 → A/2"


def test_it_is_said_when_the_next_run_begins(company: Company) -> None:
    assert next_run_of(company) == "Ajot eivät ole käynnissä: valitse yrityksen sivulla Aja nyt."
    schedule = Schedule.of(company)
    schedule.start()
    assert next_run_of(company) == "Seuraava ajo alkaa hetken kuluttua."
    Schedule.objects.update(next_run_at=datetime(2999, 1, 2, 10, 5, tzinfo=UTC))
    assert next_run_of(company) == "Seuraava ajo alkaa 2.1.2999\u00a012.05."
    schedule.ask()
    assert next_run_of(company) == "Seuraava ajo alkaa hetken kuluttua."


# --- decisions ------------------------------------------------------------------------------------------------------


def test_trying_again_is_carried_out_recorded_and_said(
    blocked: Transfer, bookkeeper: User, client_of: ClientOf
) -> None:
    page = decide(client_of(bookkeeper), blocked, "retry")
    assert "tarkistetaan uudelleen seuraavassa ajossa. Ajot eivät ole käynnissä: valitse" in page
    blocked.refresh_from_db()
    assert blocked.state == State.FETCHED
    assert blocked.timeline.last().actor == "Kaisa Kirjanpitäjä"
    (entry,) = AuditEntry.objects.filter(action="transfer-retried")
    assert (entry.user, entry.company, entry.before["state"], entry.after["state"]) == (
        bookkeeper,
        blocked.company,
        "blocked",
        "fetched",
    )


def test_dismissing_keeps_the_reason_in_the_companys_language(
    blocked: Transfer, bookkeeper: User, client_of: ClientOf
) -> None:
    bookkeeper.language = "en"
    bookkeeper.save()
    assert "is dismissed" in decide(client_of(bookkeeper), blocked, "dismiss", reason="already_there")
    blocked.refresh_from_db()
    assert (blocked.state, blocked.timeline.last().reason) == (State.DISMISSED, "Lasku on jo Maestrossa.")
    assert AuditEntry.objects.get(action="transfer-dismissed").after["reason"] == "Lasku on jo Maestrossa."


def test_ones_own_words_must_be_there_and_are_kept(blocked: Transfer, bookkeeper: User, client_of: ClientOf) -> None:
    page = decide(client_of(bookkeeper), blocked, "dismiss", reason="own_words", words=" ")
    assert "Kirjoita, miksi laskua ei siirretä." in page
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED
    decide(client_of(bookkeeper), blocked, "dismiss", reason="own_words", words="Asiakas perui")
    blocked.refresh_from_db()
    assert (blocked.state, blocked.timeline.last().reason) == (State.DISMISSED, "Asiakas perui")


def test_accepting_names_what_is_accepted_and_is_recorded(world: World, mender: User, client_of: ClientOf) -> None:
    world.run()
    transfer = next(
        each
        for each in Transfer.objects.filter(state=State.BLOCKED)
        if {finding["code"] for finding in each.findings} & ACCEPTABLE
    )
    client = client_of(mender)
    assert "Hyväksyt nämä:" in shown(client, transfer)
    page = decide(client, transfer, "accept")
    assert "Hyväksytty." in page
    assert "Hyväksytty; siirtyy seuraavassa ajossa." in page
    assert 'class="notice bad"' not in page
    assert AuditEntry.objects.get(action="transfer-accepted").after["accepted"]
    world.run()
    transfer.refresh_from_db()
    assert transfer.state == State.TRANSFERRED


def test_what_blocked_a_dismissed_invoice_is_said_calmly(
    blocked: Transfer, bookkeeper: User, client_of: ClientOf
) -> None:
    client = client_of(bookkeeper)
    assert 'class="notice bad"' in shown(client, blocked)
    page = decide(client, blocked, "dismiss", reason="not_transferred")
    assert 'class="notice bad"' not in page
    assert 'class="notice calm"' in page


def test_no_reason_is_chosen_beforehand(blocked: Transfer, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    assert "checked" not in shown(client, blocked).split('class="deeds"')[1]
    assert "Valitse, miksi laskua ei siirretä." in decide(client, blocked, "dismiss")
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED


def test_what_has_changed_since_it_was_shown_is_not_decided(
    blocked: Transfer, bookkeeper: User, client_of: ClientOf
) -> None:
    seen = as_shown(blocked)
    blocked.save()
    page = decide(client_of(bookkeeper), blocked, "retry", shown=seen)
    assert "on muuttunut sen jälkeen, kun se näytettiin" in page
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED
    assert not AuditEntry.objects.filter(action="transfer-retried").exists()


def test_a_decision_that_the_state_refuses_says_why(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    transfer = a_transfer(company, 8)
    assert "on jo Maestrossa" in decide(client_of(bookkeeper), transfer, "dismiss", reason="already_there")
    transfer.refresh_from_db()
    assert transfer.state == State.TRANSFERRED


@pytest.mark.parametrize("deed", ["", "delete", "REMATCH"])
def test_a_decision_that_there_is_not_changes_nothing(
    blocked: Transfer, bookkeeper: User, client_of: ClientOf, deed: str
) -> None:
    decide(client_of(bookkeeper), blocked, deed)
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("unmarked", ["", "refused"])
def test_what_is_offered_can_be_carried_out(company: Company, state: State, unmarked: str) -> None:
    for deed in Deed:
        findings = [{"code": "possible-duplicate", "level": "blocking", "row": None, "values": {"unit": "TRE"}}]
        transfer = a_transfer(company, list(Deed).index(deed) + 1, state, findings=findings, unmarked=unmarked)
        if deed not in deeds_of(transfer):
            continue
        if deed is Deed.DISMISS:
            decisions.dismiss(transfer, actor="anna", reason="siksi")
        else:
            decisions.retry(transfer, actor="anna", accepts=deed is Deed.ACCEPT)
        assert transfer.state != state


def test_a_reader_sees_no_button_and_may_not_decide(blocked: Transfer, reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    assert 'name="deed"' not in shown(client, blocked)
    assert client.post(address(blocked, "decide/"), {"deed": "retry"}).status_code == 403
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED


def test_a_stranger_may_not_decide_even_through_a_company_of_theirs(
    blocked: Transfer, stranger: User, other_company: Company, client_of: ClientOf
) -> None:
    client = client_of(stranger)
    sent = {"deed": "retry", "shown": as_shown(blocked)}
    assert client.post(address(blocked, "decide/"), sent).status_code == 404
    theirs = f"/companies/{other_company.pk}/transfers/{blocked.pk}/decide/"
    assert client.post(theirs, sent).status_code == 404
    blocked.refresh_from_db()
    assert blocked.state == State.BLOCKED


@pytest.mark.parametrize("place", ["", "x", "-1", "0", "7", "9" * 40])
def test_a_place_that_there_is_not_is_no_mistake(
    blocked: Transfer, reader: User, client_of: ClientOf, place: str
) -> None:
    assert client_of(reader).get(address(blocked), {"place": place}).status_code == 200


def test_previous_and_next_follow_the_list_that_led_here(world: World, mender: User, client_of: ClientOf) -> None:
    world.run()
    client = client_of(mender)
    listed = client.get(f"/companies/{world.company.pk}/transfers/?state=blocked&sort=number").context["lines"]
    second = listed[1]["transfer"]
    page = client.get(f"{address(second)}?state=blocked&sort=number&place=1").content.decode()
    for place in (0, 2):
        beside = listed[place]["transfer"]
        assert f"{address(beside)}?state=blocked&amp;sort=number&amp;place={place}" in page
    assert f"/companies/{world.company.pk}/transfers/?state=blocked&amp;sort=number" in page


# --- in the browser -------------------------------------------------------------------------------------------------


def test_a_blocked_invoice_is_mended_in_severa_tried_again_and_goes_over(
    world: World, mender: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    world.run()
    transfer = world.transfer(BLOCKED)
    page = page_of(mender)
    page.goto(f"/companies/{world.company.pk}/transfers/?state=blocked")
    page.get_by_role("link", name=str(transfer.number)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(transfer.number))
    looks_right(page, "transfer-blocked")
    page.locator("summary", has_text="Ohita").click()
    page.locator("summary", has_text="Yritä uudelleen").click()
    looks_right(page, "transfer-deeds")
    give_number(world)
    page.get_by_role("button", name="Yritä uudelleen").click()
    expect(page.get_by_role("status")).to_contain_text("tarkistetaan uudelleen")
    world.run()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siirretty")
    looks_right(page, "transfer-done")


def give_number(world: World) -> None:
    """Somebody gives the customer a number in Severa."""
    state = world.severa.state
    state.edit_customer(state.invoice(BLOCKED).customer_key, number=4711)


def test_a_changed_invoice_looks_right(
    world: World,
    mender: User,
    page_of: PageOf,
    looks_right: Callable[..., None],
    photograph: Callable[[Page, str], None],
) -> None:
    mender.language = "en"
    mender.save()
    world.run()
    transfer = world.transfer(FALLBACK)
    text = transfer.arrived.replace('"quantity":"', '"quantity":"1', 1)
    transfer.arrived, transfer.arrived_digest, transfer.state = text, "changed", State.BLOCKED
    transfer.findings = [
        {"code": "changed-since-stored", "level": "blocking", "row": None, "values": {}},
        *transfer.findings,
    ]
    transfer.save()
    page = page_of(mender)
    page.goto(address(transfer))
    looks_right(page, "transfer-changed")
    page.emulate_media(media="print", color_scheme="light")
    photograph(page, "transfer-printed")
    expect(page.get_by_role("heading", name="Findings")).to_be_hidden()
    expect(page.get_by_role("article").first).to_be_visible()
