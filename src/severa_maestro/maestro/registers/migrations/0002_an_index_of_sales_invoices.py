from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="salesinvoice",
            index=models.Index(
                fields=["company", "-invoice_date", "-id", "number", "customer"], name="sales_invoices_newest_first"
            ),
        ),
    ]
