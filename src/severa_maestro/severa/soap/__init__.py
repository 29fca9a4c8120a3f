"""Severa over SOAP: the way in of its Maestro article, with an API key."""

from severa_maestro.severa.soap.adapter import SoapSource

__all__ = ["SoapSource"]
