"""The file in which the processes of one machine keep the places: never in anybody's way, whatever becomes of it."""

import stat
import struct
from pathlib import Path

import pytest

from severa_maestro.severa import places_in_file
from severa_maestro.severa.places_in_file import PlacesInFile
from severa_maestro.severa.rest.pace import Pace
from tests.severa.rest_clock import FakeClock

BROKEN = {
    "empty": b"",
    "cut": b"x" * 59,
    "another file": b"not what we wrote, but something long that somebody else did",
    "zeros": bytes(60),
    "no numbers": struct.pack("=36s3d", b"elsewhere", *[float("nan")] * 3),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "pace" / "organisation.pace"


def pace_in(path: Path, clock: FakeClock) -> Pace:
    return Pace(places=PlacesInFile(path, clock))


def test_the_file_and_its_folder_are_made_for_their_owner_alone(path: Path, clock: FakeClock) -> None:
    pace_in(path, clock).take()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size == 60


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_broken_begins_anew(path: Path, clock: FakeClock, what: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(BROKEN[what])
    assert pace_in(path, clock).take() == 0
    assert pace_in(path, clock).take() == pytest.approx(1 / 9.5)


def test_a_file_that_is_deleted_begins_anew(path: Path, clock: FakeClock) -> None:
    pace = pace_in(path, clock)
    pace.refused("60", None)
    path.unlink()
    assert pace.take() == 0


def test_what_was_kept_before_the_machine_started_is_forgotten(
    path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace_in(path, clock).refused("600", None)
    monkeypatch.setattr(places_in_file, "_boot", lambda: b"the next time that it was started".ljust(36))
    clock.now = 20
    assert pace_in(path, clock).take() == 0


def test_who_only_looks_writes_nothing(path: Path, clock: FakeClock) -> None:
    pace = pace_in(path, clock)
    pace.take()
    before = path.stat().st_mtime_ns, path.read_bytes()
    for _ in range(10):
        assert pace.take() > 0
        pace.admitted()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_folder_that_cannot_be_made_is_an_error_of_the_operating_system(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(OSError, match="home"):
        PlacesInFile(tmp_path / "home" / "pace", clock).take(1, 0)


def test_the_clock_is_one_for_all_processes_and_goes_forward() -> None:
    one, other = PlacesInFile(Path("one")), PlacesInFile(Path("other"))
    assert one._clock() <= other._clock() <= one._clock()
