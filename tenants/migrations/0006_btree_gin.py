"""Lets an index on words of messages begin with the thread: whoever searches one thread reads that thread's words only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenants", "0005_first_steps")]
    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA extensions", "DROP EXTENSION IF EXISTS btree_gin"
        )
    ]
