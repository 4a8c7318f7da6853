"""What the company's log says of acts in Work Chat."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "chat.sticker_pack_made": _("Made a sticker pack"),
    "chat.sticker_pack_renamed": _("Renamed a sticker pack"),
    "chat.sticker_pack_removed": _("Removed a sticker pack"),
    "chat.stickers_added": _("Added stickers to a pack"),
    "chat.sticker_renamed": _("Renamed a sticker"),
    "chat.sticker_removed": _("Removed a sticker"),
    "chat.emoji_added": _("Added an emoji"),
    "chat.emoji_removed": _("Removed an emoji"),
    "chat.report_read": _("Looked at reported messages"),
    "chat.report_closed": _("Closed a report"),
}
