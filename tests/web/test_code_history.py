"""The codes written into Severa: batch by batch, with what was before, and put back after a preview."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from severa_maestro.setup.code_writing import Choice, write_codes
from severa_maestro.setup.models import CodeChange
from severa_maestro.transfer.connect import source_of
from severa_maestro.web import background
from severa_maestro.web.accounts.models import AuditEntry, Role, User
from severa_maestro.web.codes import keeping
from severa_maestro.web.codes.keeping import Deed, Kind
from tests.transfer.conftest import World
from tests.web.codes_at_once import Never, no_thread, nothing_is_remembered, words
from tests.web.conftest import ClientOf, MakeUser, PageOf

__all__ = ["no_thread", "nothing_is_remembered"]


@pytest.fixture
def undoer(clean_world: World, make_user: MakeUser) -> User:
    return make_user("peruja@testi.fi", clean_world.company, Role.BOOKKEEPER, name="Petra Peruja")


@pytest.fixture
def client(undoer: User, client_of: ClientOf) -> Client:
    return client_of(undoer)


def address(world: World, more: str = "") -> str:
    return f"/companies/{world.company.pk}/codes/history/{more}"


def write(world: World, *codes: tuple[str, str]) -> None:
    """Gives items with these codes others, as one batch."""
    with closing(source_of(world.company)) as source:
        items = {item.code: item for item in source.register_items()}
        write_codes(world.company, source, [Choice(items[old], new) for old, new in codes], actor="anna")


def codes(world: World) -> set[str]:
    with closing(source_of(world.company)) as source:
        return {item.code for item in source.register_items()}


def undo(client: Client, world: World, batch: int, **sent: object) -> Any:
    shown = client.get(address(world, f"{batch}/"), sent).context["shown"]
    return client.post(address(world, f"{batch}/undo/"), {**sent, "shown": shown}, follow=True)


def test_batches_are_listed_the_newest_first_with_few_queries(clean_world: World, client: Client) -> None:
    assert "Severaan ei ole kirjoitettu koodeja." in words(client.get(address(clean_world)))
    write(clean_world, ("B1", "X-1"), ("M1", "X-2"))
    write(clean_world, ("C1", "X-3"))
    with CaptureQueriesContext(connection) as queries:
        batches = list(client.get(address(clean_world)).context["page"])
    assert len(queries) <= 20
    assert [(each["batch"], each["written"], each["by"]) for each in batches] == [(2, 1, "anna"), (1, 2, "anna")]


@pytest.mark.usefixtures("no_thread")
def test_a_batch_shows_before_and_after_and_is_undone(clean_world: World, client: Client) -> None:
    write(clean_world, ("B1", "X-1"), ("M1", "X-2"))
    shown = words(client.get(address(clean_world, "1/")))
    assert "Severaan palautetaan entiset koodit (2)." in shown
    assert {"X-1", "X-2"} <= codes(clean_world), "a look changes nothing"
    response = undo(client, clean_world, 1)
    assert "Palautettuja koodeja: 2." in words(response)
    assert {"B1", "M1"} <= codes(clean_world)
    entry = AuditEntry.objects.get(action="codes-to-undo")
    assert set(entry.before.values()) == {"X-1", "X-2"}
    assert set(entry.after.values()) == {1, "B1", "M1"}
    assert "Erässä ei ole mitään peruttavaa." in words(client.get(address(clean_world, "1/")))


@pytest.mark.usefixtures("no_thread")
def test_a_code_that_was_changed_again_is_left_and_said(clean_world: World, client: Client) -> None:
    write(clean_world, ("B1", "X-1"))
    write(clean_world, ("X-1", "X-9"))
    assert client.get(address(clean_world, "1/")).context["later"] == [2]
    response = undo(client, clean_world, 1)
    said = "on vaihdettu sen jälkeen uudelleen (erä 2). Peru ensin uudempi erä: Koodit › Severaan kirjoitetut."
    assert said in words(response)
    assert "X-9" in codes(clean_world)


@pytest.mark.usefixtures("no_thread")
def test_what_is_not_known_is_undone_only_where_that_is_wished(clean_world: World, client: Client) -> None:
    write(clean_world, ("B1", "X-1"))
    CodeChange.objects.update(state="unknown")
    assert client.get(address(clean_world, "1/")).context["to_undo"] == []
    undo(client, clean_world, 1, unknown="on")
    assert "B1" in codes(clean_world)


@pytest.mark.usefixtures("no_thread")
def test_what_is_not_as_it_was_shown_is_not_undone(clean_world: World, client: Client) -> None:
    write(clean_world, ("B1", "X-1"))
    response = client.post(address(clean_world, "1/undo/"), {"shown": "x"}, follow=True)
    assert "Erä on muuttunut" in words(response)
    assert "X-1" in codes(clean_world)


def test_nothing_is_undone_while_other_codes_are_kept(
    clean_world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    write(clean_world, ("B1", "X-1"))
    assert "Koodeja palautetaan: 0/1." in words(undo(client, clean_world, 1))
    assert "Koodeja tallennetaan parhaillaan" in words(undo(client, clean_world, 1))
    assert AuditEntry.objects.filter(action="codes-to-undo").count() == 1


def test_what_is_being_written_is_under_way_and_not_in_doubt(
    clean_world: World, client: Client, undoer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(clean_world, ("B1", "X-1"))
    CodeChange.objects.update(state=CodeChange.State.UNKNOWN)
    assert "<span>Epävarma</span>" in words(client.get(address(clean_world, "1/")))
    monkeypatch.setattr(background, "Thread", Never)
    keeping.start(clean_world.company, undoer, Deed(Kind.SET, 1, "codes-chosen", {}, {}, lambda *_: []))
    shown = words(client.get(address(clean_world, "1/")))
    assert "<span>Kesken</span>" in shown
    assert "<span>Epävarma</span>" not in shown


def test_readers_look_and_undo_nothing_and_strangers_find_nothing(
    clean_world: World, make_user: MakeUser, stranger: User, client_of: ClientOf
) -> None:
    write(clean_world, ("B1", "X-1"))
    reads, elsewhere = client_of(make_user("katsoja@testi.fi", clean_world.company)), client_of(stranger)
    assert "X-1" in words(reads.get(address(clean_world, "1/")))
    assert "Peru erä" not in words(reads.get(address(clean_world, "1/")))
    assert reads.post(address(clean_world, "1/undo/")).status_code == 403
    assert reads.get(address(clean_world, "7/")).status_code == 404
    for page in ("", "1/"):
        assert elsewhere.get(address(clean_world, page)).status_code == 404
    assert elsewhere.post(address(clean_world, "1/undo/")).status_code == 404


@pytest.mark.usefixtures("no_thread")
def test_a_batch_is_undone_in_the_browser(
    clean_world: World, undoer: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    write(clean_world, ("B1", "X-1"), ("M1", "X-2"))
    CodeChange.objects.filter(after="X-2").update(state="unknown")
    page = page_of(undoer)
    page.goto(address(clean_world))
    page.get_by_role("link", name="Erä 1").click()
    looks_right(page, "code-batch")
    page.get_by_role("button", name="Palauta koodit Severaan (1)").click()
    expect(page.get_by_role("status")).to_contain_text("Palautettuja koodeja: 1.")
