"""Codes: Severa's registers beside Maestro's products, products chosen, previewed and kept."""

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from playwright.sync_api import expect

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.setup.models import CodeChange
from severa_maestro.transfer.connect import source_of
from severa_maestro.web import background
from severa_maestro.web.accounts.models import AuditEntry, Role, User
from severa_maestro.web.codes import reading
from severa_maestro.web.codes.keeping import KEEPINGS
from severa_maestro.web.codes.lines import CodeLine
from severa_maestro.web.codes.reading import READINGS, Reading
from tests.transfer.conftest import MakeWorld, World, fallback_rows
from tests.web.codes_at_once import Never, no_thread, nothing_is_remembered, words
from tests.web.conftest import ClientOf, MakeUser, PageOf

__all__ = ["no_thread", "nothing_is_remembered"]


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Registers of more than a page, with gaps."""
    return make_world(invoices=10, clean=True, items=110, gaps=9)


@pytest.fixture
def chooser(world: World, make_user: MakeUser) -> User:
    return make_user("valitsija@testi.fi", world.company, Role.BOOKKEEPER, name="Veera Valitsija")


@pytest.fixture
def client(chooser: User, client_of: ClientOf) -> Client:
    return client_of(chooser)


def address(world: World, more: str = "") -> str:
    return f"/companies/{world.company.pk}/codes/{more}"


def lines(client: Client, world: World, **asked: object) -> list[CodeLine]:
    return list(client.get(address(world), asked).context["page"])


def gap(client: Client, world: World, kind: str = "product") -> CodeLine:
    """The costliest item of a kind that leaves a gap and has a code."""
    found = lines(client, world, state="gap", kind=kind)
    return next(line for line in found if not line.is_strange and line.item and line.item.code)


def choose(client: Client, world: World, **sent: object) -> Any:
    """Previews choices and says yes."""
    shown = client.post(address(world, "preview/"), sent).context["preview"]
    again = {line.field: str(line.planned.chosen.product.code) for line in shown.lines}
    confirmed = {**again, "into": str(shown.place or ""), "shown": shown.shown}
    return client.post(address(world, "set/"), confirmed, follow=True)


def reading_of(world: World) -> Reading:
    found = READINGS.of(world.company)
    assert found
    return found


def code_in_severa(world: World, name: str) -> str:
    with closing(source_of(world.company)) as source:
        return next(item.code for item in source.register_items() if item.name == name)


# --- the comparison -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_thread")
def test_costly_gaps_come_first_and_few_queries_are_made(world: World, client: Client) -> None:
    client.get(address(world))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(world))
    assert len(queries) <= 20
    shown = list(response.context["page"])
    gaps = [line for line in shown if line.is_gap]
    assert gaps == shown[: len(gaps)]
    assert [line.rows for line in gaps] == sorted((line.rows for line in gaps), reverse=True)
    assert response.context["tally"]["gap"] == len(gaps) == 9
    assert re.search(r"Käytössä olevia koodeja: 110, joista ilman Maestron tuotetta: 9\.", words(response))
    assert "Luettu Severasta" in words(response)


@pytest.mark.usefixtures("no_thread")
def test_long_registers_come_a_hundred_a_page(world: World, client: Client) -> None:
    assert len(lines(client, world)) == 100
    assert len(lines(client, world, page=2)) >= 10


@pytest.mark.usefixtures("no_thread")
def test_lines_are_found_by_state_kind_and_words(world: World, client: Client) -> None:
    every = [*lines(client, world), *lines(client, world, page=2)]
    for state in ("gap", "remarked", "empty-code", "unknown-code", "unused"):
        expected = {line.key or line.product.code for line in every if state in line.states()}
        assert {line.key or line.product.code for line in lines(client, world, state=state)} == expected
    assert {line.item.kind for line in lines(client, world, kind="travel") if line.item} == {"travel"}
    one = gap(client, world)
    assert one.item
    assert one in lines(client, world, q=one.item.name.upper())
    assert "Mikään ei vastaa hakua" in words(client.get(address(world), {"q": "olematonta"}))


@pytest.mark.usefixtures("no_thread")
def test_a_gap_says_what_becomes_of_its_rows_and_names_no_command(world: World, client: Client) -> None:
    said = words(client.get(address(world), {"state": "gap"}))
    assert "Maestrossa ei ole tuotetta koodilla" in said
    assert "severa-maestro" not in said.split("<main")[1]


def test_the_page_comes_at_once_and_says_that_severa_is_being_read(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    said = words(client.get(address(world)))
    assert "Severan rekistereitä luetaan." in said
    assert f'<a class="button" href="{address(world)}">Lataa uudelleen</a>' in said
    assert client.get(address(world, "reading/")).status_code == 200
    reading_of(world).ended_at = timezone.now()
    assert client.get(address(world, "reading/"), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address(world, "reading/")).headers["Location"] == address(world)


@pytest.mark.usefixtures("no_thread")
def test_what_was_read_is_kept_for_some_minutes_and_read_again_on_demand(world: World, client: Client) -> None:
    def reads() -> int:
        return (
            world.severa.calls["GetProducts"] + world.severa.calls["GetAllProducts"] + sum(world.severa.calls.values())
        )

    client.get(address(world))
    once = reads()
    client.get(address(world))
    assert reads() == once
    reading_of(world).ended_at = timezone.now() - reading.SHORTEST
    client.post(address(world, "read/"))
    client.get(address(world))
    assert reads() > once
    twice = reads()
    reading_of(world).ended_at = timezone.now() - reading.FRESH
    client.get(address(world))
    assert reads() > twice


@pytest.mark.usefixtures("no_thread")
def test_severa_is_not_read_again_within_a_minute(world: World, client: Client) -> None:
    client.get(address(world))
    first = reading_of(world)
    assert "juuri äsken" in words(client.post(address(world, "read/"), follow=True))
    assert reading_of(world) is first
    first.ended_at = timezone.now() - reading.SHORTEST
    assert "juuri äsken" not in words(client.post(address(world, "read/"), follow=True))
    assert reading_of(world) is not first


@pytest.mark.usefixtures("no_thread")
def test_a_reader_does_not_have_severa_read_again(world: World, make_user: MakeUser, client_of: ClientOf) -> None:
    reader = client_of(make_user("lukija@testi.fi", world.company, Role.READER))
    assert "Lue uudelleen" not in words(reader.get(address(world)))
    first = reading_of(world)
    first.ended_at = timezone.now() - reading.SHORTEST
    assert reader.post(address(world, "read/")).status_code == 403
    assert reading_of(world) is first


@pytest.mark.usefixtures("no_thread")
def test_another_connection_is_read_anew(world: World, client: Client) -> None:
    client.get(address(world))
    first = reading_of(world)
    world.go("rest")
    client.get(address(world))
    assert reading_of(world) is not first


@pytest.mark.usefixtures("no_thread")
def test_what_is_here_is_never_kept(world: World, client: Client) -> None:
    line = gap(client, world)
    assert line.item
    CodeMapping.objects.create(
        company=world.company, kind="product", code=line.item.code, product_group="A", product_number=0
    )
    assert line.key not in {each.key for each in lines(client, world, state="gap")}
    assert line.key in {each.key for each in lines(client, world, state="fallback")}


@pytest.mark.usefixtures("no_thread")
def test_a_severa_that_cannot_be_read_is_said_with_a_way_to_try_again(world: World, client: Client) -> None:
    world.severa.stop()
    response = client.get(address(world))
    assert response.status_code == 503
    assert "ei saatu luettua" in words(response)
    assert "Traceback" not in words(response)
    assert client.get(address(world)).status_code == 503, "no second attempt by itself"
    assert client.get(f"/companies/{world.company.pk}/codes.csv").headers["Location"] == address(world)


@pytest.mark.usefixtures("no_thread")
def test_a_key_that_is_not_to_be_opened_is_said(world: World, client: Client) -> None:
    world.company.connection.sealed_key = "nonsense"
    world.company.connection.save()
    response = client.get(address(world))
    assert response.status_code == 503
    assert "ei saatu luettua" in words(response)


def test_a_company_without_a_connection_says_so(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    assert "puuttuu yhteys Severaan" in words(client.get(f"/companies/{company.pk}/codes/"))
    for page in ("codes/preview/", "codes/set/", "codes/read/"):
        assert client.post(f"/companies/{company.pk}/{page}").headers["Location"] == f"/companies/{company.pk}/codes/"
    assert client.get(f"/companies/{company.pk}/codes/reading/").status_code == 302


@pytest.mark.usefixtures("no_thread")
def test_the_whole_comparison_is_a_file(world: World, client: Client) -> None:
    client.get(address(world))
    base = f"/companies/{world.company.pk}/codes"
    table = client.get(f"{base}.csv")
    assert f"testi-1-oy-koodit-{timezone.localdate():%Y-%m-%d}.csv" in table.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) >= 110
    assert "Valittu tuote" in rows[0]
    assert len(json.loads(client.get(f"{base}.json").content)) == len(rows)
    assert client.get(f"{base}.xlsx").content[:2] == b"PK"


@pytest.mark.usefixtures("no_thread")
def test_readers_see_and_choose_nothing_and_strangers_see_nothing(
    world: World, make_user: MakeUser, stranger: User, client_of: ClientOf
) -> None:
    reads = client_of(make_user("katsoja@testi.fi", world.company))
    shown = words(reads.get(address(world)))
    assert "Luettu Severasta" in shown
    assert 'name="take"' not in shown
    for page in ("preview/", "set/"):
        assert reads.post(address(world, page)).status_code == 403
    assert reads.get(address(world, "result/")).status_code == 403
    elsewhere = client_of(stranger)
    for page in ("", "reading/", "result/"):
        assert elsewhere.get(address(world, page)).status_code == 404
    assert elsewhere.get(f"/companies/{world.company.pk}/codes.csv").status_code == 404


# --- choosing -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_thread")
def test_a_preview_says_exactly_what_would_be_done_and_does_nothing(world: World, client: Client) -> None:
    line, taken = gap(client, world), lines(client, world, state="matched", kind="product")[0].product
    assert line.item
    before = dict(world.severa.calls)
    response = client.post(address(world, "preview/"), {f"product:{line.key}": str(taken.code), "into": "severa"})
    shown = response.context["preview"]
    (planned,) = shown.lines
    assert (planned.planned.place, planned.after) == ("severa", f"{taken.code.group}{taken.code.number}")
    assert "Samalle tuotteelle" in words(response)
    assert "Severaan kirjoitetaan koodeja: 1." in words(response)
    assert dict(world.severa.calls) == before
    assert not CodeChange.objects.exists()
    assert not AuditEntry.objects.filter(company=world.company).exists()


@pytest.mark.usefixtures("no_thread")
def test_a_ticked_suggestion_and_a_written_product_are_kept_and_recorded(
    world: World, client: Client, chooser: User
) -> None:
    ticked = next(line for line in lines(client, world, state="gap") if line.suggestions and not line.is_strange)
    written = next(line for line in lines(client, world, state="gap", kind="work") if line.key != ticked.key)
    assert ticked.item
    assert written.item
    best = ticked.suggestions[0].product.code
    response = choose(client, world, take=[ticked.key], **{f"product:{written.key}": "a0"})
    assert response.redirect_chain[-1][0] == address(world, "result/")
    assert "Severaan kirjoitettuja koodeja: 2." in words(response)
    assert code_in_severa(world, ticked.item.name) == f"{best.group}{best.number}"
    assert code_in_severa(world, written.item.name) == "A0"
    assert {change.actor for change in CodeChange.objects.filter(state="written")} == {str(chooser)}
    chosen = AuditEntry.objects.get(action="codes-chosen")
    assert (f"1. {ticked.item.kind} {ticked.item.name}", ticked.item.code) in chosen.before.items()
    assert chosen.after[f"1. {ticked.item.kind} {ticked.item.name}"] == f"{best} (severa)"
    assert AuditEntry.objects.get(action="codes-kept").after == {"severa": 2, "map": 0, "refused": 0}
    gaps = {line.key for line in lines(client, world, state="gap")}
    assert not {ticked.key, written.key} & gaps, "the comparison is that of Severa as it is now"


@pytest.mark.usefixtures("no_thread")
def test_all_sure_suggestions_are_taken_at_once(world: World, client: Client) -> None:
    sure = client.get(address(world)).context["sure"]
    assert sure
    response = choose(client, world, deed="sure", into="map")
    assert f"Koodikarttaan lisättyjä koodeja: {CodeMapping.objects.count()}." in words(response)
    assert CodeMapping.objects.exists()
    assert client.get(address(world)).context["sure"] < sure


@pytest.mark.usefixtures("no_thread")
def test_by_rest_only_codes_of_products_go_into_severa(world: World, client: Client) -> None:
    world.go("rest")
    product, work = gap(client, world), gap(client, world, "work")
    assert product.item
    assert "REST-yhteys kirjoittaa Severaan vain tuotteiden koodit" in words(client.get(address(world)))
    wishes = {f"product:{product.key}": "A/0", f"product:{work.key}": "A/0"}
    refused = words(client.post(address(world, "preview/"), {**wishes, "into": "severa"}))
    assert "REST ei muuta työlajien eikä matkakulujen koodeja. Lisää koodi koodikarttaan tai" in refused
    choose(client, world, **wishes)
    assert code_in_severa(world, product.item.name) == "A0"
    assert [line.kind for line in CodeMapping.objects.all()] == ["work"]


@pytest.mark.usefixtures("no_thread")
def test_wishes_that_mean_nothing_are_named_and_stop_no_other(world: World, client: Client) -> None:
    one, other = [line for line in lines(client, world, state="gap") if line.key][:2]
    assert one.item
    sent = {f"product:{one.key}": "Q77", f"product:{other.key}": "A/0", "product:work:gone:": "A/0", "take": ["odd"]}
    response = client.post(address(world, "preview/"), sent)
    said = words(response)
    assert f"{escape(one.item.name)}: Maestrossa ei ole tuotetta Q77. Tarkista koodi: Rekisterit › Tuotteet." in said
    assert "Kohdetta ei enää ole Severan rekistereissä." in said
    assert [line.field for line in response.context["preview"].lines] == [f"product:{other.key}"]
    assert "Mitään ei ole valittu" in words(client.post(address(world, "preview/")))


@pytest.mark.usefixtures("no_thread")
def test_a_code_that_the_map_has_already_is_refused_before_anything_is_done(world: World, client: Client) -> None:
    line = gap(client, world)
    wish = {f"product:{line.key}": "A/0", "into": "map"}
    choose(client, world, **wish)
    other = lines(client, world, state="matched", kind="product")[0].product.code
    response = client.post(address(world, "preview/"), {**wish, f"product:{line.key}": str(other)})
    assert "jo tuotteelle A/0. Muuta koodikartan riviä (Koodit › Koodikartta)." in words(response)
    assert not response.context["possible"]


@pytest.mark.usefixtures("no_thread")
def test_what_is_not_as_it_was_shown_is_not_done(world: World, client: Client) -> None:
    line = gap(client, world)
    wish = {f"product:{line.key}": "A/0", "into": "map"}
    response = client.post(address(world, "set/"), {**wish, "shown": "something else"})
    assert "muuttuneet esikatselun jälkeen" in words(response)
    assert not CodeMapping.objects.exists()
    assert not AuditEntry.objects.filter(company=world.company).exists()


@pytest.mark.usefixtures("no_thread")
def test_a_code_that_changed_in_severa_meanwhile_is_refused_in_words_and_stops_no_other(
    world: World, client: Client
) -> None:
    one, other = [
        line for line in lines(client, world, state="gap", kind="product") if line.key and not line.is_strange
    ][:2]
    assert one.item
    assert other.item
    with closing(source_of(world.company)) as source:
        source.write_code(one.item, "MUU")
    response = choose(client, world, **{f"product:{one.key}": "A/0", f"product:{other.key}": "A/0"})
    assert "koodi on vaihtunut Severassa sillä välin" in words(response)
    assert "Severaan kirjoitettuja koodeja: 1." in words(response)
    assert code_in_severa(world, one.item.name) == "MUU"
    assert code_in_severa(world, other.item.name) == "A0"


@pytest.mark.usefixtures("no_thread")
def test_a_severa_that_goes_down_meanwhile_is_said_and_what_was_kept_stays(world: World, client: Client) -> None:
    one = gap(client, world)
    shown = client.post(address(world, "preview/"), {f"product:{one.key}": "A/0"}).context["preview"]
    world.severa.stop()
    sent = {f"product:{one.key}": "A/0", "shown": shown.shown}
    response = client.post(address(world, "set/"), sent, follow=True)
    assert "Koodien tallennus keskeytyi" in words(response)
    assert "error" in AuditEntry.objects.get(action="codes-kept").after
    assert [change.state for change in CodeChange.objects.all()] == ["unknown"]


@pytest.mark.usefixtures("no_thread")
def test_progress_is_shown_and_only_one_keeps_codes_at_a_time(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = gap(client, world)
    monkeypatch.setattr(background, "Thread", Never)
    choose(client, world, **{f"product:{line.key}": "A/0"})
    work = KEEPINGS.under_way(world.company)
    assert work
    assert work.told
    work.tell(replace(work.told, done=3, of=7))
    assert "Koodeja tallennetaan: 3/7." in words(client.get(address(world, "result/")))
    assert 'value="3" max="7"' in words(client.get(address(world, "result/progress/")))
    assert "Koodeja tallennetaan parhaillaan" in words(client.get(address(world)))
    again = choose(client, world, **{f"product:{line.key}": "A/0"})
    assert "Koodeja tallennetaan parhaillaan" in words(again)
    assert AuditEntry.objects.filter(action="codes-chosen").count() == 1
    work.ended_at = timezone.now()
    ended = client.get(address(world, "result/progress/"), headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"


def test_without_a_reading_nothing_is_chosen(world: World, client: Client) -> None:
    for page in ("preview/", "set/"):
        response = client.post(address(world, page), {"product:work:x:": "A/0"}, follow=False)
        assert response.headers["Location"] == address(world)
    assert client.get(address(world, "result/")).headers["Location"] == address(world, "history/")


@pytest.mark.usefixtures("no_thread")
def test_rows_on_fallback_are_counted_and_lead_to_being_matched_again(world: World, client: Client) -> None:
    world.run()
    response = client.get(address(world), {"state": "gap"})
    on_fallback = response.context["on_fallback"]
    assert on_fallback.rows == fallback_rows(world.company) > 0
    assert "A/0:lla on jo rivejä" in words(response)
    line = next(each for each in response.context["page"] if each.on_fallback)
    assert line.item
    assert f"/companies/{world.company.pk}/map-code/?kind={line.item.kind}&amp;code={line.item.code}" in words(response)
    result = choose(client, world, **{f"product:{line.key}": "B/1", "into": "map"})
    assert f'href="/companies/{world.company.pk}/rematch/"' in words(result)


# --- in the browser -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_thread")
def test_codes_are_compared_chosen_and_kept_in_the_browser(
    world: World, chooser: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    page = page_of(chooser)
    page.goto(address(world))
    expect(page.get_by_role("heading", level=1)).to_have_text("Koodit")
    page.goto(address(world, "?state=gap"))
    looks_right(page, "codes")
    page.get_by_role("checkbox", name="varmuus").first.check()
    page.get_by_role("combobox", name="Maestron tuote:").last.fill("A/0")
    page.get_by_role("button", name="Esikatsele valitut").first.click()
    looks_right(page, "codes-preview")
    page.get_by_role("button", name="Kirjoita koodit Severaan (2)").click()
    expect(page.get_by_role("status")).to_contain_text("Severaan kirjoitettuja koodeja: 2.")
