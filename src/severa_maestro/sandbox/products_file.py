"""Writes the product CSV of a Maestro that fits the sandbox's data."""

import csv
from pathlib import Path

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.maestro_products import products_of
from severa_maestro.sandbox.records import MaestroProduct
from severa_maestro.sandbox.state import State

HEADER = ("TuoteId", "PääryhmäId", "ToimittajaId", "Tuotenumero", "Nimi", "Yksikkö", "ALV-%", "Tili", "Aktiivinen")
_ACCOUNTS = {group.letter: group.account for group in catalogue.GROUPS}


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
    products = list(state.maestro_products) or products_of(state.products, state.travel_expenses, state.work_types)
    return [_line(each) for each in sorted(products, key=lambda each: (each.key[0], int(each.key[1:])))]


def _line(product: MaestroProduct) -> tuple[str, ...]:
    letter, number = product.key[0], product.key[1:]
    rate = "" if product.vat_rate is None else format(product.vat_rate.normalize(), "f").replace(".", ",")
    active = "K" if product.is_active else "E"
    return (product.key, letter, "", number, product.name, product.unit, rate, _ACCOUNTS[letter], active)
