"""Severa over SOAP: the way in of its Maestro article, with an API key."""

from severa_maestro.severa.soap.adapter import SoapSource
from severa_maestro.severa.soap.client import RetryOptions

__all__ = ["RetryOptions", "SoapSource"]
