"""The Severa on loopback and the company tied to it, as the transfer's tests have them."""

from tests.transfer.conftest import clean_world, contract, make_world, way, world

__all__ = ["clean_world", "contract", "make_world", "way", "world"]
