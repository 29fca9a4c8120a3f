"""The web application: where bookkeepers see, mend and trust.

Thin: a page parses what was asked, calls a use case of a lower room, and shows what it says.
"""
