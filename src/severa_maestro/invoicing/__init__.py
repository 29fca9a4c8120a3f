"""The sales invoice and all that stands on it: frozen values, no I/O, no Django."""
