"""Names of files that a power cut does not take back."""

import os
from pathlib import Path


def rename_for_good(file: Path, name: Path) -> None:
    """Gives a file another name in its folder. The name is on the disk before this returns."""
    file.replace(name)
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
