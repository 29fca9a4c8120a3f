"""How many of its calls Severa refused because there were too many, each source counts for itself."""

import pytest

from severa_maestro.errors import QuotaError, SeveraMaestroError
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.secret import Secret
from severa_maestro.severa.soap import SoapSource
from tests.severa.rest_clock import all_at_once
from tests.severa.rest_wire import FAST, SECRET, in_no_time, reply, said, tiny_rest, token_reply
from tests.severa.wire import Reply, TinySevera, answer, fault

REFUSED = said("API calls quota exceeded! maximum admitted 10 per 1s.", status=429)
NOTHING = reply([])


def test_over_rest_each_429_is_counted_also_those_for_tokens_and_nothing_else() -> None:
    with tiny_rest() as severa:
        source = RestSource(severa.url, severa.client_id, Secret(SECRET), per_second=FAST)
        in_no_time(source._client)
        assert source.refused_calls == 0
        severa.answer_for_token(REFUSED, token_reply("good"))
        severa.answer(REFUSED, said("", status=503), REFUSED, NOTHING)
        source.invoices_numbered(1)
        assert (source.calls, source.refused_calls) == (6, 3)
        another = RestSource(severa.url, severa.client_id, Secret(SECRET), per_second=FAST)
        assert another.refused_calls == 0
        for each in (source, another):
            each.close()


def test_over_rest_none_is_counted_twice_or_missed_however_many_threads_ask() -> None:
    with tiny_rest() as severa:
        source = RestSource(severa.url, severa.client_id, Secret(SECRET), per_second=FAST)
        in_no_time(source._client)
        severa.answer(*[REFUSED] * 20, NOTHING)
        all_at_once(8, lambda: source.invoices_numbered(1))
        assert source.refused_calls == 20
        assert source.calls == len(severa.requests) + len(severa.token_requests)
        source.close()


def test_over_soap_a_used_up_quota_is_counted(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("QuotaLimitExceededException", quota=(100, 111)))
    for _ in range(2):
        with pytest.raises(QuotaError):
            source.invoice("invoice-1")
    assert (source.calls, source.refused_calls) == (2, 2)


def test_over_soap_each_429_is_counted(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply("no", status=429), Reply("no", status=503), Reply(answer("GetInvoiceByGUID", "")))
    assert source.invoice("invoice-1") is None
    assert (source.calls, source.refused_calls) == (3, 1)


def test_over_soap_a_quota_that_comes_with_429_counts_once(severa: TinySevera, source: SoapSource) -> None:
    spoken = fault("QuotaLimitExceededException")
    severa.answer(Reply(spoken.body, status=429))
    with pytest.raises(QuotaError):
        source.invoice("invoice-1")
    assert (source.calls, source.refused_calls) == (1, 1)


def test_over_soap_other_faults_are_none_of_them(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("NoPermissionException"))
    with pytest.raises(SeveraMaestroError):
        source.invoice("invoice-1")
    assert (source.calls, source.refused_calls) == (1, 0)
