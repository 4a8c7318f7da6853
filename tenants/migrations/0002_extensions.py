"""Extensions and folded text-search configurations, in a schema of their own that every company may look into."""

from django.db import migrations

FOLDED = """
CREATE TEXT SEARCH CONFIGURATION extensions.{name} (COPY = pg_catalog.{language});
ALTER TEXT SEARCH CONFIGURATION extensions.{name}
    ALTER MAPPING FOR hword, hword_part, word WITH extensions.unaccent, pg_catalog.{stemmer};
"""

MAKE = """
CREATE SCHEMA IF NOT EXISTS extensions;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
""" + "".join(
    FOLDED.format(name=name, language=language, stemmer=stemmer)
    for name, language, stemmer in [
        ("en_folded", "english", "english_stem"),
        ("fr_folded", "french", "french_stem"),
        ("simple_folded", "simple", "simple"),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "DROP SCHEMA extensions CASCADE")]
