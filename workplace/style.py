"""The living style page: every part of the interface in all its states, for those who build it. Only with DEBUG."""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

PARTS = ("components", "feed", "chat", "conversation", "people", "profile", "door", "public")
ROOMS = {"chat": "chat", "conversation": "chat", "people": "people", "profile": "people"}
NAMES = [
    ("Ines Moreau", "Shop manager", "Shops North"),
    ("Bob Brown", "Baker", "Ovens"),
    ("Carol Clark", "Communications lead", "Head office"),
    ("Amadou Diallo", "Driver", "Deliveries"),
    ("Wiktoria Zielińska-Nowakowska", "Quality and food safety", "Head office"),
    ("Jun Ito", "Apprentice", "Ovens"),
    ("Priya Raman", "HR lead", "Head office"),
    ("Tom", "Night shift", "Ovens"),
]


class Person(SimpleNamespace):
    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def may(self, _right: object) -> bool:
        return False


class ExampleForm(forms.Form):
    name = forms.CharField(help_text="As colleagues know you.")
    email = forms.EmailField(label="Work address")
    place = forms.ChoiceField(choices=[("n", "Shop North"), ("s", "Shop South")], required=False)
    why = forms.CharField(widget=forms.Textarea, required=False, label="Why?")
    agree = forms.BooleanField(label="Tell me about news")


def page(request: HttpRequest, part: str = "components") -> HttpResponse:
    if not settings.DEBUG or part not in PARTS:
        raise Http404
    now = timezone.now()
    if "toast" in request.GET:
        messages.success(request, "Your photo is saved.")
    cast = [
        Person(pk=i + 1, name=name, title=title, department=team, photo=None, is_authenticated=True)
        for i, (name, title, team) in enumerate(NAMES)
    ]
    shown = copy(request)  # the real request keeps its own user
    shown.user = cast[1]
    wrong = ExampleForm({"name": "Ines", "email": "ines@"})
    return render(
        shown,
        f"style/{part}.html",
        {
            "cast": cast,
            "form": ExampleForm(auto_id="new_%s"),
            "wrong_form": wrong,
            "now": now,
            "minutes_ago": now - timedelta(minutes=4),
            "hours_ago": now - timedelta(hours=3),
            "yesterday": now - timedelta(days=1),
            "last_week": now - timedelta(days=9),
            "unread_threads": 3,
            "room": ROOMS.get(part, "home"),
        },
    )


page.open_to_strangers = True
