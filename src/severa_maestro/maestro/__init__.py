"""Maestro, the system that invoices go to: one port, one folder an adapter."""
