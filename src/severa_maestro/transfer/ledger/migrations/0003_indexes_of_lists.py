from django.db import migrations, models

from severa_maestro.transfer.ledger.list_index import TransfersAsListed


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_a_second_way_into_severa"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="logline",
            index=models.Index(fields=["company", "code", "id"], name="log_by_code"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["company", "-id"], name="runs_newest_first"),
        ),
        migrations.AddIndex(
            model_name="timelineentry",
            index=models.Index(fields=["to_state", "at"], name="timeline_by_state"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=TransfersAsListed(fields=["company", "-invoice_date", "-id"], name="transfers_as_listed"),
        ),
    ]
