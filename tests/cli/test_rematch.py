"""Rows moved off A/0 on the command line, and the day until which everything stays."""

import json

from severa_maestro.sandbox import Sandbox
from tests.cli.machine import COMPANY, Machine


def test_the_day_until_which_all_is_booked_is_said_in_the_readers_language_and_can_be_taken_away(
    machine: Machine, severa: Sandbox
) -> None:
    machine.add_company(severa)
    machine.ask("run", COMPANY)
    machine.ask("codes", "map", COMPANY, "Z99", "B1")
    changed = machine.ask("company", "change", COMPANY, "--booked-until", "2100-12-31")
    assert changed["booked_until"] == "2100-12-31"
    (booked,) = (each for each in machine.ask("rematch", COMPANY)["planned"] if each["moves"])
    assert booked["hindrance"] == "booked"
    said = {
        language: machine.run("rematch", COMPANY, SEVERA_MAESTRO_LANGUAGE=language).stdout for language in ("fi", "sv")
    }
    assert "kirjattu 31.12.2100 asti" in said["fi"]
    assert "bokfört till och med 31.12.2100" in said["sv"]

    assert machine.ask("company", "change", COMPANY, "--severa-log")["booked_until"] == "2100-12-31"
    assert machine.ask("company", "change", COMPANY, "--booked-until", "none")["booked_until"] is None
    done = machine.ask("rematch", COMPANY, "--yes")["done"]
    assert [(each["invoice"], each["hindrance"], each["error"]) for each in done] == [(booked["invoice"], None, None)]


def test_a_day_that_is_none_is_refused_and_changes_nothing(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    machine.ask("company", "change", COMPANY, "--booked-until", "2026-10-31")
    refused = machine.run("company", "change", COMPANY, "--booked-until", "31.10.2026", "--json")
    assert refused.returncode == 2
    assert "2026-10-31" in refused.stderr
    (company,) = json.loads(machine.run("company", "list", "--json").stdout)
    assert company["booked_until"] == "2026-10-31"
