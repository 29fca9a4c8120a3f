"""What the check of a company says: what is so, and what to do."""

from severa_maestro.language import Message
from severa_maestro.setup import check_maestro_texts, check_rights_texts, check_severa_texts

#: The messages in the order in which the check looks.
CHECK_MESSAGES: dict[str, Message] = {
    **check_rights_texts.MESSAGES,
    **check_severa_texts.MESSAGES,
    **check_maestro_texts.MESSAGES,
}
