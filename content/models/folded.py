"""Names as a search compares them, in words that an index may hold."""

from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db.models import Func, TextField
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate
from django.db.models.indexes import IndexExpression

# That an operator class stands behind an expression and not within it, django.contrib.postgres would say; it is not
# installed, since it asks each new connection for types that nothing here uses.
IndexExpression.register_wrappers(OrderBy, OpClass, Collate)


class Folded(Func):
    """Without case and accents, as `core.folding.fold` does it. The index on names of files holds the same words:
    changing them wants a migration."""

    template = (
        "regexp_replace(normalize(replace(replace(replace(replace("
        "translate(lower(%(expressions)s), $$øłđðıŋħ’‘ʼ`´‐‑‒–—$$, $$olddinh'''''-----$$),"
        r" 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), NFKD), '[\u0300-\u036f]', '', 'g')"
    )
    arity = 1
    output_field = TextField()
