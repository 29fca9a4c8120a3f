"""What a person has looked at and gone on from, where nothing else tells."""

from django.db import models

from severa_maestro.companies.models import Company


class PassedStep(models.Model):
    """A step of a company's set-up that is over though nothing else shows it.

    Somebody has left it behind, such as the preview, or it went well, such as the trial of the connection.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="passed_steps")
    #: A name of ``steps.STEPS``.
    step = models.CharField(max_length=20)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "step"), name="a_step_is_passed_once"),)

    def __str__(self) -> str:
        return f"{self.company}: {self.step}"
