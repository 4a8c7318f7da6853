"""The fixed words of files, for templates and for the page's scripts; fragments leave their places empty."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.hooks import MOST


def file_words() -> dict[str, str]:
    return {
        "file_preparing": _("The picture is being prepared."),
        "file_broken": _("This picture is broken and cannot be shown."),
    }


def words_of_picker(most: int = MOST) -> dict[str, str]:
    return {
        "files": _("Files to be sent"),
        "remove": _("Remove %(name)s"),
        "cancel": _("Stop sending %(name)s"),
        "retry": _("Try again"),
        "alt": _("Describe the picture"),
        "sent": _("%(name)s is ready to be posted."),
        "waiting": _("Waiting"),
        "failed": _("That did not get through."),
        "too_big": _("This file is too big. %(most)s is the most."),
        "too_many": ngettext("At most %(most)s file.", "At most %(most)s files.", most) % {"most": most},
        "not_yet": _("A moment: the files are still on their way."),
        "drop": _("Drop them here"),
        "removed": _("%(name)s is removed."),
    }
