"""Severa over REST: the way in with a client id, a secret and scopes."""

from severa_maestro.severa.rest.adapter import RestSource

__all__ = ["RestSource"]
