"""Polls, events, pins, schedule, important and seen posts; what search finds."""

import content.models.files
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def count(apps, schema_editor):
    """What is counted from now on, of what is there."""
    schema_editor.execute(
        "UPDATE feed_post SET file_count = held.n FROM (SELECT holder, count(*) AS n FROM content_file"
        " WHERE held_as = 'feed.post' AND deleted_at IS NULL GROUP BY holder) held WHERE held.holder = feed_post.id"
    )
    schema_editor.execute(
        "UPDATE feed_comment SET reply_count = said.n FROM (SELECT parent_id, count(*) AS n FROM feed_comment"
        " WHERE deleted_at IS NULL AND parent_id IS NOT NULL GROUP BY parent_id) said"
        " WHERE said.parent_id = feed_comment.id"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('feed', '0003_reactions_by_kind'),
        ('groups', '0002_company_network'),
        ('people', '0005_company_network'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('zone', models.CharField(help_text='Where it was planned; readers see their own time.', max_length=64)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('sequence', models.IntegerField(default=0, help_text='Grows with each change, for calendars.')),
                ('yes_count', models.IntegerField(default=0)),
                ('maybe_count', models.IntegerField(default=0)),
                ('no_count', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='FeedPreferences',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('order', models.CharField(choices=[('top', 'Top'), ('new', 'New')], default='top', max_length=4)),
            ],
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('several', models.BooleanField(default=False, help_text='One may choose more than one option.')),
                ('may_add', models.BooleanField(default=False, help_text='Readers may add options.')),
                ('hides_results', models.BooleanField(default=False, help_text='Until one has voted, or it is closed.')),
                ('closes_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(help_text='Its author ended it by hand.', null=True)),
                ('voter_count', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.IntegerField()),
                ('text', models.CharField(max_length=200)),
                ('vote_count', models.IntegerField(default=0)),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='PollVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='PostPin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.IntegerField()),
                ('until', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='PostSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Rsvp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'Going'), ('maybe', 'Maybe'), ('no', 'Not going')], max_length=8)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='ScheduledPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('send_at', models.DateTimeField()),
                ('client_id', models.CharField(max_length=120)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            bases=(content.models.files.HasFiles, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='feed_comment_says_something',
        ),
        migrations.RemoveConstraint(
            model_name='post',
            name='feed_post_says_something',
        ),
        migrations.RemoveIndex(
            model_name='post',
            name='feed_post_of_group',
        ),
        migrations.RemoveIndex(
            model_name='post',
            name='feed_post_newest',
        ),
        migrations.AddField(
            model_name='comment',
            name='file_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='comment',
            name='reply_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='post',
            name='shared_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shares', to='feed.post'),
        ),
        migrations.AddField(
            model_name='post',
            name='file_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='post',
            name='important_until',
            field=models.DateTimeField(help_text="On top of each reader's feed till they tap Read.", null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='is_shared',
            field=models.BooleanField(default=False, help_text='Also when what it shared is gone.'),
        ),
        migrations.AddField(
            model_name='post',
            name='kind',
            field=models.CharField(choices=[('text', 'Text'), ('poll', 'Poll'), ('event', 'Event')], default='text', max_length=8),
        ),
        migrations.AddField(
            model_name='post',
            name='nudged_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='read_count',
            field=models.IntegerField(default=0, help_text='How many tapped Read.'),
        ),
        migrations.AddField(
            model_name='post',
            name='seen_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='post',
            name='share_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='post',
            name='waits_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='post',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='groups.group'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('deleted_at', None), ('waits_since', None)), fields=['group', '-created_at', '-id'], name='feed_post_in_group'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('deleted_at', None), ('waits_since', None)), fields=['-created_at', '-id'], name='feed_post_latest'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('deleted_at', None), ('waits_since', None)), fields=['author', '-created_at', '-id'], name='feed_post_by_author'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('deleted_at', None), ('waits_since__isnull', False)), fields=['group', 'waits_since'], name='feed_post_waiting'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('important_until__isnull', False)), fields=['important_until'], name='feed_post_important'),
        ),
        migrations.AddField(
            model_name='event',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='event', to='feed.post'),
        ),
        migrations.AddField(
            model_name='poll',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='feed.post'),
        ),
        migrations.AddField(
            model_name='polloption',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='polloption',
            name='poll',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='options', to='feed.poll'),
        ),
        migrations.AddField(
            model_name='pollvote',
            name='option',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='feed.polloption'),
        ),
        migrations.AddField(
            model_name='pollvote',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='postpin',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='postpin',
            name='group',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='groups.group'),
        ),
        migrations.AddField(
            model_name='postpin',
            name='post',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pin', to='feed.post'),
        ),
        migrations.AddField(
            model_name='postseen',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='postseen',
            name='post',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='seen', to='feed.post'),
        ),
        migrations.AddField(
            model_name='rsvp',
            name='event',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rsvps', to='feed.event'),
        ),
        migrations.AddField(
            model_name='rsvp',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scheduledpost',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scheduledpost',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.group'),
        ),
        migrations.AddField(
            model_name='comment',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.en_folded')), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.fr_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.simple_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='post',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.en_folded')), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.fr_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.simple_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('cancelled_at', None)), fields=['begins_at'], name='feed_event_next'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='feed_event_ends_later'),
        ),
        migrations.AddConstraint(
            model_name='polloption',
            constraint=models.UniqueConstraint(fields=('poll', 'place'), name='feed_polloption_one_per_place'),
        ),
        migrations.AddConstraint(
            model_name='pollvote',
            constraint=models.UniqueConstraint(fields=('option', 'person'), name='feed_pollvote_once'),
        ),
        migrations.AddIndex(
            model_name='postpin',
            index=models.Index(fields=['group', 'place', 'id'], name='feed_postpin_of_group'),
        ),
        migrations.AddConstraint(
            model_name='postseen',
            constraint=models.UniqueConstraint(fields=('post', 'person'), name='feed_postseen_once'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.UniqueConstraint(fields=('event', 'person'), name='feed_rsvp_once'),
        ),
        migrations.AddIndex(
            model_name='scheduledpost',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['send_at'], name='feed_scheduled_due'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpost',
            constraint=models.UniqueConstraint(fields=('author', 'client_id'), name='feed_scheduled_once'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('deleted_at', None)), fields=['words'], name='feed_comment_words'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('deleted_at', None), ('waits_since', None)), fields=['words'], name='feed_post_words'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('file_count__gt', 0), _connector='OR'), name='feed_comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('file_count__gt', 0), ('is_shared', True), ('kind', 'event'), _connector='OR'), name='feed_post_says_something'),
        ),
    ]
