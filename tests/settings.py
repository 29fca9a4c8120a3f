"""The project's settings over a data folder that is thrown away. TEST_DATABASE_URL puts the tests on PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="severa-maestro-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["SEVERA_MAESTRO_HOME"] = str(_folder / "data")
os.environ["SEVERA_MAESTRO_KEY_FILE"] = str(_folder / "secret.key")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
(_folder / "data").mkdir()

from severa_maestro.web.settings import *  # noqa: E402, F403 after the folder is named

if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # In a file, as it is in earnest: in memory, threads would get in one another's way otherwise than they do there.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # passwords of tests need not be slow to guess
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
