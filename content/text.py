"""What people type, as it is kept."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refusal

UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode's categories of what leaves the page white


def kept_text(text: str, *, most: int, may_be_empty: bool = False) -> str:
    """The text without space around it; refused if nothing in it can be seen or it is longer than `most`.

    `may_be_empty`: what it stands with, pictures or an event, says enough.
    """
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if all(unicodedata.category(sign) in UNSEEN for sign in text):
        if may_be_empty:
            return ""
        raise _no(_("Write something first."))
    if len(text) > most:
        over = len(text) - most
        raise _no(
            ngettext("This is %(over)s character too long.", "This is %(over)s characters too long.", over)
            % {"over": over}
        )
    return text


def _no(why: str) -> Refusal:
    return Refusal("invalid", why, fields={"text": [why]})
