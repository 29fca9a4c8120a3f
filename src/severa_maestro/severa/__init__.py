"""Severa, the system that invoices come from: one port, one folder a way in."""
