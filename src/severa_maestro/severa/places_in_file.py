"""The places of an organisation's requests in a small file: for all processes of one machine."""

import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from severa_maestro.clock import since_boot
from severa_maestro.severa.places import PlacesByClock, Standing

#: The file: which boot of the machine its times are of, and the members of ``Standing``.
_KEPT = struct.Struct("=36s3d")


class PlacesInFile(PlacesByClock):
    """Places that all processes share that have the file.

    Who asks has the file's lock meanwhile. It ends with the process, whatever ends that, so that nobody has to clear
    it away; and since the file is written in one go, it holds what was before or what is after. A file that is empty,
    broken or of before the machine started begins anew.

    Args:
        path: the file; made where it is missing, with its folder.
        clock: seconds since the machine was started.
    """

    def __init__(self, path: Path, clock: Callable[[], float] | None = None) -> None:
        super().__init__(clock or since_boot)
        self._path = path

    @contextmanager
    def _standing(self) -> Iterator[Standing]:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            before = os.pread(file, _KEPT.size, 0)
            standing = self._read(before)
            yield standing
            after = _KEPT.pack(_boot(), standing.next, standing.closed_until, standing.backed_off)
            if after != before:
                os.pwrite(file, after, 0)
        finally:
            os.close(file)

    def _read(self, content: bytes) -> Standing:
        if len(content) == _KEPT.size:
            boot, *kept = _KEPT.unpack(content)
            if boot == _boot():
                return Standing(*kept)
        now = self._clock()
        return Standing(now, now)


@cache
def _boot() -> bytes:
    """Names this boot of the machine, whose clock begins with it: 36 bytes."""
    name = b""
    with suppress(OSError):  # Linux alone names it
        name = Path("/proc/sys/kernel/random/boot_id").read_bytes().strip()
    return name.ljust(36)
