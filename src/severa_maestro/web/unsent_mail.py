"""Mail where no mail server is set: it waits in the data folder, and the machine log says so.

The letters are not in the log itself: a link that sets a password is a secret, and logs are passed on.
"""

from collections.abc import Sequence
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

_log = structlog.get_logger(__name__)


class Backend(EmailBackend):
    """Writes each letter into ``unsent-mail`` of the data folder."""

    def __init__(self, *_args: Any, **options: Any) -> None:
        super().__init__(file_path=str(settings.UNSENT_MAIL), **options)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keeps them, and says of each that it was not sent: none was."""
        for _ in email_messages:
            _log.warning("mail-not-sent")
        super().send_messages(email_messages)
        return 0


def is_mail_on() -> bool:
    """Whether letters are sent at all."""
    return bool(f"{__name__}.{Backend.__name__}" != settings.EMAIL_BACKEND)
