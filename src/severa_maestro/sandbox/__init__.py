"""A Severa that runs on loopback: believable data, every hard case, and faults on demand.

It stands beside the house: nothing here is imported by the other rooms, and nothing of theirs is imported here, so
that a mistake of the client cannot hide behind the same mistake of the server.
"""

from severa_maestro.sandbox.faults import CONTRACT_BREAKING, Fault, Faults
from severa_maestro.sandbox.hard_case import HardCase
from severa_maestro.sandbox.hard_cases import HARD_CASES
from severa_maestro.sandbox.products_file import write_products
from severa_maestro.sandbox.rest_exchange import Exchange
from severa_maestro.sandbox.sandbox import PortInUseError, Sandbox, SandboxSettings
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.state_core import NotHere
from severa_maestro.sandbox.storage import StateFileError

__all__ = [
    "CONTRACT_BREAKING",
    "HARD_CASES",
    "Exchange",
    "Fault",
    "Faults",
    "HardCase",
    "NotHere",
    "PortInUseError",
    "Sandbox",
    "SandboxSettings",
    "State",
    "StateFileError",
    "write_products",
]
