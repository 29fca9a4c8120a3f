"""The SOAP client over real HTTP: what is sent, what may go wrong on the way, and what is never shown."""

import gzip
import logging
import socket
import ssl
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
import stamina
import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from lxml import etree

from severa_maestro.errors import ConfigurationError, ContractError, SeveraMaestroError, TransientError
from severa_maestro.language import Language
from severa_maestro.severa.http import MEBIBYTE, HttpOptions
from severa_maestro.severa.http_errors import ReplyTooLargeError
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.soap import SoapSource, operations
from severa_maestro.severa.source import Quota
from tests.severa.wire import KEY, Reply, TinySevera, answer, done, envelope, fault, invoice, tiny_severa

ONE_INVOICE = answer("GetInvoiceByGUID", invoice().removeprefix("<a:Invoice>").removesuffix("</a:Invoice>"))


def quick(url: str, **http: object) -> SoapSource:
    options = HttpOptions(connect_seconds=2, read_seconds=0.3)
    return SoapSource(url, KEY, http=replace(options, **http))


# What is sent


def test_a_request_is_soap_1_1_with_the_key_in_its_header(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(ONE_INVOICE)
    source.invoice("guid & more")
    (request,) = severa.requests
    assert request.action == '"http://soap.severa.com/IInvoice/GetInvoiceByGUID"'
    assert request.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert request.headers["User-Agent"].startswith("severa-maestro/")
    (header,) = request.envelope.find("{http://schemas.xmlsoap.org/soap/envelope/}Header")
    assert (header.tag, header.text) == ("{http://soap.severa.com/}WebServicePassword", KEY)
    assert request.parameters == {"invoiceGUID": "guid & more"}


def test_parameters_go_in_the_contracts_order_and_namespace(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(done("AddNewInvoiceLogEntry"))
    moment = datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=UTC).astimezone()
    source.add_log_entry("invoice-1", "Siirretty Maestroon", moment)
    (request,) = severa.requests
    assert list(request.parameters.items()) == [
        ("invoiceGuid", "invoice-1"),
        ("context", "Information"),
        ("text", "Siirretty Maestroon"),
        ("source", "severa-maestro"),
        ("eventTimeUtc", "2026-11-22T09:30:15Z"),
        ("ignoreDuplicates", "true"),
    ]
    body = request.envelope.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")
    assert {etree.QName(each).namespace for each in body.iter("{*}*") if each is not body} == {
        "http://soap.severa.com/"
    }


def test_a_time_is_sent_in_utc_to_the_minute_it_lies_in(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(
        GetCustomersChangedSince=answer("GetCustomersChangedSince", ""),
        GetAddressesChangedSince=answer("GetAddressesChangedSince", ""),
    )
    source.customers_changed_since(datetime.fromisoformat("2026-11-22T10:30:59.999+02:00"))
    assert [each.parameters["startDateTime"] for each in severa.requests] == ["2026-11-22T08:30:00Z"] * 2


def test_a_text_with_characters_that_xml_cannot_carry_is_sent_with_spaces_for_them(
    severa: TinySevera, source: SoapSource
) -> None:
    severa.answer(done("AddNewInvoiceLogEntry"))
    source.add_log_entry("invoice-1", "yksi\x0bkaksi\x00kolme\ufffe ä€😀", datetime.now(UTC))
    assert severa.requests[0].parameters["text"] == "yksi kaksi kolme  ä€😀"


def test_the_quota_of_each_reply_is_kept_and_one_without_it_changes_nothing(
    severa: TinySevera, source: SoapSource
) -> None:
    assert source.quota is None
    severa.answer(answer("GetAllInvoiceStatuses", "", quota=(100_000, 17)))
    source.statuses()
    assert source.quota == Quota(allowed=100_000, used=17)
    severa.answer(answer("GetAllInvoiceStatuses", ""))
    source.statuses()
    assert source.quota == Quota(allowed=100_000, used=17)


def test_the_quota_is_read_from_a_fault_too(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("QuotaLimitExceededException", "Quota limit", quota=(100, 111)))
    with pytest.raises(SeveraMaestroError):
        source.statuses()
    assert source.quota == Quota(allowed=100, used=111)


# What may go wrong on the way


def refused_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/API.svc"


def test_a_refused_connection_is_transient_and_tried_again() -> None:
    source = quick(refused_port())
    with pytest.raises(TransientError, match="severa-unreachable"):
        source.invoice("invoice-1")
    assert source.calls == 4
    source.close()


def test_an_unknown_host_is_transient() -> None:
    source = quick("https://severa.invalid/API.svc")
    with pytest.raises(TransientError, match="severa-unreachable"):
        source.statuses()
    source.close()


WAYS_TO_FAIL = {
    "severa-timed-out": Reply(ONE_INVOICE, delay=1),
    "severa-reply-cut": Reply(ONE_INVOICE, missing_bytes=10),
    "severa-busy": Reply("<html>Bad gateway</html>", status=502, content_type="text/html"),
}


@pytest.mark.parametrize("code", WAYS_TO_FAIL)
def test_what_passes_by_itself_is_transient_and_tried_again(severa: TinySevera, code: str) -> None:
    source = quick(severa.url)
    severa.answer(WAYS_TO_FAIL[code])
    with pytest.raises(TransientError) as raised:
        source.invoice("invoice-1")
    assert raised.value.code == code
    assert source.calls == len(severa.requests) == 4
    source.close()


@pytest.mark.parametrize("code", WAYS_TO_FAIL)
def test_a_read_that_succeeds_at_last_succeeds(severa: TinySevera, code: str) -> None:
    source = quick(severa.url)
    severa.answer(WAYS_TO_FAIL[code], WAYS_TO_FAIL[code], ONE_INVOICE)
    assert source.invoice("invoice-1") is not None
    assert source.calls == 3
    source.close()


def test_a_connection_closed_without_a_word_is_transient(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply(hang_up=True), ONE_INVOICE)
    assert source.invoice("invoice-1") is not None
    assert source.calls == 2


@pytest.mark.parametrize("status", [408, 429, 500, 503, 504])
def test_a_status_that_passes_by_itself_is_transient(severa: TinySevera, source: SoapSource, status: int) -> None:
    severa.answer(Reply("no", status=status))
    with pytest.raises(TransientError, match="severa-busy"):
        source.statuses()


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (301, "severa-address-wrong"),
        (307, "severa-address-wrong"),
        (404, "severa-address-wrong"),
        (405, "severa-address-wrong"),
        (501, "severa-address-wrong"),
        (505, "severa-address-wrong"),
        (401, "severa-address-refused"),
        (403, "severa-address-refused"),
    ],
)
def test_a_status_of_a_wrong_address_is_for_a_person_and_not_tried_again(
    severa: TinySevera, source: SoapSource, status: int, code: str
) -> None:
    severa.answer(Reply("<html/>", status=status, headers={"Location": severa.url + "/elsewhere"}))
    with pytest.raises(ConfigurationError) as raised:
        source.statuses()
    assert raised.value.code == code
    assert source.calls == len(severa.requests) == 1


def test_another_status_is_a_breach_of_contract(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply("no", status=415))
    with pytest.raises(ContractError, match="severa-http-status-unexpected") as raised:
        source.statuses()
    assert raised.value.evidence.startswith("HTTP 415")


NOT_A_REPLY = {
    "an HTML page": Reply("<!doctype html><html><body><p>Sign in<br></body></html>", content_type="text/html"),
    "nothing": Reply(""),
    "garbage": Reply(b"\x00\xff\x13garbage"),
    "half an envelope": Reply(ONE_INVOICE[: len(ONE_INVOICE) // 2]),
    "half an envelope in a list": Reply(answer("GetInvoiceByGUID", "")[:-30]),
    "other XML": Reply("<note>hello</note>"),
    "an empty envelope": Reply(envelope("")),
    "no body": Reply('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'),
    "the reply to something else": Reply(answer("GetCustomerByGUID", "")),
    "JSON": Reply('{"ok": true}', content_type="application/json"),
    "a document type": Reply("<!DOCTYPE x []>" + ONE_INVOICE),
    "an entity": Reply('<!DOCTYPE x [<!ENTITY a "b">]>' + ONE_INVOICE.replace("12345", "1&a;2")),
    "an external entity": Reply('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + ONE_INVOICE),
    "compressed twice": Reply(gzip.compress(gzip.compress(b"x")), headers={"Content-Encoding": "gzip, gzip"}),
}


@pytest.mark.parametrize("what", NOT_A_REPLY)
def test_what_is_no_reply_of_severa_is_a_breach_of_contract(severa: TinySevera, source: SoapSource, what: str) -> None:
    severa.answer(NOT_A_REPLY[what])
    with pytest.raises(ContractError) as raised:
        source.invoice("invoice-1")
    assert raised.value.code == "severa-reply-unreadable"
    assert len(raised.value.evidence) < 2200
    assert source.calls == 4


def test_setting_a_status_is_not_believed_before_severa_says_it(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply("<html>fine</html>", content_type="text/html"))
    with pytest.raises(ContractError, match="severa-reply-unreadable"):
        source.set_status("invoice-1", "Siirretty")


def test_an_entity_bomb_is_refused_before_it_grows(severa: TinySevera, source: SoapSource) -> None:
    entities = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f"<!DOCTYPE x [{entities}]>" + ONE_INVOICE.replace("<a:Number>12345", '<a:Number x="&e9;">&e9;')
    severa.answer(Reply(bomb))
    with pytest.raises(ContractError, match="severa-reply-unreadable"):
        source.invoice("invoice-1")


def test_a_reply_over_the_limit_is_refused_while_it_comes(severa: TinySevera) -> None:
    source = quick(severa.url, reply_bytes=MEBIBYTE, read_seconds=5)
    severa.answer(Reply(b" " * (MEBIBYTE + 1)))
    with pytest.raises(ReplyTooLargeError, match="severa-reply-too-large"):
        source.invoice("invoice-1")
    assert source.calls == 1
    source.close()


def test_a_small_reply_that_unpacks_over_the_limit_is_refused(severa: TinySevera) -> None:
    source = quick(severa.url, reply_bytes=MEBIBYTE, read_seconds=5)
    severa.answer(Reply(gzip.compress(b" " * (20 * MEBIBYTE)), headers={"Content-Encoding": "gzip"}))
    with pytest.raises(ReplyTooLargeError):
        source.invoice("invoice-1")
    source.close()


def test_a_reply_that_drips_without_end_is_given_up(severa: TinySevera) -> None:
    source = quick(severa.url, total_seconds=-1, read_seconds=5)
    severa.answer(ONE_INVOICE)
    with pytest.raises(TransientError, match="severa-timed-out"):
        source.invoice("invoice-1")
    source.close()


def test_a_compressed_reply_is_read(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply(gzip.compress(ONE_INVOICE.encode()), headers={"Content-Encoding": "gzip"}))
    assert source.invoice("invoice-1") is not None
    assert "gzip" in severa.requests[0].headers["Accept-Encoding"]


def test_broken_compression_is_a_cut_reply(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply(b"not gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(TransientError, match="severa-reply-cut"):
        source.invoice("invoice-1")


def test_a_right_envelope_of_an_odd_content_type_is_read(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply(ONE_INVOICE, content_type="text/plain"))
    assert source.invoice("invoice-1") is not None


def test_what_may_not_be_repeated_is_sent_once(
    severa: TinySevera, source: SoapSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = replace(operations.SET_STATUS, is_repeatable=False)
    monkeypatch.setattr(operations, "SET_STATUS", once)
    severa.answer(Reply("no", status=503))
    with pytest.raises(TransientError):
        source.set_status("invoice-1", "Siirretty")
    assert len(severa.requests) == 1


def test_a_log_entry_is_repeated_only_as_one_that_severa_drops(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(Reply("no", status=503), done("AddNewInvoiceLogEntry"))
    source.add_log_entry("invoice-1", "Siirretty", datetime.now(UTC))
    first, second = severa.requests
    assert first.body == second.body
    assert first.parameters["ignoreDuplicates"] == "true"


def test_the_number_of_attempts_can_be_set(severa: TinySevera) -> None:
    with stamina.set_testing(testing=False):
        retries = RetryOptions(attempts=2, first_wait=0.001)
        source = SoapSource(severa.url, KEY, retries=retries)
        severa.answer(Reply("no", status=503))
        with pytest.raises(TransientError):
            source.statuses()
    assert len(severa.requests) == 2
    source.close()


# Where a key may go


@pytest.mark.parametrize(
    "url",
    [
        "",
        "severa",
        "ftp://sync.severa.com/API.svc",
        "http://sync.severa.com/webservice/S3/API.svc",
        "https://",
        "https://user:password@sync.severa.com/API.svc",
        "https://sync.severa.com:port/API.svc",
        "http://localhost.evil.example/API.svc",
        "file:///etc/passwd",
    ],
)
def test_a_key_goes_to_no_unusable_address(url: str) -> None:
    with pytest.raises(ConfigurationError, match="severa-address-unusable"):
        SoapSource(url, KEY)


@pytest.mark.parametrize("port", ["99999", "65536", "0", "000"])
def test_a_port_out_of_range_is_told_as_such(port: str) -> None:
    with pytest.raises(ConfigurationError, match="severa-port-unusable"):
        SoapSource(f"http://127.0.0.1:{port}/x", KEY)


@pytest.mark.parametrize("url", ["https://sync.severa.com/webservice/S3/API.svc/", " http://[::1]:8765/API.svc "])
def test_a_usable_address_is_taken(url: str) -> None:
    SoapSource(url, KEY).close()


def test_plain_http_to_another_machine_must_be_allowed() -> None:
    SoapSource("http://sandbox:8765/API.svc", KEY, http=HttpOptions(plain_http_allowed=True)).close()


@pytest.mark.parametrize("key", ["", "  \n", "two\nlines", "bell\x07"])
def test_a_key_that_cannot_be_one_is_refused(key: str) -> None:
    with pytest.raises(ConfigurationError, match="severa-key-unusable"):
        SoapSource("https://sync.severa.com/API.svc", key)


def test_space_around_a_key_does_not_count(severa: TinySevera) -> None:
    source = SoapSource(severa.url, f" {KEY}\n")
    severa.answer(ONE_INVOICE)
    source.invoice("invoice-1")
    assert severa.requests[0].envelope.findtext(".//{http://soap.severa.com/}WebServicePassword") == KEY
    source.close()


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_no_key_goes_to_a_server_whose_certificate_does_not_hold(tmp_path: Path) -> None:
    with tiny_severa(self_signed(tmp_path)) as severa:
        severa.answer(ONE_INVOICE)
        source = quick(severa.url)
        with pytest.raises(ConfigurationError, match="severa-certificate-refused"):
            source.invoice("invoice-1")
        source.close()
        assert severa.requests == []
        assert source.calls == 1


def test_encryption_that_fails_is_for_a_person_who_is_told_to_look_at_the_address(severa: TinySevera) -> None:
    source = quick(severa.url.replace("http://", "https://"))
    with pytest.raises(ConfigurationError, match="severa-tls-failed") as raised:
        source.invoice("invoice-1")
    source.close()
    assert source.calls == 1
    assert severa.requests == []
    for language in Language:
        said = raised.value.say(language)
        assert "http://" in said
        assert "severa-maestro company connect NAME --soap-url" in said


def test_a_server_that_hangs_up_in_the_handshake_may_answer_the_next_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closer = threading.Thread(target=hang_up_on_each, args=(listener,), daemon=True)
        closer.start()
        source = quick(f"https://127.0.0.1:{listener.getsockname()[1]}/API.svc")
        with pytest.raises(TransientError, match="severa-unreachable"):
            source.statuses()
        source.close()
        listener.shutdown(socket.SHUT_RDWR)
        closer.join()


def hang_up_on_each(listener: socket.socket) -> None:
    """Reads the beginning of what each client says, and closes."""
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            with client:
                client.recv(65536)


# What is never shown


def echo_of_the_key(severa: TinySevera) -> None:
    severa.script = lambda request: Reply(request.body)


def fault_with_the_key(severa: TinySevera) -> None:
    severa.answer(fault("AuthenticationFailureException", "No such key: canary-KEY-5f2c&amp;&lt;x&gt;-do-not-show"))


def unknown_fault_with_the_key(severa: TinySevera) -> None:
    severa.answer(fault("SurprisingException", "canary-KEY-5f2c&amp;&lt;x&gt;-do-not-show" * 200))


WAYS_TO_LEAK: list[Callable[[TinySevera], None]] = [
    echo_of_the_key,
    fault_with_the_key,
    unknown_fault_with_the_key,
    lambda severa: severa.answer(Reply(hang_up=True)),
    lambda severa: severa.answer(Reply(delay=1)),
    lambda severa: severa.answer(Reply("no", status=503)),
    lambda severa: severa.answer(Reply("", status=302, headers={"Location": "/"})),
]


@pytest.mark.parametrize("prepare", WAYS_TO_LEAK)
def test_the_key_is_in_no_error_log_or_traceback(
    severa: TinySevera,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    prepare: Callable[..., None],
) -> None:
    caplog.set_level(logging.DEBUG)
    prepare(severa)
    source = quick(severa.url)
    with structlog.testing.capture_logs() as logs, pytest.raises(SeveraMaestroError) as raised:
        source.statuses()
    source.close()
    error = raised.value
    shown = [repr(error), str(error), repr(error.values), getattr(error, "evidence", ""), caplog.text, repr(logs)]
    shown += [error.say(language) for language in Language]
    shown += traceback.TracebackException.from_exception(error, capture_locals=True).format()
    shown += [repr(source), repr(vars(source._client)), *capfd.readouterr()]
    for text in shown:
        for form in ("canary-KEY", "5f2c", "do-not-show"):
            assert form not in text.replace(repr(KEY), "")


# Whose clock


@pytest.mark.parametrize(("severa_is_ahead_by", "ours_decides"), [(3600, True), (-3600, False)])
def test_changes_are_read_until_the_slower_clock(
    severa: TinySevera, source: SoapSource, severa_is_ahead_by: int, ours_decides: bool
) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=severa_is_ahead_by), usegmt=True)
    severa.script = lambda request: Reply(answer(request.operation, ""), headers={"Date": date})
    before = datetime.now(UTC)
    read_until = source.customers_changed_since(None).read_until
    if ours_decides:
        assert before - timedelta(seconds=2) <= read_until <= datetime.now(UTC)
    else:
        assert read_until <= datetime.now(UTC) - timedelta(seconds=3590)


def test_each_source_reads_in_its_own_connection_and_can_be_closed_twice() -> None:
    with tiny_severa() as one, tiny_severa() as other:
        first, second = quick(one.url), quick(other.url)
        one.answer(ONE_INVOICE)
        other.answer(ONE_INVOICE)
        first.invoice("invoice-1")
        second.invoice("invoice-1")
        assert (first.calls, second.calls, len(one.requests), len(other.requests)) == (1, 1, 1, 1)
        first.close()
        first.close()
        second.close()
