"""The journey of an invoice from Severa to Maestro, and its ledger."""
