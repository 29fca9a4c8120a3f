"""What is said of one record, whichever way in it came or went."""

from severa_maestro.errors import DataError
from severa_maestro.severa.meaning import Meaning, message

INVOICE_NOT_FOUND = Meaning(
    DataError,
    "severa-invoice-not-found",
    message(
        fi=(
            "Laskua tai sille asetettavaa tilaa ei löydy Severasta.",
            "Tarkista, onko lasku poistettu Severasta ja onko siirretty-tila yhä Severan asetuksissa.",
        ),
        sv=(
            "Fakturan eller den status som skulle sättas finns inte i Severa.",
            "Kontrollera om fakturan har tagits bort i Severa och om statusen för överförda fakturor finns kvar där.",
        ),
        en=(
            "Severa does not have the invoice, or the status to set on it.",
            "Check whether the invoice was deleted in Severa, and whether the transferred status is still there.",
        ),
    ),
)

RECORD_UNREADABLE = Meaning(
    DataError,
    "severa-record-unreadable",
    message(
        fi=(
            "Severan antamaa tietoa ei voitu lukea: {reason}.",
            "Avaa ja tallenna se Severassa. Jos se ei auta, ota yhteyttä tukeen.",
        ),
        sv=(
            "En post från Severa gick inte att läsa: {reason}.",
            "Öppna och spara den i Severa. Om det inte hjälper, kontakta supporten.",
        ),
        en=(
            "A record from Severa could not be read: {reason}.",
            "Open it in Severa and save it. If that does not help, contact support.",
        ),
    ),
)


class MemberError(ValueError):
    """A member does not hold what its type allows. Its text names the member and shows what stood there."""


def unreadable(kind: str, *, guid: str, name: str, reason: str) -> DataError:
    """The error of one record that could not be read; it names the record as well as can be."""
    known = " ".join(part for part in (kind, name, guid) if part)
    return DataError(
        RECORD_UNREADABLE.code,
        RECORD_UNREADABLE.message,
        reason=f"{known}: {reason}",
        kind=kind,
        guid=guid,
        name=name,
    )
