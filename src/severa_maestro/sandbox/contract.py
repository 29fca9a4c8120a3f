"""The SOAP contract as the sandbox speaks it: operations, types, and the order of their members on the wire.

Written from the Severa S3 contract (``https://sync.severa.com/webservice/S3/API.svc``). It is data, read by this
module's few functions; a test compares it with the contract's WSDL, name by name.

A member is written ``Name:type``; ``?`` marks a value type that may be nil (strings, lists and classes always may).
Members stand in wire order: those of the base class first, then by ordinal, then those with an explicit order.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

SERVICE = "http://soap.severa.com/"
ENTITIES = "http://schemas.datacontract.org/2004/07/Severa.Entities.API"
API = "http://schemas.datacontract.org/2004/07/Severa.API"
ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SOAP_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"

#: Values and their types in XML Schema.
SIMPLE_TYPES = {
    "string": "xs:string",
    "int": "xs:int",
    "long": "xs:long",
    "bool": "xs:boolean",
    "decimal": "xs:decimal",
    "dateTime": "xs:dateTime",
    "bytes": "xs:base64Binary",
}
#: Value types: without a ``?`` they are never nil, but 0, false or the first moment of year 1.
VALUE_TYPES = frozenset({"int", "long", "bool", "decimal", "dateTime", "InvoicePdfGetOptions"})
#: Enumerations and their values, in the namespace of the API.
ENUMERATIONS = {"InvoicePdfGetOptions": ("All", "AttachmentOnly")}
#: Faults by the letter that stands for them in the table of operations.
FAULTS = {
    "A": "AuthenticationFailureException",
    "G": "GeneralFailureException",
    "N": "NotFoundException",
    "P": "NoPermissionException",
    "V": "ValidationException",
}
FAULT_BASE = "SeveraApiException"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a type, one parameter, or a result.

    Attributes:
        is_newer: the contract does not have it; it is there only where values have it.
    """

    name: str
    type: str
    is_nillable: bool
    is_newer: bool = False

    @property
    def item_type(self) -> str | None:
        """What it is a list of, or None."""
        return self.type.removesuffix("[]") if self.type.endswith("[]") else None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: ``result`` is None for one that gives nothing back."""

    interface: str
    name: str
    parameters: tuple[Member, ...]
    result: Member | None
    faults: tuple[str, ...]

    @property
    def action(self) -> str:
        """The SOAPAction by which it is called."""
        return f"{SERVICE}{self.interface}/{self.name}"


_TYPES = {
    "Address": """
        Addressline:string Addressline2:string Addressline3:string City:string CompanyGUID:string
        CountryCode:string CountryGUID:string CountryName:string CountryRegionGUID:string
        CountryRegionName:string Fax:string GUID:string IsBillingAddress:bool IsPostalAddress:bool
        IsVisitAddress:bool Phone:string PostalCode:string
    """,
    "BusinessUnit": """
        Code:string CostCenterGUID:string CurrencyCode:string CurrencyGUID:string FormattingCulture:string
        GUID:string InsertTS:dateTime IsActive:bool LanguageCode:string LanguageGUID:string Name:string
        NextInvoiceNumber:int? OverDueInterest:decimal? ParentBusinessUnitGUID:string PaymentTerm:int?
        ShowLogoOnInvoices:bool ShowLogoOnPdfReports:bool TimeZoneGUID:string UpdatedTS:dateTime?
        VatNumber:string
    """,
    "Contact": """
        AccountGUID:string AddressGUID:string CommunicationMethods:Contact.CommunicationMethod[]
        ContactRoleGUID:string DateOfBirth:dateTime? Description:string FirstName:string GUID:string
        IsActive:bool IsForbiddenToUse:bool JobTitle:string Keywords:string[] LanguageGUID:string
        LastName:string Name:string Salutation:string SatisfactionLevel:int? TimeZoneGUID:string Type:string
        Value:string
    """,
    "Contact.CommunicationMethod": """
        IsForbiddenToUse:bool Name:string Type:string Value:string
    """,
    "Currency": """
        GUID:string IsActive:bool IsoCode:string Rate:decimal Symbol:string
    """,
    "Customer": """
        AccountGroupGUIDs:string[] AccountOwnerUserGUID:string AccountRating:int? AnnualRevenue:int?
        CompanyGUID:string CurrencyCode:string CurrencyGUID:string Email:string Employees:int? GUID:string
        HeadOfficeAddressGUID:string IndustryGUID:string InsertTS:dateTime InvoicingVat:decimal?
        IsActive:bool IsInternal:bool? LanguageCode:string LanguageGUID:string Name:string Notes:string
        Number:long? OverdueInterest:decimal? PaymentTerm:int? PricelistGUID:string ReverseCharge:bool?
        TimezoneGUID:string UpdatedTS:dateTime? VatNumber:string Website:string eInvoiceAddress:string
        eInvoiceOperator:string
    """,
    "Invoice": """
        AccountGUID:string AccountName:string AccountNumber:long? BusinessUnitCode:string
        BusinessUnitGUID:string BusinessUnitName:string BuyerOrganization:InvoiceBuyerOrganization
        Culture:string CurrencyGUID:string CurrencyName:string CurrencyRate:decimal CurrencyShortform:string
        Date:dateTime Description:string DueDate:dateTime EntryDate:dateTime GUID:string
        InvoiceAllowedCaseGUIDs:string[] InvoiceConfig:InvoiceConfig InvoiceDetails:InvoiceDetails
        InvoiceNumberingBusinessUnitGUID:string InvoiceRows:InvoiceRow[] InvoiceStatus:string
        IsCreditNote:bool IsReimbursed:bool IsTaxFree:bool LanguageCode:string LanguageGUID:string
        MainCaseGUID:string Notes:string Number:int? OrderNumber:string OurReference:string
        OverDueInterest:decimal PaymentDate:dateTime? PaymentStatus:string PaymentTerm:int PoNumber:string
        ReceiverAddressline:string ReceiverCity:string ReceiverContactEmail:string
        ReceiverContactName:string ReceiverCountry:string ReceiverCustomerName:string
        ReceiverPostalCode:string ReceiverState:string ReceiverVatNumber:string ReferenceNumber:string
        ReimburseInvoiceGUID:string SellerContact:InvoiceSellerContact
        SellerOrganization:InvoiceSellerOrganization SenderAddressline:string SenderCity:string
        SenderContactName:string SenderCountry:string SenderName:string SenderPostalCode:string
        SenderState:string SenderVatNumber:string TaxFreeDescription:string Title:string
        VirtualBankBarcode:string YourReference:string NotesAfterInvoiceRows:string
        NotesBeforeInvoiceRows:string
    """,
    "InvoiceBankAccount": """
        sellerAccountID:string sellerBic:string
    """,
    "InvoiceBuyerOrganization": """
        buyerContactPersonName:string buyerElectronicInvoiceAddress:string
        buyerElectronicInvoiceOperator:string buyerEmailaddressIdentifier:string
        buyerOrganisationName:string buyerOrganisationTaxCode:string buyerPartyIdentifier:string
        buyerPhoneNumberIdentifier:string buyerPostalAddressDetails:InvoicePostAddress
    """,
    "InvoiceConfig": """
        BillExpense:string BillHour:string BillProduct:string ExpenseItemDescriptionFormat:string
        HourItemDescriptionFormat:string HourPrimaryGroupBy:string HourSecondaryGroupBy:string
        IsTaxFree:bool ProductItemDescriptionFormat:string ProductPrimaryGroupBy:string
        ProductSecondaryGroupBy:string ShowAttachPriceExcludingVAT:bool ShowAttachUnit:bool
        ShowAttachUnitPrice:bool ShowAttachVAT:bool ShowLogoOnInvoice:bool ShowPriceExcludingVAT:bool
        ShowQuantity:bool ShowUnit:bool ShowUnitPrice:bool ShowVAT:bool TaxFreeDescription:string
        TravelPrimaryGroupBy:string TravelSecondaryGroupBy:string
    """,
    "InvoiceDetails": """
        invoiceDate:dateTime invoiceDueDate:dateTime invoiceNumber:int? invoiceTotalVatAmount:decimal
        invoiceTotalVatExcludedAmount:decimal invoiceTotalVatIncludedAmount:decimal invoiceTypeText:string
        orderIdentifier:string originCode:string paymentOverDueFineFreeText:string
        paymentOverDueFinePercent:decimal paymentTermsFreeText:string sellerReferenceIdentifier:string
        vatBaseAmount:decimal vatRateAmount:decimal vatRatePercent:int
    """,
    "InvoiceFile": """
        GUID:string MIMEtype:string Name:string PrintOrder:int
    """,
    "InvoicePostAddress": """
        country:string countryCode:string postCodeIdentifier:string streetName:string townName:string
    """,
    "InvoiceRow": """
        CaseGUIDs:string[] EventDate:dateTime GUID:string HourGUIDs:string[] ItemGUIDs:string[]
        MainCaseGUID:string MainCaseName:string MainCaseNumber:long? MainUserFullName:string
        MainUserGUID:string PhaseGUIDs:string[] ProductGUIDs:string[] TravelExpenseGUIDs:string[]
        UserGUIDs:string[] articleIdentifier:string articleName:string deliveredQuantity:decimal
        quantityUnitCode:string rowAccountDimensionText:string rowAmount:decimal
        rowAmountCurrencyIdentifier:string rowCostAmount:decimal rowCostCenterGUID:string
        rowCostCenterName:string rowCostCenterNumber:string rowDeliveryDate:dateTime rowFreeText:string
        rowIdentifier:string rowNumber:int rowRecurringSalesAccountNumber:string
        rowSalesAccountNumber:string rowSalesReceivableAccountNumber:string rowUnitPrice:decimal
        rowVatAccountNumber:string rowVatAmount:decimal rowVatCode:string rowVatCurrencyIdentifier:string
        rowVatExcludedAmount:decimal rowVatExcludedCurrencyIdentifier:string rowVatRatePercent:decimal?
        unitPriceAmount:decimal unitPriceCurrencyIdentifier:string
    """,
    "InvoiceSellerContact": """
        sellerAccountDetails:InvoiceBankAccount[] sellerContactPersonName:string
        sellerEmailaddressIdentifier:string sellerFaxNumber:string sellerFreeText:string
        sellerHomeTownName:string sellerPhoneNumber:string sellerWebaddressIdentifier:string
    """,
    "InvoiceSellerOrganization": """
        sellerEInvoiceAddress:string sellerEInvoiceOperator:string sellerOrganisationName:string
        sellerOrganisationTaxCode:string sellerPartyIdentifier:string
        sellerPostalAddressDetails:InvoicePostAddress
    """,
    "InvoiceStatus": """
        Description:string HasInvoiceNumber:bool IsActive:bool IsDefault:bool IsPaid:bool IsReadOnly:bool
        IsSent:bool IsWaitingPayment:bool Name:string SortOrder:int
    """,
    "Product": """< ProductBase
        ProductCategoryGUID:string SalesAccountGUID:string
    """,
    "ProductBase": """
        Code:string Description:string GUID:string IsActive:bool MeasurementUnit:string Name:string
        Type:string UnitCost:decimal? UnitPrice:decimal? UseInWorkTimeEntry:bool VAT:decimal?
    """,
    "TravelExpense": """< ProductBase
        CostCurrencyGUID:string ExpenseClass:string
    """,
    "WorkType": """
        Code:string GUID:string IsActive:bool IsDefault:bool IsProductive:bool Name:string
        SalesAccountGUID:string
    """,
}

#: Members that the service may have got since the contract was written down, by the type that has them. They stand
#: where their names put them: behind all others of their type.
_NEWER = {"ProductBase": ("Zone:string",), "WorkType": ("Zone:string",)}

_OPERATIONS = """
IAPI.GetVersion() -> string ! -
IAPI.GetEntitySchemaVersion() -> string ! -
IInvoice.GetInvoiceByGUID(invoiceGUID:string) -> Invoice ! AGN
IInvoice.GetInvoiceByNumber(invoiceNumber:int, businessUnitGUID:string) -> Invoice ! AGN
IInvoice.GetInvoicesByDate(businessUnitGUID:string, startDate:dateTime, endDate:dateTime, \\
options:int) -> Invoice[] ! AG
IInvoice.GetInvoicesByDateAndStatus(businessUnitGUID:string, startDate:dateTime?, endDate:dateTime?, \\
status:string, options:int) -> Invoice[] ! AG
IInvoice.GetInvoicesByStatus(businessUnitGUID:string, status:string, options:int, \\
maxInvoices:int?) -> Invoice[] ! AGN
IInvoice.GetInvoicesByStatusAndBusinessUnit(status:string, businessUnitGUID:string) -> Invoice[] ! AGN
IInvoice.SetInvoiceStatus(invoiceGUID:string, status:string) -> void ! AGNP
IInvoice.SetInvoicePaymentDate(invoiceGUID:string, paymentDate:dateTime?) -> void ! AGNP
IInvoice.GetInvoicePdfByInvoiceGUID(invoiceGuid:string, getAttachmentOnly:InvoicePdfGetOptions) -> bytes ! AGN
IInvoice.AddNewInvoiceLogEntry(invoiceGuid:string, context:string, text:string, source:string, \\
eventTimeUtc:dateTime?, ignoreDuplicates:bool) -> void ! AGN
IInvoice.GetInvoiceAttachmentFileGUIDs(invoiceGuid:string) -> InvoiceFile[] ! AGN
IInvoice.GetInvoiceAttachmentFile(attachmentGuid:string) -> bytes ! AGN
IInvoiceStatus.GetAllInvoiceStatuses() -> InvoiceStatus[] ! -
ICustomer.GetCustomerByGUID(accountGuid:string) -> Customer ! AGN
ICustomer.UpdateCustomer(customer:Customer) -> Customer ! AGP
ICustomer.GetCustomersChangedSince(startDateTime:dateTime, options:int) -> Customer[] ! AGN
ICustomer.GetAllCustomers(options:int, startFromIndex:int, count:int) -> Customer[] ! AG
IAddress.GetAddressByGUID(addressGUID:string) -> Address ! AGN
IAddress.GetAddressesChangedSince(accountGUID:string, startDateTime:dateTime, options:int) -> Address[] ! AG
IAddress.GetBillingAddress() -> Address ! AGN
IAddress.GetFirstAccountsBillingAddress(accountGUID:string) -> Address ! AGN
IContact.GetContactByGUID(contactGUID:string) -> Contact ! AGN
IContact.GetContactsByAccountGUID(accountGUID:string) -> Contact[] ! AGN
IContact.GetContactsChangedSince(accountGUID:string, startDateTime:dateTime, options:int) -> Contact[] ! AG
IBusinessUnit.GetBusinessUnitByGUID(businessUnitGuid:string) -> BusinessUnit ! AGN
IBusinessUnit.GetBusinessUnitByCode(businessUnitCode:string) -> BusinessUnit ! AG
IBusinessUnit.GetBusinessUnitHierarchy(rootBusinessUnitGuid:string, options:int) -> BusinessUnit[] ! AGN
IBusinessUnit.GetBusinessUnitsChangedSince(businessUnitGUID:string, startDateTime:dateTime, \\
options:int) -> BusinessUnit[] ! AG
IProduct.GetProductByGUID(productGUID:string) -> Product ! AGN
IProduct.GetProductByCode(productCode:string) -> Product ! AGN
IProduct.GetProductByCodeIncludeInactive(productCode:string) -> Product ! AGN
IProduct.UpdateProduct(productInfo:Product) -> Product ! AGP
IProduct.GetProductsChangedSince(startDateTime:dateTime, options:int) -> Product[] ! AG
IProduct.GetTravelExpenseByGUID(travelExpenseGUID:string) -> TravelExpense ! AGN
IProduct.GetTravelExpenseByCode(travelExpenseCode:string) -> TravelExpense ! AGN
IProduct.GetTravelExpenseByCodeIncludeInactive(travelExpenseCode:string) -> TravelExpense ! AGN
IProduct.UpdateTravelExpense(travelExpenseInfo:TravelExpense) -> TravelExpense ! AGNP
IProduct.GetTravelExpensesChangedSince(startDateTime:dateTime, options:int) -> TravelExpense[] ! AG
IWorkType.GetWorkTypeByHourGUID(hourGUID:string) -> WorkType ! AGN
IWorkType.GetWorkTypeByGUID(workTypeGUID:string) -> WorkType ! AGN
IWorkType.GetWorkTypesByPhaseGUID(phaseGUID:string) -> WorkType[] ! AGN
IWorkType.GetAllWorkTypes() -> WorkType[] ! AG
IWorkType.UpdateWorkType(workTypeInfo:WorkType) -> WorkType ! AGP
IWorkType.GetWorkTypesChangedSince(startDateTime:dateTime, options:int) -> WorkType[] ! AG
ICurrency.GetCurrencyByGUID(currencyGUID:string) -> Currency ! AGN
ICurrency.GetCurrencyByIsoCode(currencyIsoCode:string) -> Currency ! AGN
ICurrency.GetCurrencies() -> Currency[] ! AG
"""


def _member(text: str) -> Member:
    name, kind = text.split(":")
    plain = kind.removesuffix("?")
    return Member(name, plain, kind.endswith("?") or plain not in VALUE_TYPES)


@cache
def base_of(type_name: str) -> str | None:
    """The base class of a type."""
    found = re.match(r"\s*<\s*(\S+)", _TYPES[type_name])
    return found.group(1) if found else None


@cache
def own_members(type_name: str) -> tuple[Member, ...]:
    """The members of a type without those of its base class, in wire order."""
    text = re.sub(r"^\s*<\s*\S+", "", _TYPES[type_name])
    return tuple(_member(each) for each in text.split())


@cache
def members(type_name: str) -> tuple[Member, ...]:
    """All members that may be on the wire, in wire order: those of its base class first, newer ones with the others."""
    base = base_of(type_name)
    newer = tuple(replace(_member(each), is_newer=True) for each in _NEWER.get(type_name, ()))
    return (members(base) if base else ()) + own_members(type_name) + newer


def type_names() -> tuple[str, ...]:
    """All types, in ordinal order."""
    return tuple(sorted(_TYPES))


def _operation(line: str) -> Operation:
    found = re.fullmatch(r"(\w+)\.(\w+)\((.*)\) -> (\S+) ! (\S+)", line)
    if found is None:
        raise ValueError(f"not an operation: {line}")
    interface, name, parameters, result, faults = found.groups()
    return Operation(
        interface,
        name,
        tuple(_member(each) for each in parameters.split(", ") if each),
        None if result == "void" else _member(f"{name}Result:{result}"),
        tuple(FAULTS[letter] for letter in faults if letter != "-"),
    )


#: All operations, by their SOAPAction.
OPERATIONS: dict[str, Operation] = {
    operation.action: operation for operation in map(_operation, _OPERATIONS.strip().replace("\\\n", "").splitlines())
}
