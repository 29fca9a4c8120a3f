from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_indexes_of_lists")]

    operations = [
        migrations.AddIndex(
            model_name="logline",
            index=models.Index(fields=["code", "at", "company", "transfer"], name="log_as_counted"),
        ),
    ]
