"""Work in the background: once at a time for a company, and what it gives kept for a while."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.web import background
from severa_maestro.web.background import KEPT, Background
from tests.web.codes_at_once import AtOnce, Never


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "Thread", AtOnce)
    monkeypatch.setattr(background, "connection", SimpleNamespace(close=lambda: None))


@pytest.fixture
def work() -> Background[int, str]:
    return Background("trial")


@pytest.mark.usefixtures("at_once")
def test_it_tells_how_far_it_has_come_and_what_it_gives(work: Background[int, str]) -> None:
    company = Company(name="Kuusi Oy")

    def carry_out(tell: background.Tell[int]) -> str:
        tell(3)
        return "valmis"

    assert work.start(company, carry_out, told=0)
    done = work.of(company)
    assert done
    assert (done.told, done.result, done.error, done.is_under_way) == (3, "valmis", None, False)


@pytest.mark.usefixtures("at_once")
def test_what_goes_wrong_is_kept_in_words(work: Background[int, str]) -> None:
    company = Company(name="Kuusi Oy")

    def carry_out(_tell: background.Tell[int]) -> str:
        raise ValueError

    work.start(company, carry_out)
    failed = work.of(company)
    assert failed
    assert failed.error
    assert failed.ended_at


def test_what_comes_first_is_done_only_where_it_begins(
    work: Background[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    company, done = Company(name="Kuusi Oy"), []
    assert work.start(company, lambda _tell: "", first=lambda: done.append("first"))
    assert not work.start(company, lambda _tell: "", first=lambda: done.append("second"))
    assert done == ["first"]


def test_the_place_is_taken_before_what_comes_first(
    work: Background[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    company, begun = Company(name="Kuusi Oy"), []
    assert work.start(company, lambda _tell: "", first=lambda: begun.append(work.start(company, lambda _tell: "")))
    assert begun == [False]


def test_nothing_begins_where_what_comes_first_fails(
    work: Background[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    company = Company(name="Kuusi Oy")
    with pytest.raises(ZeroDivisionError):
        work.start(company, lambda _tell: "", first=lambda: 1 // 0)
    assert work.of(company) is None


@pytest.mark.usefixtures("at_once")
def test_what_is_old_is_dropped_when_anybody_looks(work: Background[int, str]) -> None:
    company = Company(name="Kuusi Oy")
    work.start(company, lambda _tell: "vanha")
    old = work.of(company)
    assert old
    old.ended_at = timezone.now() - KEPT - timedelta(seconds=1)
    assert work.of(Company(name="Mänty Oy")) is None
    assert not work._known


@pytest.mark.usefixtures("at_once")
def test_a_largest_number_is_kept_and_the_oldest_go(
    work: Background[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "MOST_KEPT", 2)
    companies = [Company(name=str(number)) for number in range(3)]
    for company in companies:
        work.start(company, lambda _tell: "valmis")
    assert [work.of(company) is not None for company in companies] == [False, True, True]


def test_what_goes_on_is_never_dropped(work: Background[int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "Thread", Never)
    monkeypatch.setattr(background, "MOST_KEPT", 0)
    companies = [Company(name=str(number)) for number in range(3)]
    for company in companies:
        work.start(company, lambda _tell: "")
    assert all(work.under_way(company) for company in companies)
