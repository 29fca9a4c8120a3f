"""Mapping a code whose rows are on A/0, and moving these rows: shown first, done once, recorded."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils.http import urlencode
from playwright.sync_api import expect

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import TransientError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import SalesInvoiceRow
from severa_maestro.transfer import messages, rematch
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.web.accounts.models import AuditEntry, Role, User
from severa_maestro.web.transfers.fallback import codes_on_fallback, rows_with_code
from tests.transfer.conftest import World, fallback_rows
from tests.web.conftest import ClientOf, MakeUser, PageOf

FALLBACK = "unknown-product-code"


@pytest.fixture
def mender(world: World, make_user: MakeUser) -> User:
    """A bookkeeper of the sandbox's company, after its first run."""
    world.run()
    return make_user("korjaaja@testi.fi", world.company, Role.BOOKKEEPER, name="Kalle Korjaaja")


def address(company: Company, code: str = "Z99", kind: str = "product", **more: object) -> str:
    return f"/companies/{company.pk}/map-code/?{urlencode({'kind': kind, 'code': code, **more})}"


def product_of(world: World, code: str = "Z99") -> str:
    return str(SalesInvoiceRow.objects.get(invoice__company=world.company, severa_codes=code).product.code)


def test_a_mapped_code_takes_its_rows_along_and_both_are_recorded(
    world: World, mender: User, client_of: ClientOf
) -> None:
    before = fallback_rows(world.company)
    transfer = world.transfer(FALLBACK)
    response = client_of(mender).post(
        address(world.company, transfer=transfer.pk), {"product": "b1", "deed": "move"}, follow=True
    )
    assert response.redirect_chain[0][0] == f"/companies/{world.company.pk}/transfers/{transfer.pk}/"
    assert "Koodi Z99 on kohdistettu tuotteelle B/1." in response.content.decode()
    assert "Siirretyt rivit: 1." in response.content.decode()
    assert product_of(world) == "B/1"
    assert fallback_rows(world.company) == before - 1, "the rows of other codes stay"
    mapped = AuditEntry.objects.get(action="code-mapped")
    assert mapped.after == {"kind": "product", "code": "Z99", "product": "B/1", "from": "", "to": ""}
    moved = AuditEntry.objects.get(action="rows-rematched")
    row = SalesInvoiceRow.objects.get(severa_codes="Z99").number
    assert (moved.before, moved.after) == (
        {"invoice": transfer.number, str(row): "A/0"},
        {"invoice": transfer.number, str(row): "B/1"},
    )
    assert moved.user == mender


def test_a_code_can_be_mapped_for_some_days_and_its_rows_left(world: World, mender: User, client_of: ClientOf) -> None:
    sent = {"product": "B/1", "valid_from": "2026-01-01", "valid_to": "2026-12-31", "deed": "map"}
    client_of(mender).post(address(world.company), sent)
    (line,) = CodeMapping.objects.all()
    assert (line.kind, line.code, line.valid_from, line.valid_to) == (
        "product",
        "Z99",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert product_of(world) == "A/0"
    assert not AuditEntry.objects.filter(action="rows-rematched").exists()


def test_what_cannot_be_mapped_says_so_beside_the_field_and_changes_nothing(
    world: World, mender: User, client_of: ClientOf
) -> None:
    client = client_of(mender)
    reversed_days = {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}
    for sent, said in (
        ({"product": "Q/77"}, "Maestrossa ei ole tuotetta Q/77. Tarkista koodi: Rekisterit › Tuotteet."),
        ({"product": "B/1", **reversed_days}, "on ennen ensimmäistä 1.2.2026. Vaihda päivät."),
        ({"product": ""}, "Valitse tuote."),
        ({"product": "B/1", "valid_from": "x"}, "errorlist"),
    ):
        response = client.post(address(world.company), {**sent, "deed": "move"})
        assert response.status_code == 422
        assert said in response.content.decode()
    assert not CodeMapping.objects.exists()
    assert not AuditEntry.objects.filter(action="code-mapped").exists()


def test_a_run_under_way_leaves_the_rows_and_the_mapping_stands(
    world: World, mender: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_held(company: Company) -> None:
        raise TransientError("run-under-way", messages.RUN_UNDER_WAY, company=company.name)

    monkeypatch.setattr(rematch, "company_lease", is_held)
    page = client_of(mender).post(address(world.company), {"product": "B/1", "deed": "move"}, follow=True)
    assert "Koodi Z99 on kohdistettu" in page.content.decode()
    assert "message error" in page.content.decode()
    assert product_of(world) == "A/0"


def test_rows_of_booked_invoices_are_not_offered_and_do_not_move(
    world: World, mender: User, client_of: ClientOf
) -> None:
    world.company.booked_until = date(2100, 1, 1)
    world.company.save()
    assert rows_with_code(world.company, RowKind.PRODUCT, "Z99") == []
    assert codes_on_fallback([world.company]) == []
    client_of(mender).post(address(world.company), {"product": "B/1", "deed": "move"})
    assert product_of(world) == "A/0"


def test_the_products_that_are_searched_for_are_shown(world: World, mender: User, client_of: ClientOf) -> None:
    products = client_of(mender).get(address(world.company, q="konsultointi B")).context["products"]
    assert products
    assert all("konsultointi" in each.product.name.lower() for each in products)
    assert client_of(mender).get(address(world.company, q="olematonta")).context["products"] == []


def test_a_page_that_comes_back_with_a_mistake_keeps_the_product_and_the_search(
    world: World, mender: User, client_of: ClientOf
) -> None:
    sent = {"product": "B/1", "q": "konsultointi B", "valid_from": "x", "deed": "move"}
    page = client_of(mender).post(address(world.company), sent)
    assert page.status_code == 422
    assert page.context["query"] == "konsultointi B"
    assert 'value="B/1" required checked' in page.content.decode()


def test_who_comes_from_the_list_of_one_company_goes_back_to_it(
    world: World, mender: User, client_of: ClientOf
) -> None:
    client = client_of(mender)
    pk = world.company.pk
    listed = client.get(f"/mend/?only={pk}").content.decode()
    assert f"code=Z99&amp;only={pk}" in listed
    sent = {"product": "B/1", "deed": "map"}
    assert client.post(address(world.company, only=pk), sent).headers["Location"] == f"/mend/?only={pk}"
    assert client.post(address(world.company, only=0), sent).headers["Location"] == "/mend/"


@pytest.mark.parametrize("query", ["", "?kind=product", "?code=Z99", "?kind=odd&code=Z99", "?kind=product&code=%20"])
def test_an_address_without_a_code_is_nowhere(
    company: Company, bookkeeper: User, client_of: ClientOf, query: str
) -> None:
    make_registers(company)
    assert client_of(bookkeeper).get(f"/companies/{company.pk}/map-code/{query}").status_code == 404


def test_readers_and_strangers_map_nothing(
    company: Company, reader: User, stranger: User, other_company: Company, client_of: ClientOf
) -> None:
    for of in (company, other_company):
        make_registers(of)
    for user, status in ((reader, 403), (stranger, 404)):
        client = client_of(user)
        for page in (address(company), f"/companies/{company.pk}/rematch/"):
            assert client.get(page).status_code == status
            assert client.post(page, {"product": "A/0", "deed": "map"}).status_code == status
    assert not CodeMapping.objects.exists()


def test_another_companys_transfer_is_no_way_back(
    world: World, mender: User, company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    make_registers(company)
    transfer = world.transfer(FALLBACK)
    assert client_of(bookkeeper).get(address(company, transfer=transfer.pk)).status_code == 404
    assert client_of(bookkeeper).get(f"/companies/{company.pk}/rematch/?transfer={transfer.pk}").status_code == 404


# --- matched again --------------------------------------------------------------------------------------------------


def rematch_address(world: World) -> str:
    return f"/companies/{world.company.pk}/rematch/?transfer={world.transfer(FALLBACK).pk}"


def map_z99(world: World, number: int = 1) -> None:
    CodeMapping.objects.create(
        company=world.company, kind="product", code="Z99", product_group="B", product_number=number
    )


def test_rows_are_shown_before_they_move_and_a_look_changes_nothing(
    world: World, mender: User, client_of: ClientOf
) -> None:
    client = client_of(mender)
    assert "Kohdista ensin rivin koodi" in client.get(rematch_address(world)).content.decode()
    map_z99(world)
    lines = LogLine.objects.count()
    response = client.get(rematch_address(world))
    assert "Siirrettäviä rivejä: 1." in response.content.decode()
    assert product_of(world) == "A/0"
    assert LogLine.objects.count() == lines
    client.post(rematch_address(world), {"shown": response.context["shown"]})
    assert product_of(world) == "B/1"
    assert AuditEntry.objects.filter(action="rows-rematched").count() == 1


def test_what_is_not_as_it_was_shown_does_not_move(world: World, mender: User, client_of: ClientOf) -> None:
    client = client_of(mender)
    map_z99(world)
    shown = client.get(rematch_address(world)).context["shown"]
    CodeMapping.objects.all().delete()
    map_z99(world, number=2)
    page = client.post(rematch_address(world), {"shown": shown}).content.decode()
    assert "muuttuneet sen jälkeen" in page
    assert product_of(world) == "A/0"


def test_all_rows_of_a_company_can_be_matched_again(world: World, mender: User, client_of: ClientOf) -> None:
    client = client_of(mender)
    map_z99(world)
    everything = f"/companies/{world.company.pk}/rematch/"
    shown = client.get(everything).context["shown"]
    assert client.post(everything, {"shown": shown}).headers["Location"] == "/mend/"
    assert product_of(world) == "B/1"


# --- in the browser -------------------------------------------------------------------------------------------------


def test_a_code_is_mapped_from_a_row_on_fallback_and_the_row_moves(
    world: World, mender: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    page = page_of(mender)
    page.goto(f"/companies/{world.company.pk}/transfers/{world.transfer(FALLBACK).pk}/")
    page.get_by_role("link", name="Kohdista koodi Z99").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kohdista koodi Z99")
    looks_right(page, "map-code")
    page.get_by_role("searchbox").fill("konsultointi")
    expect(page.get_by_role("radio", name="B/1 ")).to_be_visible()
    page.get_by_role("radio", name="B/1 ").check()
    page.get_by_role("button", name="Kohdista ja siirrä rivit").click()
    expect(page.get_by_role("status")).to_contain_text("Siirretyt rivit: 1.")
    expect(page.get_by_text("koodikartan mukaan")).to_be_visible()
    assert product_of(world) == "B/1"


def test_rows_are_matched_again_in_the_browser(
    world: World, mender: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    map_z99(world)
    page = page_of(mender)
    page.goto(f"/companies/{world.company.pk}/transfers/{world.transfer(FALLBACK).pk}/")
    page.locator("summary", has_text="Täsmää A/0-rivit uudelleen").click()
    page.get_by_role("link", name="Näytä rivit").click()
    looks_right(page, "rematch")
    page.get_by_role("button", name="Siirrä rivit").click()
    expect(page.get_by_role("status")).to_contain_text("Siirretyt rivit: 1.")
