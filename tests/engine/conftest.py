"""The worlds of the transfer's tests."""

from tests.transfer.conftest import clean_world, contract, make_world, way, world

__all__ = ["clean_world", "contract", "make_world", "way", "world"]
