"""Messages as pages and sockets show them: one template, rendered once for all who see it.

No word and no local time in it: the reader's page fills those in, in its own language and zone.
"""

from __future__ import annotations

import json
from functools import cache

from django.template import Context, Engine, Template

from chat.models import Message
from core.text import is_only_emoji, to_html


def message_html(message: Message) -> str:
    shown = "" if message.deleted_at else message.text
    mentions = [(named.name, f"/people/{named.person_id}/") for named in message.mention_list]
    context = {
        "message": message,
        "html": to_html(shown, mentions),
        "only_emoji": is_only_emoji(shown),
        "reactions": json.dumps(message.reactions),
        "event": json.dumps({**message.detail, "by": str(message.author)}) if message.is_event else "",
    }
    return _template().render(Context(context, autoescape=True))


@cache
def _template() -> Template:
    """Without a request: no context processor may slip something of one reader in."""
    return Engine.get_default().get_template("chat/_message.html")
