"""Comments: what one does with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refusal
from core.middleware import answer_refusal
from feed import access, actions, reading
from feed.forms import CommentForm
from feed.models import Comment
from feed.views.posts import edit_form, opened_replies, react, uploaded, who_reacted
from feed.views.shown import around, back, may_write, refused_fields, show_comment


@require_POST
def create(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    post = access.post_to_answer(request.user, pk)
    about = f"{post.pk} {request.POST.get('parent', '')}".strip()
    form = CommentForm(request.POST, about=about, auto_id=False)
    form.full_clean()
    parent = access.comment_to_reply_to(request.user, post, request.POST.get("parent", ""))
    try:
        comment, _is_new = actions.create_comment(
            post=post,
            author=request.user,
            text=form.cleaned_data["text"],
            parent=parent,
            files=[*request.POST.getlist("files"), *uploaded(request)],
            client_id=form.cleaned_data.get("client_id"),
        )
    except Refusal as no:
        if request.htmx:
            return answer_refusal(request, no)
        refused_fields(form, no.fields)
        entry = reading.comments_page(post, access.comments_of(request.user, post))
        context = {**around(request), "entry": entry, "alone": True, "comment_form": form, "reply_to": parent}
        return render(request, "feed/post.html", context, status=no.status)
    if request.htmx:
        return show_comment(request, access.comment_for(request.user, comment.pk), 201)
    return redirect(_address(comment))


@require_safe
def replies(request: HttpRequest, pk: str) -> HttpResponse:
    """The replies to a comment, for scripts; without them, on the post's page."""
    comment = access.comment_for(request.user, pk)
    if not request.htmx:
        return redirect(f"/posts/{comment.post_id}/?comment={comment.pk}&replies=1#comment-{comment.pk}")
    shown = reading.replies_page(comment, access.replies_to(request.user, comment), request.GET.get("cursor", ""))
    return render(request, "feed/_replies.html", {**around(request), "opened": shown})


@require_safe
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """Where one replies without scripts: the post's page with a form for it."""
    comment = access.comment_to_answer(request.user, pk)
    post = access.post_for(request.user, comment.post_id)
    above = comment.parent or comment
    context = {
        **around(request),
        "entry": reading.comments_around(post, access.comments_of(request.user, post), comment),
        "target": comment,
        "alone": True,
        "opened": opened_replies(request, above, comment),
        "reply_to": comment,
    }
    return render(request, "feed/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    comment = access.comment_to_edit(request.user, pk)
    if request.method != "POST":
        return edit_form(request, comment, f"/comments/{comment.pk}/")
    may_write(request)
    try:
        actions.edit_comment(comment=comment, text=request.POST.get("text", ""))
    except Refusal as no:
        return edit_form(request, comment, f"/comments/{comment.pk}/", no)
    if request.htmx:
        return show_comment(request, access.comment_for(request.user, pk))
    return redirect(_address(comment))


@require_POST
def delete(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    actions.delete_comment(comment=access.comment_to_delete(request.user, pk), by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("feed:comment_deleted", pk)


@require_safe
def deleted(request: HttpRequest, pk: str) -> HttpResponse:
    """Where one lands after deleting without scripts: the way to undo it."""
    comment = access.comment_to_restore(request.user, pk)
    context = {"undo": f"/comments/{comment.pk}/restore/", "onward": f"/posts/{comment.post_id}/"}
    return render(request, "feed/deleted.html", context)


@require_POST
def restore(request: HttpRequest, pk: str) -> HttpResponse:
    may_write(request)
    comment = actions.restore_comment(comment=access.comment_to_restore(request.user, pk), by=request.user)
    if request.htmx:
        return show_comment(request, access.comment_for(request.user, pk))
    return redirect(_address(comment))


@require_safe
def reactions(request: HttpRequest, pk: str) -> HttpResponse:
    """Who reacted to a comment."""
    comment = access.comment_for(request.user, pk)
    return who_reacted(request, comment, _address(comment))


@require_POST
def reaction(request: HttpRequest, pk: str) -> HttpResponse:
    """`kind` reacts, an empty one takes it back."""
    may_write(request)
    comment = access.comment_to_answer(request.user, pk)
    react(request, comment)
    return HttpResponse(status=204) if request.htmx else back(request, f"/posts/{comment.post_id}/", f"comment-{pk}")


def _address(comment: Comment) -> str:
    return f"/posts/{comment.post_id}/?comment={comment.pk}#comment-{comment.pk}"
