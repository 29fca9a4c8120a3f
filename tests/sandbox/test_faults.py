"""Every fault that can be planted does what it says, as often as it says."""

import http.client
import json
import time
import urllib.request

import pytest
from lxml import etree

from severa_maestro.sandbox.faults import KINDS, REST_ONLY, Faults
from tests.sandbox.soap_caller import ENTITIES, NIL

CUT = (http.client.RemoteDisconnected, ConnectionError, http.client.IncompleteRead)


@pytest.fixture
def mark(sandbox, call):
    """Marks one invoice as transferred; tells the reply, and afterwards whether the work was done."""

    class Mark:
        def __call__(self):
            guid = sandbox.state.opaque(sandbox.state.entry("references").key)
            return call.set_status(guid, sandbox.transferred_status)

        @property
        def is_done(self):
            return sandbox.state.entry("references").status == sandbox.transferred_status

    return Mark()


@pytest.mark.parametrize(("kind", "status"), [("http-500", 500), ("http-503", 503), ("garbage", 200), ("html", 200)])
def test_answers_that_are_not_soap_come_without_the_work(sandbox, mark, kind, status):
    sandbox.faults.plant(kind, "SetInvoiceStatus")
    reply = mark()
    assert reply.status == status
    assert b"Envelope" not in reply.body
    assert not mark.is_done
    assert mark().status == 200
    assert mark.is_done


@pytest.mark.parametrize(("kind", "is_done"), [("cut-before", False), ("cut-after", True), ("half-body", True)])
def test_cut_connections_leave_the_work_undone_or_done(sandbox, call, mark, kind, is_done):
    sandbox.faults.plant(kind)
    with pytest.raises(CUT):
        mark()
    assert mark.is_done is is_done
    call.close()
    assert call("IAPI.GetVersion").status == 200


@pytest.mark.parametrize(
    ("kind", "exception"),
    [
        ("quota", "QuotaLimitExceededException"),
        ("wrong-key", "AuthenticationFailureException"),
        ("no-permission", "NoPermissionException"),
        ("general-failure", "GeneralFailureException"),
    ],
)
def test_faults_of_the_api_itself_come_without_the_work(sandbox, mark, kind, exception):
    sandbox.faults.plant(kind)
    reply = mark()
    assert (reply.status, reply.fault) == (500, exception)
    assert reply.header("UsedQuota") == "1"
    assert not mark.is_done


def test_a_delay_waits_and_goes_on(sandbox, mark):
    sandbox.faults.plant("delay", seconds=0.2)
    start = time.monotonic()
    assert mark().status == 200
    assert time.monotonic() - start >= 0.2
    assert mark.is_done


def test_the_entity_bomb_has_a_doctype_and_ten_levels_of_entities(sandbox, call):
    sandbox.faults.plant("entity-bomb")
    reply = call("IAPI.GetVersion")
    assert b"<!DOCTYPE" in reply.body
    assert reply.body.count(b"<!ENTITY") == 10
    with pytest.raises(etree.XMLSyntaxError, match="entity"):
        etree.fromstring(reply.body)


def test_the_huge_body_ends_at_its_bound_or_when_the_client_hangs_up(sandbox, call):
    sandbox.faults.plant("huge", bytes=1_000_000)
    reply = call("IAPI.GetVersion")
    assert 1_000_000 <= len(reply.body) < 1_200_000
    sandbox.faults.plant("huge")
    call.connection.request("POST", call.url.path, b"", {"SOAPAction": "x"})
    answer = call.connection.getresponse()
    assert len(answer.read(100_000)) == 100_000
    answer.close()
    call.close()
    assert call("IAPI.GetVersion").status == 200


def test_replies_without_a_result_and_with_a_nil_one(sandbox, call):
    sandbox.faults.plant("empty-result")
    assert call.waiting(sandbox).result is None
    sandbox.faults.plant("nil-result")
    reply = call.waiting(sandbox)
    assert reply.result.get(NIL) == "true"
    assert not reply.items


def test_shuffled_members_are_the_same_members_in_another_order(sandbox, call):
    good = call.waiting(sandbox)
    sandbox.faults.plant("shuffled")
    shuffled = call.waiting(sandbox)
    for one, other in zip(good.items, shuffled.items, strict=True):
        assert [each.tag for each in one] == [each.tag for each in reversed(other)]
    assert good.texts("Number") == shuffled.texts("Number")


def test_unknown_members_are_added_to_every_object(sandbox, call):
    sandbox.faults.plant("unknown-members")
    reply = call.waiting(sandbox)
    for invoice in reply.items:
        assert invoice.find(f"{{{ENTITIES}}}AddedLater") is not None
        assert invoice.find(f"{{{ENTITIES}}}InvoiceDetails/{{{ENTITIES}}}ZzAddedLater") is not None


def test_an_ill_typed_amount_is_on_the_named_invoice_only(sandbox, call):
    number = sandbox.state.invoice("references").number
    sandbox.faults.plant("ill-typed", "GetInvoicesByStatus", invoice=str(number))
    reply = call.waiting(sandbox)
    spoiled = [each for each in reply.items if each.find(f".//{{{ENTITIES}}}rowAmount[.='abc']") is not None]
    assert [each.findtext(f"{{{ENTITIES}}}Number") for each in spoiled] == [str(number)]


def test_every_kind_is_tried_here():
    here = __file__
    with open(here, encoding="utf-8") as file:  # noqa: PTH123 - plain reading of this file
        text = file.read()
    assert all(f'"{kind}"' in text for kind in KINDS.keys() - REST_ONLY)


def test_faults_strike_their_operation_as_often_as_asked_and_at_every_nth_call():
    faults = Faults()
    faults.plant("http-503", "SetInvoiceStatus", times=2, every=3)
    assert not faults.strike("GetVersion")
    struck = [bool(faults.strike("SetInvoiceStatus")) for _ in range(9)]
    assert struck == [False, False, True, False, False, True, False, False, False]
    faults.plant("garbage", times=None, skip=1)
    assert [bool(faults.strike("X")) for _ in range(4)] == [False, True, True, True]
    faults.clear()
    assert not faults.strike("X")


@pytest.mark.parametrize("wrong", [{"kind": "fire"}, {"kind": "html", "every": 0}, {"kind": "html", "times": 0}])
def test_a_fault_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Faults().plant(**wrong)


def test_faults_are_planted_over_http_too(sandbox, call):
    def control(path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{sandbox.control_url}/{path}", data) as answer:
            return json.load(answer)

    control("faults", {"kind": "http-503", "operation": "GetVersion", "times": 2})
    assert control("faults")["faults"][0]["kind"] == "http-503"
    assert call("IAPI.GetVersion").status == 503
    control("faults/clear", {})
    assert call("IAPI.GetVersion").status == 200
