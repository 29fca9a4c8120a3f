"""A company that somebody has paused: that is seen whatever else is the matter with it."""

import pytest

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.ledger.models import State
from severa_maestro.web.accounts.models import User
from severa_maestro.web.say import text_of
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_run, a_transfer, connect

pytestmark = pytest.mark.django_db


def test_a_pause_is_seen_beside_what_is_worse(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company)
    Schedule.of(company).start()
    Schedule.of(company).pause()
    client = client_of(bookkeeper)
    here = f"/companies/{company.pk}/"
    assert client.get(here).content.decode().split("</h1>")[0].count("Tauolla</span>") == 1
    finding = {"code": "customer-without-number", "level": "blocking", "row": None, "values": {"name": "Äyräs Oy"}}
    a_transfer(company, 7, State.BLOCKED, findings=[finding])
    for page in (here, "/"):
        shown = client.get(page).content.decode()
        assert "Estetty</span>" in shown
        assert "Tauolla</span>" in shown
    assert text_of("company.is_paused").fi in client.get(here).content.decode()


def test_a_company_that_was_never_started_offers_no_run(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    connect(company)
    client = client_of(bookkeeper)
    here = f"/companies/{company.pk}/"
    assert f'action="{here}run/"' not in client.get(here).content.decode()
    Schedule.of(company).start()
    assert f'action="{here}run/"' in client.get(here).content.decode()
