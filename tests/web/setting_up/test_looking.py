"""The check and the preview: live, in words, and writing nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import Company
from severa_maestro.language import NOTHING_TO_DO, Language, Message
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.sandbox import Sandbox
from severa_maestro.setup.check import CheckLine, Level
from severa_maestro.setup.check_texts import CHECK_MESSAGES
from severa_maestro.transfer import decisions
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.ledger.models import LogLine, Run, Transfer
from severa_maestro.web import background
from severa_maestro.web.accounts.models import Membership, Role, User
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.setting_up import looking, shown_lines
from severa_maestro.web.setting_up.looking import CHECKS, PREVIEWS
from tests.transfer.conftest import World
from tests.web.codes_at_once import Never
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import connect
from tests.web.setting_up.conftest import tie, words


@pytest.fixture
def tied(company: Company, severa: Sandbox) -> Company:
    make_registers(tie(company, severa))
    return company


def _main(shown: str) -> str:
    return shown.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0]


# The check


@pytest.mark.usefixtures("no_thread")
def test_the_check_says_what_is_so_and_what_to_do_and_where(
    tied: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    client = client_of(bookkeeper)
    client.post(f"/companies/{tied.pk}/check/")
    shown = _main(words(client.get(f"/companies/{tied.pk}/check/")))
    assert "Mikään ei estä siirtoa." in shown
    assert "Varoitus" in shown
    assert shown.index("Varoitus") < shown.index("Kunnossa")
    assert f'href="/companies/{tied.pk}/products/import/"' in shown
    assert "severa-maestro" not in shown


def test_each_page_on_which_a_line_is_mended_is_there_and_has_its_word(company: Company) -> None:
    for code in shown_lines._MENDED_ON:
        line = shown_lines.shown(CheckLine(code, Level.ERROR, Message(NOTHING_TO_DO, NOTHING_TO_DO)), company)
        assert line.address
        assert line.where


@pytest.mark.parametrize("code", sorted(CHECK_MESSAGES))
def test_no_line_names_a_command(code: str) -> None:
    values = {"company": "Kuusi Oy", "status": "Odottaa", "other": "Muu", "groups": "A"}
    line = CheckLine(code, Level.WARNING, CHECK_MESSAGES[code], values)
    for language in Language:
        said = on_a_page(line.to_do(language))
        assert "severa-maestro" not in said
        assert "--" not in said


@pytest.mark.usefixtures("no_thread")
def test_what_stands_in_the_way_comes_first_with_its_page(tied: Company, bookkeeper: User, client_of: ClientOf) -> None:
    Company.objects.filter(pk=tied.pk).update(waiting_status="Odotta")
    client = client_of(bookkeeper)
    client.post(f"/companies/{tied.pk}/check/")
    shown = _main(words(client.get(f"/companies/{tied.pk}/check/")))
    assert "Siirron tiellä on vielä jotain." in shown
    assert shown.index("Virhe") < shown.index("Varoitus")
    assert f'href="/companies/{tied.pk}/statuses/"' in shown


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins goes on for ever."""
    monkeypatch.setattr(background, "Thread", Never)


@pytest.mark.usefixtures("no_work")
def test_the_lines_come_one_by_one_while_it_goes_on(tied: Company, bookkeeper: User, client_of: ClientOf) -> None:
    CHECKS.start(tied, lambda _tell: ())
    client = client_of(bookkeeper)
    shown = words(client.get(f"/companies/{tied.pk}/check/"))
    assert "Tarkistus on käynnissä." in shown
    assert 'hx-trigger="every 1s"' in shown
    assert "Lataa uudelleen" in shown


@pytest.mark.usefixtures("no_work")
def test_it_begins_once(tied: Company) -> None:
    assert looking.check(tied)
    assert not looking.check(tied)


@pytest.mark.usefixtures("no_thread")
def test_other_settings_make_it_forgotten(tied: Company, admin: User, client_of: ClientOf) -> None:
    looking.check(tied)
    assert CHECKS.of(tied)
    client_of(admin).post(f"/companies/{tied.pk}/statuses/", {"waiting": "Hyväksytty", "transferred": "Maksettu"})
    assert CHECKS.of(tied) is None


# The preview


@pytest.fixture
def seen(world: World, bookkeeper: User, no_thread: None) -> World:
    """The hard cases, and a bookkeeper who may look at them."""
    Membership.objects.create(user=bookkeeper, company=world.company, role=Role.BOOKKEEPER)
    return world


def test_the_preview_shows_what_a_run_would_do_and_writes_nothing(
    seen: World, bookkeeper: User, client_of: ClientOf
) -> None:
    client = client_of(bookkeeper)
    here = f"/companies/{seen.company.pk}/preview/"
    client.post(here)
    assert not Run.objects.exists()
    assert not Transfer.objects.exists()
    assert not LogLine.objects.exists()
    with CaptureQueriesContext(connection) as asked:
        shown = _main(words(client.get(here)))
    assert len(asked) <= 20
    previewed = PREVIEWS.of(seen.company)
    assert previewed is not None
    assert previewed.result is not None
    counts = previewed.result.counts
    assert (counts.blocked > 0, counts.fallback_rows > 0) == (True, True)
    assert f"<dd>{counts.transferred}</dd>" in shown
    assert f'<a class="bad" href="?state=blocked">{counts.blocked}</a>' in shown
    assert shown.index("Pysähtyy") < shown.index("Siirretään")


def test_what_waits_already_and_what_was_dismissed_is_said_in_the_words_of_the_other_pages(
    seen: World, bookkeeper: User, client_of: ClientOf
) -> None:
    seen.run()
    still = [each for each in Transfer.objects.filter(state="blocked") if each.number]
    decisions.dismiss(still[0], actor="anna", reason="ei meidän")
    client = client_of(bookkeeper)
    here = f"/companies/{seen.company.pk}/preview/"
    client.post(here)
    shown = _main(words(client.get(here)))
    assert re.search(r"<dt>Odottaa jo korjausta</dt><dd><a [^>]*>[1-9][0-9]*</a>", shown)
    assert "<span>Ohitettu</span>" in shown
    assert "<span>Siirretty</span>" not in shown
    assert "Jätetty pois" not in shown


def test_each_kind_of_invoice_has_its_page(seen: World, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    here = f"/companies/{seen.company.pk}/preview/"
    client.post(here)
    previewed = PREVIEWS.of(seen.company)
    assert previewed is not None
    assert previewed.result is not None
    foreseen = list(enumerate(previewed.result.worst_first(), start=1))
    kinds = {(each.state, type(each.arrived), each.fallback_rows > 0): (place, each) for place, each in foreseen}
    for place, each in kinds.values():
        page = client.get(f"{here}{place}/")
        assert page.status_code == 200
        assert str(each.arrived.number or "Ilman numeroa") in words(page)
    assert client.get(f"{here}{len(foreseen) + 1}/").status_code == 404
    assert client.get(f"{here}0/").status_code == 404


def test_it_can_be_narrowed_to_what_would_stop(seen: World, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    here = f"/companies/{seen.company.pk}/preview/"
    client.post(here)
    table = words(client.get(f"{here}?state=blocked")).split("<tbody>")[1]
    assert "Pysähtyy" in table
    assert "Siirretään" not in table


def test_an_invoice_shows_the_product_of_each_row(seen: World, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    here = f"/companies/{seen.company.pk}/preview/"
    client.post(here)
    previewed = PREVIEWS.of(seen.company)
    assert previewed is not None
    assert previewed.result is not None
    foreseen = previewed.result.worst_first()
    place = next(place for place, each in enumerate(foreseen, start=1) if each.fallback_rows)
    shown = _main(words(client.get(f"{here}{place}/")))
    for match in foreseen[place - 1].matches:
        assert f"<span>{match.product.code}</span>" in shown or f'"code">{match.product.code}</span>' in shown


def test_it_is_gone_once_it_is_too_old(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    response = client_of(bookkeeper).get(f"/companies/{company.pk}/preview/1/", follow=True)
    assert "Esikatselu on vanhentunut." in words(response)


@pytest.mark.usefixtures("no_work")
def test_how_far_it_has_come_is_shown(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    connect(company)
    looking.preview(company)
    work = PREVIEWS.of(company)
    assert work
    work.tell(Counts(fetched=7, transferred=5, blocked=2))
    shown = words(client_of(bookkeeper).get(f"/companies/{company.pk}/preview/"))
    assert "Odottavia laskuja luetaan." in shown
    assert "<dd>7</dd>" in shown


@pytest.mark.usefixtures("no_thread")
def test_what_hinders_a_run_hinders_the_preview_in_words(tied: Company, bookkeeper: User, client_of: ClientOf) -> None:
    Company.objects.filter(pk=tied.pk).update(waiting_status="Odotta")
    client = client_of(bookkeeper)
    client.post(f"/companies/{tied.pk}/preview/")
    shown = _main(words(client.get(f"/companies/{tied.pk}/preview/")))
    assert "Esikatselu keskeytyi." in shown
    assert "Odotta" in shown


@pytest.mark.parametrize("page", ["check", "preview"])
def test_a_reader_may_not_look(company: Company, reader: User, client_of: ClientOf, page: str) -> None:
    client = client_of(reader)
    assert client.get(f"/companies/{company.pk}/{page}/").status_code == 403
    assert client.post(f"/companies/{company.pk}/{page}/").status_code == 403
