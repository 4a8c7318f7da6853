"""The posts of a list, in templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, json_script
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from feed.reading import Entry
from feed.rendered import SETS, TOKEN, Look, comment_html, post_html
from feed.words import words
from groups.models import Group

register = template.Library()


class Face(NamedTuple):
    """A group in a short list."""

    pk: int
    name: str
    picture_id: int | None
    member_count: int


EMPTY = '<section class="comments"></section>'
ANYWHERE = "-any-post-"  # where a form names its post


@register.simple_tag(takes_context=True)
def entry(context: template.Context, shown: Entry) -> SafeString:
    """A post with its last comments and the form for one more: what `feed/_entry.html` writes, much sooner."""
    look, post = _look(context), shown.post
    comments = "".join(comment_html(comment, post, look) for comment in shown.comments)
    form = _form(context, post.pk) if post.comment_count and _may_answer(context, post.group_id) else ""
    head, _mark, tail = post_html(post, look).rpartition(EMPTY)
    html = f'{head}<section class="comments">{_earlier(shown)}{comments}{form}</section>{tail}'
    return mark_safe(html.replace(TOKEN, str(context["csrf_token"])))  # noqa: S308  (templates wrote it)


@register.simple_tag
def words_script() -> SafeString:
    """The words that the page's scripts say."""
    return _script(get_language())


@cache
def _script(_language: str | None) -> SafeString:
    return json_script(words(), "words")


@register.filter
def faces(groups: Sequence[Group], most: int) -> tuple[Face, ...]:
    """The first of them, as much of each as its place in a short list shows."""
    return tuple(Face(group.pk, str(group), group.picture_id, group.member_count) for group in groups[:most])


def _look(context: template.Context) -> Look:
    kept = context.render_context.get("look")
    if kept is None:
        kept = context.render_context["look"] = Look(
            me=context["viewer"].pk,
            **{name: frozenset(context[name]) for name in SETS},
            words=context["words"],
            is_home=bool(context.get("order")),
        )
    return kept


def _may_answer(context: template.Context, group: int | None) -> bool:
    return group is None or group in context["joined"]


def _form(context: template.Context, post: int) -> str:
    """The same under each post, but for the post it names."""
    kept = context.render_context.get("form")
    if kept is None:
        values: dict[str, Any] = {**context.flatten(), "post": {"pk": ANYWHERE}}
        html = get_template("feed/_comment_form.html").render(values, context["request"])
        kept = context.render_context["form"] = html
    return kept.replace(ANYWHERE, str(post))


def _earlier(shown: Entry) -> str:
    if not shown.earlier:
        return ""
    address = f"/posts/{shown.post.pk}/?{urlencode({'cursor': shown.earlier})}"
    text = ngettext("%(n)s earlier comment", "%(n)s earlier comments", shown.earlier_count) % {"n": shown.earlier_count}
    link = '<a class="link-button" href="{}" hx-get="{}" hx-target="this" hx-swap="outerHTML">{}</a>'
    return format_html(link, address, address, text)
