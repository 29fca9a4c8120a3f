"""How the sandbox behaves as a SOAP service: key, quota, faults, wire order, filters."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.sandbox.soap_caller import ENTITIES, NIL, SERVICE, SOAP, Caller


def test_a_call_without_the_right_key_is_refused_and_counts_nothing(sandbox, call):
    before = sandbox.state.quota_used
    for key in ("", "wrong"):
        reply = call("IInvoiceStatus.GetAllInvoiceStatuses", key=key)
        assert (reply.status, reply.fault) == (500, "AuthenticationFailureException")
        assert reply.header("Quota") == "100000"
    assert sandbox.state.quota_used == before


def test_quota_is_counted_and_told_in_every_reply_and_past_it_every_call_is_refused():
    with Sandbox(SandboxSettings(quota=3)) as sandbox:
        call = Caller(sandbox.soap_url, sandbox.soap_key)
        for used in ("1", "2", "3"):
            reply = call("IAPI.GetVersion")
            assert (reply.status, reply.header("Quota"), reply.header("UsedQuota")) == (200, "3", used)
        reply = call("IAPI.GetVersion")
        assert (reply.status, reply.fault) == (500, "QuotaLimitExceededException")
        assert (reply.header("Quota"), reply.header("UsedQuota")) == ("3", "4")
        assert reply.root.findtext(f"{{{SOAP}}}Body/{{{SOAP}}}Fault/faultstring") == "Quota limit reached"
        call.close()


def test_a_new_utc_day_brings_a_new_quota(sandbox):
    sandbox.state.quota_used = 100_000
    sandbox.state.clock = lambda: datetime.now(UTC) + timedelta(days=1)
    assert sandbox.state.quota_used == 0


@pytest.mark.parametrize("quoted", [True, False])
def test_the_soap_action_is_taken_with_and_without_quotes(call, quoted):
    assert call("IAPI.GetVersion", quoted=quoted).status == 200


def test_an_unknown_action_and_a_body_of_another_operation_are_faults(sandbox, call):
    assert call("IInvoice.GetInvoicesChangedSince").status == 500
    message = f'<s:Envelope xmlns:s="{SOAP}"><s:Header/><s:Body><X xmlns="{SERVICE}"/></s:Body></s:Envelope>'
    assert call.send(message.encode(), f"{SERVICE}IAPI/GetVersion").status == 500
    assert sandbox.calls == {"unknown": 1, "GetVersion": 1}


@pytest.mark.parametrize(
    "message",
    [
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b"<x/>",
    ],
)
def test_messages_that_are_no_envelopes_are_refused_and_entities_are_never_resolved(call, message):
    reply = call.send(message, f"{SERVICE}IAPI/GetVersion")
    assert reply.status == 500
    assert b"root:" not in reply.body
    assert b"boom" not in reply.body


def test_a_doctype_before_a_good_envelope_is_refused(sandbox, call):
    envelope = (
        f'<!DOCTYPE e [<!ENTITY k "{sandbox.soap_key}">]><s:Envelope xmlns:s="{SOAP}"><s:Header>'
        f'<WebServicePassword xmlns="{SERVICE}">&k;</WebServicePassword></s:Header>'
        f'<s:Body><GetVersion xmlns="{SERVICE}"/></s:Body></s:Envelope>'
    )
    assert call.send(envelope.encode(), f"{SERVICE}IAPI/GetVersion").status == 500


def test_members_out_of_wire_order_are_silently_ignored_as_wcf_does(sandbox, call):
    in_order = f"<status>{sandbox.waiting_status}</status><options>0</options><maxInvoices>2</maxInvoices>"
    assert len(call("IInvoice.GetInvoicesByStatus", in_order).items) == 2
    limit_first = f"<maxInvoices>2</maxInvoices><status>{sandbox.waiting_status}</status>"
    # The limit is taken, the status comes too late: no status is known.
    assert call("IInvoice.GetInvoicesByStatus", limit_first).fault == "NotFoundException"
    status_first = f"<options>0</options><status>{sandbox.waiting_status}</status>"
    assert call("IInvoice.GetInvoicesByStatus", status_first).fault == "NotFoundException"


def test_members_of_objects_out_of_wire_order_are_ignored_too(sandbox, call):
    guid = sandbox.state.opaque("product-1")
    inner = f"<productInfo><a:Name>Nimi</a:Name><a:GUID>{guid}</a:GUID></productInfo>"
    assert call("IProduct.UpdateProduct", inner).fault == "GeneralFailureException"
    inner = (
        f"<productInfo><a:Unknown/><a:Code>A7</a:Code><a:GUID>{guid}</a:GUID><a:IsActive>true</a:IsActive>"
        "<a:Name>Nimi</a:Name></productInfo>"
    )
    assert call("IProduct.UpdateProduct", inner).texts("Code") == ["A7"]


def test_a_value_of_the_wrong_type_is_a_deserialization_fault(sandbox, call):
    inner = f"<status>{sandbox.waiting_status}</status><options>many</options>"
    reply = call("IInvoice.GetInvoicesByStatus", inner)
    assert (reply.status, reply.fault) == (500, None)


def test_invoices_of_a_status_come_oldest_number_first_and_at_most_as_many_as_asked(sandbox, call):
    everything = call.waiting(sandbox)
    numbers = [int(each.findtext(f"{{{ENTITIES}}}Number") or 0) for each in everything.items]
    assert numbers == sorted(numbers)
    few = call.waiting(sandbox, most=5)
    assert [int(each.findtext(f"{{{ENTITIES}}}Number") or 0) for each in few.items] == numbers[:5]


def test_an_unknown_status_name_is_not_found(sandbox, call):
    reply = call("IInvoice.GetInvoicesByStatus", "<status>Odottaa</status><options>0</options>")
    assert (reply.status, reply.fault) == (500, "NotFoundException")
    guid = sandbox.state.opaque(sandbox.state.entry("references").key)
    assert call.set_status(guid, "Odottaa").fault == "NotFoundException"
    assert sandbox.state.entry("references").status == sandbox.waiting_status


def test_an_empty_list_is_a_closed_result_element(sandbox, call):
    sandbox.state.edit_status("Luonnos", name="Vedos")
    reply = call("IInvoice.GetInvoicesByStatus", "<status>Lähetetty vanhaan järjestelmään</status>")
    assert reply.status == 200
    assert len(reply.result) == 0
    assert reply.result.get(NIL) is None


def test_setting_a_status_moves_the_invoice_and_touches_its_time(sandbox, call):
    entry = sandbox.state.entry("references")
    before = entry.updated
    reply = call.set_status(sandbox.state.opaque(entry.key), sandbox.transferred_status)
    assert reply.status == 200
    assert reply.result is None
    assert entry.status == sandbox.transferred_status
    assert entry.updated > before
    assert entry not in sandbox.state.invoices_in(sandbox.waiting_status)


@pytest.mark.parametrize(
    ("guid", "fault"),
    [("guid", "GeneralFailureException"), ("", "GeneralFailureException"), (None, "NotFoundException")],
)
def test_a_malformed_id_is_a_general_failure_and_a_strange_one_not_found(sandbox, call, guid, fault):
    strange = sandbox.state.opaque("invoice-999999") if guid is None else guid
    assert call.set_status(strange, sandbox.transferred_status).fault == fault


def test_a_status_that_gives_numbers_gives_one_from_the_units_series(sandbox, call):
    draft = next(iter(sandbox.state.invoices.in_status("Luonnos")))
    expected = sandbox.state.units.get(draft.numbering_unit_key).next_number
    call.set_status(sandbox.state.opaque(draft.key), sandbox.waiting_status)
    assert sandbox.state.invoice(draft.key).number == expected
    assert sandbox.state.invoice(draft.key).reference_number.startswith(str(expected))
    assert sandbox.state.units.get(draft.numbering_unit_key).next_number == expected + 1


def test_a_switched_off_status_cannot_be_set_but_its_invoices_are_found(sandbox, call):
    sandbox.state.deactivate_status(sandbox.transferred_status)
    guid = sandbox.state.opaque(sandbox.state.entry("references").key)
    assert call.set_status(guid, sandbox.transferred_status).fault == "NotFoundException"
    found = call("IInvoice.GetInvoicesByStatus", f"<status>{sandbox.transferred_status}</status>")
    assert len(found.items) == 3


def test_a_renamed_status_is_renamed_on_its_invoices(sandbox, call):
    sandbox.state.rename_status(sandbox.waiting_status, "Siirtoa odottavat")
    assert call.waiting(sandbox).fault == "NotFoundException"
    reply = call("IInvoice.GetInvoicesByStatus", "<status>Siirtoa odottavat</status>")
    assert set(reply.texts("InvoiceStatus")) == {"Siirtoa odottavat"}


def frame(start, end):
    return f"<startDate>{start:%Y-%m-%dT%H:%M:%S}Z</startDate><endDate>{end:%Y-%m-%dT%H:%M:%S}Z</endDate>"


def test_the_frame_of_dates_is_that_of_inserting_or_updating_to_the_minute(sandbox, call):
    invoice = sandbox.state.invoice("references")
    moment = datetime(2026, 12, 1, 10, 30, 40, tzinfo=UTC)
    sandbox.state.edit_invoice(invoice.key, updated=moment)
    same_minute = frame(moment.replace(second=59), moment.replace(second=59))
    minute_after = frame(moment + timedelta(minutes=1), moment + timedelta(minutes=9))

    def numbers(times, options, status=sandbox.waiting_status):
        inner = f"<businessUnitGUID/>{times}<status>{status}</status><options>{options}</options>"
        return call("IInvoice.GetInvoicesByDateAndStatus", inner).texts("Number")

    assert numbers(same_minute, 0) == [str(invoice.number)]
    assert numbers(same_minute, 0, status="") == [str(invoice.number)]
    assert numbers(same_minute, 0, status="Maksettu") == []
    assert numbers(same_minute, 1) == []
    assert numbers(minute_after, 0) == []
    inserted = frame(invoice.inserted, invoice.inserted)
    assert str(invoice.number) in numbers(inserted, 1)


def test_a_frame_without_its_mandatory_dates_is_a_general_failure(call):
    assert call("IInvoice.GetInvoicesByDateAndStatus", "<businessUnitGUID/>").fault == "GeneralFailureException"


def test_a_unit_narrows_to_itself_and_below_and_option_16_to_itself(sandbox, call):
    main, own = sandbox.state.opaque("unit-1"), sandbox.state.opaque("unit-2")

    def codes(unit, options):
        inner = f"<businessUnitGUID>{unit}</businessUnitGUID><status>{sandbox.waiting_status}</status>"
        return set(
            call("IInvoice.GetInvoicesByStatus", f"{inner}<options>{options}</options>").texts("BusinessUnitCode")
        )

    assert codes(main, 0) == {"HKI", "TRE"}
    assert codes(main, 16) == {"HKI"}
    assert codes(own, 0) == {"TRE"}


def test_a_number_of_two_units_is_found_only_with_its_unit(sandbox, call):
    number = sandbox.state.invoice("own-number-series").number
    assert call("IInvoice.GetInvoiceByNumber", f"<invoiceNumber>{number}</invoiceNumber>").fault == "NotFoundException"
    unit = f"<businessUnitGUID>{sandbox.state.opaque('unit-2')}</businessUnitGUID>"
    reply = call("IInvoice.GetInvoiceByNumber", f"<invoiceNumber>{number}</invoiceNumber>{unit}")
    assert reply.texts("BusinessUnitCode") == ["TRE"]


def test_changed_customers_follow_their_option_bits(sandbox, call):
    start = datetime.now(UTC) - timedelta(minutes=1)

    def names(options):
        inner = f"<startDateTime>{start:%Y-%m-%dT%H:%M:%S}Z</startDateTime><options>{options}</options>"
        return set(call("ICustomer.GetCustomersChangedSince", inner).texts("Name"))

    customers = list(sandbox.state.customers)[:5]
    sandbox.state.edit_customer(customers[0].key, email="uusi@asiakas.example")
    sandbox.state.edit_customer(customers[1].key, is_active=False)
    sandbox.state.edit_address(customers[2].key, street="Uusikatu 1")
    sandbox.state.edit_contact(customers[3].key, first_name="Uusi")
    changed, inactive, moved, met = (each.name for each in customers[:4])
    assert names(0) == {changed}
    assert names(2) == {changed, inactive}
    assert names(64) == {changed, moved}
    assert names(128) == {changed, met}
    assert names(2 + 64 + 128) == {changed, inactive, moved, met}
    assert names(1) == set()


def test_all_customers_come_in_pages(sandbox, call):
    def page(first):
        inner = f"<options>2</options><startFromIndex>{first}</startFromIndex><count>10</count>"
        return call("ICustomer.GetAllCustomers", inner).texts("Name")

    seen = []
    while page(len(seen)):
        seen += page(len(seen))
    assert seen == [each.name for each in sandbox.state.customers]


def test_an_address_names_its_company_and_not_its_account(sandbox, call):
    reply = call(
        "IAddress.GetAddressesChangedSince", "<accountGUID/><startDateTime>2000-01-01T00:00:00Z</startDateTime>"
    )
    assert set(reply.texts("CompanyGUID")) == {
        sandbox.state.opaque(each.company_key) for each in sandbox.state.customers
    }


def test_a_right_that_is_taken_away_is_no_permission_until_it_is_given_back(sandbox, call):
    guid = sandbox.state.opaque(sandbox.state.entry("references").key)
    sandbox.state.deny("SetInvoiceStatus")
    assert call.set_status(guid, sandbox.transferred_status).fault == "NoPermissionException"
    assert sandbox.state.entry("references").status == sandbox.waiting_status
    sandbox.state.allow("SetInvoiceStatus")
    assert call.set_status(guid, sandbox.transferred_status).status == 200


def test_changed_ids_find_everything_again_and_the_old_ones_nothing(sandbox, call):
    old = call.waiting(sandbox).texts("GUID")
    sandbox.state.change_all_ids()
    new = call.waiting(sandbox).texts("GUID")
    assert not set(old) & set(new)
    assert call.set_status(old[-1], sandbox.transferred_status).fault == "NotFoundException"
    assert call("IInvoice.GetInvoiceByGUID", f"<invoiceGUID>{old[-1]}</invoiceGUID>").fault == "NotFoundException"
    sandbox.state.change_all_ids()
    assert call.waiting(sandbox).texts("GUID") == old


def test_a_deleted_invoice_is_found_nowhere(sandbox, call):
    entry = sandbox.state.entry("references")
    guid = sandbox.state.opaque(entry.key)
    sandbox.state.delete_invoice("references")
    assert call("IInvoice.GetInvoiceByGUID", f"<invoiceGUID>{guid}</invoiceGUID>").fault == "NotFoundException"
    assert str(entry.number) not in call.waiting(sandbox).texts("Number")


def test_what_was_rendered_follows_every_change(sandbox, call):
    call.waiting(sandbox)
    sandbox.state.edit_invoice("references", our_reference="Uusi viitteemme")
    sandbox.state.edit_row("references", 1, code="B1, B2")
    customer = sandbox.state.invoice("references").customer_key
    sandbox.state.edit_customer(customer, number=4711)
    reply = call.waiting(sandbox)
    assert "Uusi viitteemme" in reply.texts("OurReference")
    assert "B1, B2" in reply.texts("articleIdentifier")
    assert "4711" in reply.texts("AccountNumber")


def test_a_note_goes_into_the_invoices_log_and_a_duplicate_may_be_left_out(sandbox, call):
    guid = sandbox.state.opaque(sandbox.state.entry("references").key)

    def write(context, duplicates="false"):
        inner = (
            f"<invoiceGuid>{guid}</invoiceGuid><context>{context}</context><text>Siirretty Maestroon</text>"
            f"<source>severa-maestro</source><ignoreDuplicates>{duplicates}</ignoreDuplicates>"
        )
        return call("IInvoice.AddNewInvoiceLogEntry", inner)

    assert write("Other").fault == "GeneralFailureException"
    assert write("Information").status == 200
    assert write("Information", "true").status == 200
    assert [each.text for each in sandbox.state.log_of("references")] == ["Siirretty Maestroon"]


def test_grouped_hours_lead_to_several_work_types(sandbox, call):
    row = sandbox.state.invoice("empty-code-grouped-hours").rows[0]
    codes = set()
    for hour in row.hour_keys:
        reply = call("IWorkType.GetWorkTypeByHourGUID", f"<hourGUID>{sandbox.state.opaque(hour)}</hourGUID>")
        codes |= set(reply.texts("Code"))
    assert codes == {"M1", "M2"}


def test_pdf_and_attachments(sandbox, call):
    invoice = sandbox.state.opaque("invoice-20")
    files = call("IInvoice.GetInvoiceAttachmentFileGUIDs", f"<invoiceGuid>{invoice}</invoiceGuid>")
    attachment = files.texts("GUID")[0]
    content = call("IInvoice.GetInvoiceAttachmentFile", f"<attachmentGuid>{attachment}</attachmentGuid>")
    assert content.result.text.startswith("JVBERi0")
    other = sandbox.state.opaque("invoice-21")
    assert not call("IInvoice.GetInvoiceAttachmentFileGUIDs", f"<invoiceGuid>{other}</invoiceGuid>").items


def test_the_wsdl_is_served_at_both_addresses(sandbox, call):
    for path in ("?wsdl", "/WSDL", "/WSDL?wsdl"):
        call.connection.request("GET", call.url.path + path)
        answer = call.connection.getresponse()
        root = etree.fromstring(answer.read())
        assert answer.status == 200
        address = root.find(".//{http://schemas.xmlsoap.org/wsdl/soap/}address")
        assert address.get("location") == sandbox.soap_url


def test_a_stopped_sandbox_answers_no_more_and_goes_on_where_it_was(sandbox, call):
    url = sandbox.soap_url
    call.waiting(sandbox)
    sandbox.stop()
    with pytest.raises(OSError, match=r"."):
        call("IAPI.GetVersion")
    call.close()
    sandbox.start()
    assert sandbox.soap_url == url
    assert call("IAPI.GetVersion").status == 200


def test_a_list_too_long_for_one_piece_comes_in_chunks_and_whole(sandbox, call):
    sandbox.state.add_invoices(600)
    reply = call.waiting(sandbox)
    assert len(reply.items) == 660
    assert len(set(reply.texts("GUID"))) > 660
    assert call("IAPI.GetVersion").status == 200
