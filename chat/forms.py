"""What a company's admins fill in for its own stickers and emoji."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chat.actions.stickers import LONGEST_NAME

PICTURES = "image/png,image/jpeg,image/webp,image/avif,image/gif"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class Pictures(forms.FileField):
    """One or more."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(Pictures, self).clean(each, initial) for each in given] or [super().clean(None, initial)]


class PackForm(forms.Form):
    name = forms.CharField(label=_("Name of the pack"), max_length=LONGEST_NAME)


class PicturesForm(forms.Form):
    pictures = Pictures(
        label=_("Pictures"),
        help_text=_("PNG, WebP or JPEG. Best are square ones without a background; we make them small."),
        widget=SeveralFiles(attrs={"accept": PICTURES, "multiple": True, "aria-label": _("Pictures")}),
    )


class StickerForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class EmojiForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=32,
        help_text=_("Small letters, digits and underscores. Colleagues write it between colons, such as :party_loaf:"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    picture = forms.FileField(label=_("Picture"), widget=forms.FileInput(attrs={"accept": PICTURES}))
