"""Maestro's registers: product groups, products, customers and sales invoices."""
