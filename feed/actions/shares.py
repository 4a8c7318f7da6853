"""What happens to shares when what they share changes, and to what is shared when a share comes or goes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from feed.events import PostEdited, PostShared
from feed.fragments import post_html
from feed.models import Post
from feed.serializers import post_data
from feed.writing import change
from realtime.publish import publish

MOST_TOLD = 100  # of the shares of one post; pages with older ones see it when they open


@transaction.atomic(savepoint=False)
def renew_shares(*, source: Post) -> None:
    """It was edited, deleted or brought back: pages show its shares with what they may show of it now."""
    if not source.share_count:
        return
    newest = Post.objects.present().filter(shared_from=source).order_by("-created_at", "-pk")
    ids = list(newest.values_list("pk", flat=True)[:MOST_TOLD])
    for share in Post.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True):
        change(share)
        publish(PostEdited(**post_data(share), html=post_html(share)), to=share.hearer_ids())


@transaction.atomic(savepoint=False)
def count_share(*, share: Post, by: int) -> None:
    """One more, or one less, of what it shares."""
    if share.shared_from_id is None:
        return
    Post.objects.filter(pk=share.shared_from_id).update(share_count=F("share_count") + by, revision=F("revision") + 1)
    source = Post.objects.present().select_related(*Post.shown_with).filter(pk=share.shared_from_id).first()
    if source is not None:
        event = PostShared(id=str(source.pk), share_count=source.share_count, revision=source.revision)
        publish(event, to=source.hearer_ids())
