"""A company is one run's at a time; on PostgreSQL, who has lost it writes nothing any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.transfer import lease as leases
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.lease import LeaseLostError, company_lease, is_run_under_way
from severa_maestro.transfer.ledger.models import CompanyLease, LogLine, Run, State, Transfer
from severa_maestro.transfer.run import RunOptions, run_company
from tests.transfer.conftest import World

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def company(transactional_db: None) -> Company:
    return Company.objects.create(name="Kuusi Oy", waiting_status="Odottaa", transferred_status="Siirretty")


@pytest.fixture
def _on_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the lock of SQLite cannot be lost: these are run where TEST_DATABASE_URL says")


def lend_to_another(company: Company) -> None:
    """What another run does once this one's time is up; past the hook that holds this one back."""
    statement = "UPDATE ledger_companylease SET fence = fence + 1 WHERE company_id = %s"
    with connection.cursor() as cursor:
        cursor.cursor.execute(statement, [company.pk])


def test_a_company_is_lent_once_and_again_when_it_is_given_back(company: Company):
    assert not is_run_under_way(company)
    with company_lease(company) as lease:
        lease.ensure()
        assert is_run_under_way(company)
        with pytest.raises(TransientError) as refusal, company_lease(company):
            pass
        assert refusal.value.code == "run-under-way"
    assert not is_run_under_way(company)
    with company_lease(company):
        assert is_run_under_way(company)


def test_a_company_is_free_again_after_a_run_that_failed(company: Company):
    with pytest.raises(ZeroDivisionError), company_lease(company):
        raise ZeroDivisionError
    assert not is_run_under_way(company)


@pytest.mark.usefixtures("_on_postgresql")
def test_who_has_lost_the_company_writes_nothing(company: Company):
    with company_lease(company):
        lend_to_another(company)
        with pytest.raises(LeaseLostError):
            Run.objects.create(company=company)
        with pytest.raises(LeaseLostError), transaction.atomic():
            Run.objects.create(company=company)
        with pytest.raises(LeaseLostError):
            Company.objects.filter(pk=company.pk).update(name="Toinen Oy")
        with pytest.raises(LeaseLostError):
            company.delete()
        assert Run.objects.count() == 0
        assert Company.objects.get().name == "Kuusi Oy"


@pytest.mark.usefixtures("_on_postgresql")
def test_each_call_of_a_decorated_transaction_looks_anew(company: Company):
    @transaction.atomic
    def write() -> None:
        Run.objects.create(company=company)

    with company_lease(company):
        write()
        lend_to_another(company)
        with pytest.raises(LeaseLostError):
            write()
    assert Run.objects.count() == 1


@pytest.mark.usefixtures("_on_postgresql")
def test_after_a_savepoint_was_rolled_back_it_is_looked_anew(company: Company):
    with company_lease(company), transaction.atomic():
        with transaction.atomic():
            Run.objects.create(company=company)
            transaction.set_rollback(True)
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(lend_to_another_and_close, company).result()
        with pytest.raises(LeaseLostError):
            Run.objects.create(company=company)


def lend_to_another_and_close(company: Company) -> None:
    """The same from another session of the database."""
    try:
        lend_to_another(company)
    finally:
        connection.close()


@pytest.mark.usefixtures("_on_postgresql")
def test_a_transaction_longer_than_the_lease_keeps_it(company: Company, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leases, "LENT_FOR", timedelta(seconds=0.5))
    monkeypatch.setattr(leases, "_PROLONGED_EVERY", timedelta(seconds=0.1))
    with company_lease(company):
        with transaction.atomic(), connection.cursor() as cursor:
            Run.objects.create(company=company)
            cursor.execute("SELECT pg_sleep(1)")
        Run.objects.create(company=company)
    assert Run.objects.count() == 2


@pytest.mark.usefixtures("_on_postgresql")
def test_a_lease_that_is_not_prolonged_ends_and_the_next_fence_is_higher(company: Company):
    with company_lease(company):
        first = CompanyLease.objects.get().fence
        with connection.cursor() as cursor:
            cursor.cursor.execute("UPDATE ledger_companylease SET ends_at = now() - interval '1 second'")
        with ThreadPoolExecutor(1) as elsewhere:
            assert elsewhere.submit(fence_of_a_lease_of, company).result() == first + 1
        with pytest.raises(LeaseLostError):
            Run.objects.create(company=company)


def fence_of_a_lease_of(company: Company) -> int:
    """Has the company for a moment, in another session of the database."""
    try:
        with company_lease(company):
            return CompanyLease.objects.get().fence
    finally:
        connection.close()


@pytest.mark.usefixtures("_on_postgresql")
def test_it_is_prolonged_while_the_run_goes_on(company: Company, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leases, "_PROLONGED_EVERY", leases.LENT_FOR / 1000)
    with company_lease(company) as lease:
        begun = CompanyLease.objects.get().ends_at
        for _ in range(1000):
            if CompanyLease.objects.get().ends_at > begun:
                break
        assert CompanyLease.objects.get().ends_at > begun
        lease.ensure()


def test_by_its_own_clock_a_run_tells_severa_nothing_once_its_time_is_up(
    company: Company, monkeypatch: pytest.MonkeyPatch
):
    with company_lease(company) as lease:
        now = leases.since_boot()
        monkeypatch.setattr(leases, "since_boot", lambda: now + leases.LENT_FOR.total_seconds() + 1)
        if connection.vendor == "postgresql":
            with pytest.raises(LeaseLostError):
                lease.ensure()
        else:
            lease.ensure()
        monkeypatch.undo()


@pytest.mark.usefixtures("_on_postgresql")
def test_a_run_that_loses_its_company_ends_without_a_trace_and_the_next_one_makes_all_whole(clean_world: World):
    company, seen = clean_world.company, []

    def lose_after_three(counts: Counts) -> None:
        if counts.fetched == 3 and not seen:
            lend_to_another(company)
            seen.append((Transfer.objects.count(), LogLine.objects.count()))

    options = RunOptions(progress=lose_after_three, at_end=seen.append)
    with pytest.raises(LeaseLostError):
        run_company(company, source_of, target_of(company), options)
    assert seen == [(Transfer.objects.count(), LogLine.objects.count())]
    assert Run.objects.get().ended_at is None
    clean_world.run()
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10
