"""Where what all share cannot be reached, a process keeps the pace alone, and no call is lost."""

import pytest
from structlog.testing import capture_logs

from severa_maestro.severa.places import PlacesOfProcess, SharedPlaces
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from severa_maestro.severa.secret import Secret
from tests.severa.rest_clock import FakeClock
from tests.severa.rest_wire import SECRET, TinyRest, reply, tiny_rest


class Unsteady(PlacesOfProcess):
    """Places that can be out of reach."""

    is_away = False

    def _standing(self):  # type: ignore[no-untyped-def]
        if self.is_away:
            raise ConnectionError("nobody answers")
        return super()._standing()


@pytest.fixture
def shared(clock: FakeClock) -> Unsteady:
    return Unsteady(clock)


@pytest.fixture
def pace(shared: Unsteady, clock: FakeClock) -> Pace:
    return Pace(places=SharedPlaces(shared, PlacesOfProcess(clock)))


def test_alone_the_pace_is_kept_as_well(pace: Pace, shared: Unsteady) -> None:
    shared.is_away = True
    assert pace.take() == 0
    assert pace.take() == pytest.approx(1 / PER_SECOND)


def test_what_severa_said_before_holds_alone_too(pace: Pace, shared: Unsteady) -> None:
    pace.refused("60", None)
    shared.is_away = True
    assert pace.take() == pytest.approx(60)


def test_what_severa_says_meanwhile_holds_alone(pace: Pace, shared: Unsteady, clock: FakeClock) -> None:
    shared.is_away = True
    pace.refused("", None)
    assert pace.take() == pytest.approx(1)
    clock.now += 1
    pace.admitted()
    pace.refused("", None)
    assert pace.take() == pytest.approx(1)


def test_who_is_back_takes_places_among_the_others_again(pace: Pace, shared: Unsteady) -> None:
    shared.is_away = True
    pace.take()
    shared.is_away = False
    Pace(places=shared).refused("30", None)
    assert pace.take() == pytest.approx(30)


def test_it_is_logged_once_each_time_that_it_begins(pace: Pace, shared: Unsteady) -> None:
    with capture_logs() as lines:
        for is_away in (False, True, True, False, True):
            shared.is_away = is_away
            pace.take()
            pace.admitted()
    assert [each["event"] for each in lines] == ["pace-not-shared"] * 2


def test_each_client_of_an_organisation_goes_to_the_same_places_and_says_nothing_of_it_there() -> None:
    asked: list[str] = []

    def places_of(organisation: str) -> PlacesOfProcess:
        asked.append(organisation)
        return PlacesOfProcess()

    for url, client_id in (
        ("http://127.0.0.1:1/rest-api", "client"),
        (" http://127.0.0.1:1/rest-api/ ", " client\n"),
        ("http://127.0.0.1:1/rest-api", "another"),
        ("http://127.0.0.1:2/rest-api", "client"),
    ):
        RestClient(url, client_id, Secret(SECRET), places_of=places_of).close()
    first, same, *others = asked
    assert first == same
    assert len({first, *others}) == 3
    assert all(len(each) == 64 and "client" not in each for each in asked)


def test_no_call_is_lost_while_nobody_answers() -> None:
    places = Unsteady()
    places.is_away = True
    with tiny_rest() as severa:
        severa.answer(reply({"guid": "invoice-1"}))
        client = RestClient(
            severa.url, severa.client_id, Secret(SECRET), per_second=1e9, places_of=lambda _organisation: places
        )
        assert client.ask(routes.INVOICE, guid="invoice-1") is not None
        client.close()
        assert _sent(severa) == 2


def _sent(severa: TinyRest) -> int:
    return len(severa.requests) + len(severa.token_requests)
