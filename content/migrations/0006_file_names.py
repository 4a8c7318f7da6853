import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_company_network"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="file",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(models.Q(("held_as", ""), _negated=True), ("deleted_at", None)),
                fields=["name"],
                name="content_file_called",
                opclasses=["extensions.gin_trgm_ops"],
            ),
        ),
    ]
