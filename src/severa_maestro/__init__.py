"""Moves sales invoices and the customer register from Severa to Maestro: by itself, exactly once, to the cent."""

__version__ = "0.1.0"
