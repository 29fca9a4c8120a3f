"""What each piece of an invoice's way costs: `script/bench pieces [NUMBER_OF_INVOICES] [--database sqlite|postgresql]`.

A reply of Severa's is parsed as it came. The other pieces are timed where a run goes through them, one mark at a time;
an invoice has its share of a transaction that holds several.
Below the table: the functions in which the slowest piece spends most time of its own, in a run over more invoices.
"""

import argparse
import cProfile
import json
import pstats
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any
from unittest import mock

from benchmarks.trial import COMPANY, print_table, trial, where

PIECES = {
    "parsing": "a SOAP reply becomes invoices",
    "judging": "customer, products, checks",
    "storing": "up to 25 in one transaction",
    "marking": "the call, and what is kept of it",
}
_PARSED_TIMES = 20
_LINES = 12


class _Watch:
    """Stands in for ``Steps.of`` while a run goes on: times every stay in a step, and may profile those in one."""

    def __init__(self, profiled: str = "") -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.profile = cProfile.Profile()
        self._profiled = profiled

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """One stay."""
        if step == self._profiled:
            self.profile.enable()
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step].append(time.perf_counter() - began)
            if step == self._profiled:
                self.profile.disable()


def main() -> None:
    """Runs a company in this process, and prints its pieces and the profile of the slowest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="?", default=1000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    print(where())
    with trial(asked.database) as here, here.sandbox("--invoices", str(asked.invoices)) as severa:
        here.add_company(severa, "soap")
        here.open_here()
        watch = _Watch()
        reply = _largest_reply_of_a_run(watch)
        del watch.seconds["reading"]
        took = {piece: sum(seconds) / asked.invoices for piece, seconds in watch.seconds.items()}
        took["parsing"] = median(_parse(reply) for _ in range(_PARSED_TIMES))
        print_table([_described(piece, took[piece], asked) for piece in PIECES])
        slowest = max(PIECES, key=lambda piece: took[piece])
        print(f"\n{slowest}, by its own time:")
        _print(_profiled(slowest, reply, severa, asked.invoices))


def _described(piece: str, seconds: float, asked: argparse.Namespace) -> dict[str, object]:
    return {
        "piece": piece,
        "what": PIECES[piece],
        "database": asked.database,
        "µs an invoice": f"{1e6 * seconds:.0f}",
    }


def _largest_reply_of_a_run(watch: _Watch) -> bytes:
    """Makes the run; a page of invoices is the largest that Severa answers."""
    from severa_maestro.severa.http import HttpClient, HttpReply  # noqa: PLC0415 after the setup

    largest, send = b"", HttpClient.send

    def send_and_look(client: HttpClient, *request: Any, **options: Any) -> HttpReply:
        nonlocal largest
        reply = send(client, *request, **options)
        largest = max(largest, reply.body, key=len)
        return reply

    with mock.patch.object(HttpClient, "send", send_and_look):
        _run(watch)
    return largest


def _run(watch: _Watch) -> None:
    from severa_maestro.companies.models import Company  # noqa: PLC0415 after the setup
    from severa_maestro.transfer.connect import source_of, target_of  # noqa: PLC0415
    from severa_maestro.transfer.run import RunOptions, run_company  # noqa: PLC0415
    from severa_maestro.transfer.steps import Steps  # noqa: PLC0415

    company = Company.objects.get(name=COMPANY)
    with mock.patch.object(Steps, "of", watch.of):
        outcome = run_company(company, source_of, target_of(company), RunOptions(marks_at_once=1))
    assert outcome.error is None, outcome.error


def _parse(reply: bytes) -> float:
    """Seconds for each of its invoices."""
    from severa_maestro.severa.soap import operations  # noqa: PLC0415 after the setup
    from severa_maestro.severa.soap.envelope import read_envelope  # noqa: PLC0415
    from severa_maestro.severa.soap.mapping import read_invoice  # noqa: PLC0415

    began = time.perf_counter()
    records = read_envelope(reply, operations.GET_INVOICES_BY_STATUS, read_invoice).records
    return (time.perf_counter() - began) / len(records)


def _profiled(piece: str, reply: bytes, severa: dict[str, Any], invoices: int) -> cProfile.Profile:
    """The piece once more under the profiler: in parsing again, or in a run over as many new invoices."""
    watch = _Watch(profiled=piece)
    if piece == "parsing":
        with watch.of(piece):
            _parse(reply)
    else:
        more = json.dumps({"count": invoices}).encode()
        with urllib.request.urlopen(severa["control_url"] + "/invoices/add", more, timeout=600):
            _run(watch)
    return watch.profile


def _print(profile: cProfile.Profile) -> None:
    """The first lines of it, as a block in Markdown."""
    print("```")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(_LINES)
    print("```", flush=True)


if __name__ == "__main__":
    main()
