"""Writes the product CSV of a Maestro that fits the sandbox's data."""

import csv
from pathlib import Path

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.state import State

HEADER = ("TuoteId", "PääryhmäId", "ToimittajaId", "Tuotenumero", "Nimi", "Yksikkö", "ALV-%", "Tili", "Aktiivinen")


def write_products(state: State, path: Path) -> None:
    """Writes every product that the data is meant to meet, and A0; codes meant to meet nothing are left out.

    UTF-8 with a byte order mark, semicolons, decimal commas; ``Aktiivinen`` is K or E.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(product_lines(state))


def product_lines(state: State) -> list[tuple[str, ...]]:
    """The lines of the file, by product id."""
    accounts = {group.letter: group.account for group in catalogue.GROUPS}
    lines = [_line("A", "0", catalogue.FALLBACK_NAME, "kpl", "25,5", accounts["A"], is_active=True)]
    entries = [(each.code, each.name, each.unit, each.vat_rate) for each in state.products]
    entries += [(each.code, each.name, each.unit, each.vat_rate) for each in state.travel_expenses]
    entries += [(each.code, each.name, "h", catalogue.GENERAL_RATE) for each in state.work_types]
    for code, name, unit, rate in entries:
        letter, number = code[:1], code[1:]
        if code not in catalogue.CODES_IN_MAESTRO:
            continue
        percentage = format(rate.normalize(), "f").replace(".", ",")
        is_active = code not in catalogue.INACTIVE_IN_MAESTRO
        lines.append(_line(letter, number, name, unit, percentage, accounts[letter], is_active=is_active))
    return sorted(lines, key=lambda line: (line[1], int(line[3])))


def _line(
    letter: str, number: str, name: str, unit: str, vat: str, account: str, *, is_active: bool
) -> tuple[str, ...]:
    return (letter + number, letter, "", number, name, unit, vat, account, "K" if is_active else "E")
