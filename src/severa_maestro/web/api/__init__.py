"""The JSON API for programs, under ``/api/v1``: the same use cases as the pages, for whoever has a company's token."""
