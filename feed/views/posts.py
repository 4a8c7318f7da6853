"""One post: its page, and what one does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.actions import take_file
from content.models import Reaction
from content.reactions import FACES, known_kind, most_first
from core.errors import Refusal
from core.middleware import answer_refusal
from feed import access, actions, composing, marking, reading
from feed.apps import MOST_FILES
from feed.forms import PostForm, WritingForm
from feed.models import Comment, Post, ScheduledPost
from feed.views.group_rooms import waits
from feed.views.home import home_page
from feed.views.shown import around, back, may_write, refused_fields, show_post
from notifications.actions import read_where

MOST_NAMED = 200  # of each kind on the page of who reacted; the API pages through all


@require_safe
def post(request: HttpRequest, pk: str) -> HttpResponse:
    """A post with its comments; `?comment=` opens at one of them, `?cursor=` goes back to earlier ones."""
    post = access.post_for(request.user, pk)
    if not request.htmx:  # opened, not merely unfolded or shown anew
        read_where(person=request.user, where=access.bells_of(request.user, post))
    comments = access.comments_of(request.user, post)
    target = access.comment_of(request.user, post, request.GET.get("comment", ""))
    if target is not None:
        entry = reading.comments_around(post, comments, target)
    else:
        entry = reading.comments_page(post, comments, request.GET.get("cursor", ""))
    context = {**around(request), "entry": entry, "target": target, "alone": True}
    opened = target and (target.parent or (target if "replies" in request.GET else None))
    if opened is not None:
        context["opened"] = opened_replies(request, opened, target)
    return render(request, "feed/_comments.html" if request.htmx else "feed/post.html", context)


def opened_replies(request: HttpRequest, comment: Comment, target: Comment) -> reading.Replies:
    """The replies under one comment of the page: around the one that is meant, or the latest."""
    replies = access.replies_to(request.user, comment)
    if target.parent_id:
        return reading.replies_around(comment, replies, target)
    return reading.replies_page(comment, replies, request.GET.get("earlier", ""))


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    may_write(request)
    form = PostForm(request.POST, request.FILES, about=request.POST.get("group", ""))
    try:
        post = _create(request, form)
    except Refusal as no:
        if request.htmx:
            return answer_refusal(request, no)
        refused_fields(form, no.fields or {"group": [no.text]})
        return home_page(request, form, status=no.status)
    if isinstance(post, ScheduledPost):
        if request.htmx:
            return render(request, "feed/composer/_scheduled.html", {"scheduled": post}, status=201)
        messages.success(request, _("It will be published at the time you chose."))
        return redirect("feed:later")
    if post.waits_since and post.group_id:
        return waits(request, post.group_id)
    if request.htmx:
        return show_post(request, reading.Entry(access.post_for(request.user, post.pk)), 201)
    return redirect(f"{_page_of(request, post)}#post-{post.pk}")


def _page_of(request: HttpRequest, post: Post) -> str:
    """Where it was written: the group's page, one's own profile, or home."""
    if "from_group" in request.POST and post.group_id:
        return f"/groups/{post.group_id}/"
    return f"/people/{post.author_id}/" if "from_profile" in request.POST and not post.group_id else "/"


def _create(request: HttpRequest, form: PostForm) -> Post | ScheduledPost:
    """A post, or one that waits for its time."""
    form.full_clean()
    me, sent = request.user, form.cleaned_data
    form.files_sent = [*request.POST.getlist("files"), *uploaded(request)]
    group, days = composing.place_chosen(me, sent.get("group", "")), composing.days_in(form)
    marking.may_ask_for_days(me, group, days)
    what: dict[str, Any] = {
        "group": group,
        "author": me,
        "text": sent["text"],
        "files": form.files_sent,
        "client_id": sent.get("client_id"),
        "poll": composing.poll_in(form, me),
        "event": composing.event_in(form, me),
        "important_days": days,
    }
    at = composing.time_in(form, me)
    if at is not None:
        return actions.schedule_post(**what, send_at=at)[0]
    return actions.create_post(**what)[0]


def uploaded(request: HttpRequest) -> list[str]:
    """Files that the form itself carried, where no script sent them before."""
    taken = [
        take_file(person=request.user, source=part.file, size=part.size, name=part.name)
        for part in request.FILES.getlist("upload")[:MOST_FILES]
    ]
    return [str(file.pk) for file, _is_new in taken]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """The form in the post's place; without scripts, on a page of its own."""
    post = access.post_to_edit(request.user, pk)
    if request.method != "POST":
        return edit_form(request, post, f"/posts/{post.pk}/")
    may_write(request)
    try:
        post = actions.edit_post(post=post, text=request.POST.get("text", ""))
    except Refusal as no:
        return edit_form(request, post, f"/posts/{post.pk}/", no)
    if request.htmx:
        fresh = access.post_for(request.user, post.pk)
        return show_post(request, reading.with_latest_comments([fresh], request.user)[0])
    return redirect("feed:post", pk)


def edit_form(request: HttpRequest, writing: object, address: str, no: Refusal | None = None) -> HttpResponse:
    """A form with the text as it is, or as it was just sent and refused."""
    if no and request.htmx:
        return answer_refusal(request, no)
    form = WritingForm(request.POST if no else None, initial={"text": getattr(writing, "text", "")}, auto_id="edit-%s")
    if no:
        form.full_clean()
        refused_fields(form, no.fields)
    template = "feed/_edit.html" if request.htmx else "feed/edit.html"
    context = {**around(request), "form": form, "address": address, "writing": writing}
    return render(request, template, context, status=no.status if no else 200)


@require_POST
def delete(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    actions.delete_post(post=access.post_to_delete(request.user, pk), by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("feed:post_deleted", pk)


@require_safe
def deleted(request: HttpRequest, pk: str) -> HttpResponse:
    """Where one lands after deleting without scripts: the way to undo it."""
    post = access.post_to_restore(request.user, pk)
    return render(request, "feed/deleted.html", {"undo": f"/posts/{post.pk}/restore/", "onward": "/", "is_post": True})


@require_POST
def restore(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    post = actions.restore_post(post=access.post_to_restore(request.user, pk), by=request.user)
    if request.htmx:
        fresh = access.post_for(request.user, post.pk)
        return show_post(request, reading.with_latest_comments([fresh], request.user)[0])
    return redirect("feed:post", pk)


@require_POST
def card(request: HttpRequest, pk: str, card: str) -> HttpResponse:
    """`hidden` or `picture_hidden`, 1 or 0: take the card or its picture away, or bring it back."""
    may_write(request)
    post, use = access.card_to_change(request.user, pk, card)
    asked = {name: request.POST[name] == "1" for name in ("hidden", "picture_hidden") if name in request.POST}
    actions.change_card(post=post, use=use, **asked)
    if not request.htmx:
        return back(request, f"/posts/{pk}/", f"post-{pk}")
    fresh = access.post_for(request.user, post.pk)
    return show_post(request, reading.with_latest_comments([fresh], request.user)[0])


@require_POST
def reaction(request: HttpRequest, pk: str) -> HttpResponse:
    """`kind` reacts, an empty one takes it back."""
    may_write(request)
    react(request, access.post_to_answer(request.user, pk))
    return HttpResponse(status=204) if request.htmx else back(request, f"/posts/{pk}/", f"post-{pk}")


@require_safe
def reactions(request: HttpRequest, pk: str) -> HttpResponse:
    """Who reacted to a post."""
    return who_reacted(request, access.post_for(request.user, pk), f"/posts/{pk}/")


def who_reacted(request: HttpRequest, thing: Post | Comment, address: str) -> HttpResponse:
    """Everybody by kind; for scripts the list alone."""
    reactions = access.reactions_to(thing).order_by("-created_at", "-pk")
    groups = [
        {
            "kind": kind,
            "word": Reaction.Kind(kind).label,
            "face": FACES[Reaction.Kind(kind)],
            "count": count,
            "people": [row.person for row in reactions.filter(kind=kind)[:MOST_NAMED]],
        }
        for kind, count in most_first(thing.reactions_by_kind)
    ]
    template = "feed/_who_reacted.html" if request.htmx else "feed/who_reacted.html"
    return render(request, template, {**around(request), "kinds": groups, "address": address})


def react(request: HttpRequest, thing: object) -> None:
    kind = request.POST.get("kind", "")
    if kind:
        actions.react(thing=thing, person=request.user, kind=known_kind(kind))
    else:
        actions.take_reaction_back(thing=thing, person=request.user)
