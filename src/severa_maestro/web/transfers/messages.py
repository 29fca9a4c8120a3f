"""What a person's decision says when it cannot be carried out."""

from severa_maestro.language import Message, Text

OVERTAKEN = Message(
    what=Text(
        fi="Lasku {number} on muuttunut sen jälkeen, kun se näytettiin, joten mitään ei tehty.",
        sv="Fakturan {number} har ändrats sedan den visades, så ingenting gjordes.",
        en="The invoice {number} has changed since it was shown, so nothing was done.",
    ),
    to_do=Text(
        fi="Katso se uudelleen ja päätä sitten.",
        sv="Granska den på nytt och besluta sedan.",
        en="Look at it again, and then decide.",
    ),
)
