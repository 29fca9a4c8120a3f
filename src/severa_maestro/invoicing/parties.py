"""Who is on an invoice, and the customer register's view of a customer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address as it is written on an invoice; every line may be empty."""

    street: str = ""
    postal_code: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""

    @property
    def is_complete(self) -> bool:
        """Street, post code and town are there: what a Finnish invoice needs to arrive."""
        return bool(self.street and self.postal_code and self.town)

    @property
    def is_empty(self) -> bool:
        """Nothing of it is there, beside perhaps the country."""
        return not (self.street or self.postal_code or self.town)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicAddress:
    """Where e-invoices go: the address (OVT or IBAN) and the operator that carries them."""

    address: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """A seller's account: IBAN or a domestic number, and its bank's BIC."""

    number: str
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """The buyer as the invoice itself has it: a copy, which the customer card may have left behind since."""

    customer_guid: str
    customer_number: str = ""
    name: str = ""
    business_id: str = ""
    vat_number: str = ""
    address: PostalAddress = PostalAddress()
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    electronic_address: ElectronicAddress = ElectronicAddress()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """The sender of the invoice: the company, or its unit with a VAT number of its own."""

    name: str = ""
    business_id: str = ""
    vat_number: str = ""
    address: PostalAddress = PostalAddress()
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    electronic_address: ElectronicAddress = ElectronicAddress()
    bank_accounts: tuple[BankAccount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAddress:
    """One address of a customer's card.

    Attributes:
        guid: Severa's id of the address.
        owner: whose it is: equals ``Customer.address_owner`` of its customer.
        is_billing: invoices go here.
        is_postal: post goes here.
    """

    guid: str
    owner: str
    address: PostalAddress
    is_billing: bool = False
    is_postal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer of the register.

    Attributes:
        guid: Severa's id; opaque, and different through SOAP and REST.
        number: the customer number, as text; empty where Severa has given none.
        address_owner: the id by which ``CustomerAddress.owner`` names this customer.
        head_office_guid: which of the addresses is the head office.
        payment_term_days: days net; None where the card has none.
        overdue_interest: per cent a year, as text to keep it exact; empty where there is none.
    """

    guid: str
    number: str = ""
    name: str = ""
    vat_number: str = ""
    address_owner: str = ""
    head_office_guid: str = ""
    email: str = ""
    website: str = ""
    language: str = ""
    currency: str = ""
    payment_term_days: int | None = None
    overdue_interest: str = ""
    electronic_address: ElectronicAddress = ElectronicAddress()
    notes: str = ""
    is_active: bool = True
    is_internal: bool = False
    is_reverse_charged: bool = False
    addresses: tuple[CustomerAddress, ...] = ()

    @property
    def invoicing_address(self) -> PostalAddress:
        """Where invoices go: the billing address, else the postal one, else the head office, else any."""

        def rank(each: CustomerAddress) -> tuple[bool, bool, bool, str]:
            return (not each.is_billing, not each.is_postal, each.guid != self.head_office_guid, each.guid)

        return min(self.addresses, key=rank).address if self.addresses else PostalAddress()
