"""Companies by the dozen, each started: what `workers` and `idle` run. They are made in the process that calls."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import django


def make_companies(severas: Iterable[Mapping[str, str]], products: Path) -> None:
    """Makes a company over each Severa. The environment says where the database is."""
    django.setup()
    from severa_maestro.companies.models import Company, Connection  # noqa: PLC0415 after the setup
    from severa_maestro.engine.models import Schedule  # noqa: PLC0415
    from severa_maestro.maestro.registers.adapter import make_registers  # noqa: PLC0415
    from severa_maestro.maestro.registers.product_import import carry_out, plan_import  # noqa: PLC0415
    from severa_maestro.transfer.ledger.database import bring_up_to_date  # noqa: PLC0415

    bring_up_to_date()
    for number, severa in enumerate(severas, start=1):
        company = Company.objects.create(
            name=f"Mittaus {number} Oy",
            waiting_status=severa["waiting_status"],
            transferred_status=severa["transferred_status"],
        )
        connection = Connection(company=company, url=severa["soap_url"])
        connection.go(Connection.Way.SOAP)
        connection.key = severa["soap_key"]
        connection.save()
        make_registers(company)
        carry_out(plan_import(company, products.read_bytes()))
        Schedule.of(company).start()


if __name__ == "__main__":
    make_companies(json.loads(sys.argv[1]), Path(sys.argv[2]))
