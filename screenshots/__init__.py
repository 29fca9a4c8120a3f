"""Photographs every page of the web application, over a firm of its own: ``script/screenshots``."""
