"""What a password must be, in our words: Django's own rules, whose sentences are not in all our languages."""

from django.contrib.auth import password_validation as django

from severa_maestro.web.say import say


class LongEnough(django.MinimumLengthValidator):
    """It has as many characters as the settings say."""

    def get_error_message(self) -> str:
        """Says so in the reader's language."""
        return say("signing_in.password_too_short", least=self.min_length)


class UnlikeItsUser(django.UserAttributeSimilarityValidator):
    """It is not the user's own name or address."""

    def get_error_message(self) -> str:
        """Says so in the reader's language."""
        return say("signing_in.password_too_similar")


class Uncommon(django.CommonPasswordValidator):
    """It is none of those that everybody tries first."""

    def get_error_message(self) -> str:
        """Says so in the reader's language."""
        return say("signing_in.password_too_common")
