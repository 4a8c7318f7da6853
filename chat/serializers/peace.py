"""Blocks and reports, as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from chat.examples import BLOCK, REPORT, page
from chat.models import Block, Report
from chat.reporting import MOST_REPORTED
from core.examples import example
from core.rest import IdField
from people.serializers import PersonRefSerializer, person_ref


def block_data(row: Block) -> dict[str, Any]:
    return {"person": person_ref(row.blocked), "created_at": row.created_at}


def block_rows(rows: Sequence[Block]) -> list[dict[str, Any]]:
    return [block_data(row) for row in rows]


def report_data(row: Report) -> dict[str, Any]:
    """For who made it."""
    return {
        "id": str(row.pk),
        "person": person_ref(row.person),
        "reason": row.reason,
        "note": row.note,
        "state": row.state,
        "answer": row.answer,
        "created_at": row.created_at,
        "closed_at": row.closed_at,
    }


@example(answer=BLOCK)
class BlockShape(serializers.Serializer):
    person = PersonRefSerializer()
    created_at = serializers.DateTimeField()


@example(answer=page(BLOCK))
class BlockList(serializers.Serializer):
    results = BlockShape(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True)


@example(asked={"thread": "31", "messages": ["5401"], "reason": "insult", "note": "It is not the first time."})
class NewReport(serializers.Serializer):
    thread = IdField()
    messages = serializers.ListField(
        child=IdField(),
        allow_empty=False,
        max_length=MOST_REPORTED,
        help_text="Messages of one colleague. Reviewers see these and nothing else of the thread.",
    )
    reason = serializers.ChoiceField(Report.Reason.choices)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    also_block = serializers.BooleanField(required=False, default=False)


@example(answer=REPORT)
class ReportShape(serializers.Serializer):
    id = IdField()
    person = PersonRefSerializer(help_text="Who is reported.")
    reason = serializers.ChoiceField(Report.Reason.choices)
    note = serializers.CharField()
    state = serializers.ChoiceField(Report.State.choices)
    answer = serializers.CharField(help_text="What the reviewers say, once it is closed.")
    created_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
