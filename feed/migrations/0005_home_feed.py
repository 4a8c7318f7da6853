"""What the home feed is found by: the posts on a profile; the comments on a post itself, and the replies to one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("feed", "0004_whole_feed")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("group", None), ("waits_since", None)),
                fields=["author", "-created_at", "-id"],
                name="feed_post_on_profile",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("parent", None)),
                fields=["post", "-created_at", "-id"],
                name="feed_comment_on_post",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("parent__isnull", False)),
                fields=["parent", "-created_at", "-id"],
                name="feed_comment_replies",
            ),
        ),
    ]
