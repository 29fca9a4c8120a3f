"""One module a page: its texts by name, as ``TEXTS``. ``say("users.title")`` is ``title`` of ``users.py``."""
