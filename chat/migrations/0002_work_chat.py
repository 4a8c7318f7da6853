"""Work Chat, whole: roles and keeping of members, kinds of messages and what hangs on them, stickers, peace."""

import content.models.files
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('chat', '0001_initial'),
        ('content', '0004_saved'),
        ('groups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='CustomEmoji',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('deleted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MessageCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.IntegerField(help_text='Of the link among those of the text.')),
                ('hidden', models.BooleanField(default=False)),
                ('picture_hidden', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['place'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MessageMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=254)),
                ('place', models.IntegerField()),
            ],
            options={
                'ordering': ['place'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MessageReaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('emoji', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Preferences',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipts', models.BooleanField(default=True)),
                ('sounds', models.BooleanField(default=True)),
                ('takes_all', models.BooleanField(default=True, help_text='Whether @all means this person too.')),
            ],
        ),
        migrations.CreateModel(
            name='ReadMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remind_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('insult', 'Insult or bullying'), ('harassment', 'Harassment'), ('hate', 'Hate'), ('secret', 'Something confidential'), ('other', 'Something else')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed')], default='open', max_length=8)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, help_text='What the reporter is told.', max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name='ReportedMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ScheduledMessage',
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
        migrations.CreateModel(
            name='Sticker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('place', models.IntegerField(default=0)),
                ('deleted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='StickerPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('place', models.IntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('deleted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='StickerUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sticker', models.CharField(max_length=60)),
                ('used_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='chat_message_says_something',
        ),
        migrations.RemoveConstraint(
            model_name='thread',
            name='chat_thread_kind_fits_key',
        ),
        migrations.AddField(
            model_name='member',
            name='archived_seq',
            field=models.BigIntegerField(help_text='Archived while nothing was said after it.', null=True),
        ),
        migrations.AddField(
            model_name='member',
            name='from_seq',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='member',
            name='marked_unread',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='member',
            name='muted_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='member',
            name='pinned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='member',
            name='role',
            field=models.CharField(choices=[('member', 'Member'), ('admin', 'Admin')], default='member', max_length=8),
        ),
        migrations.AddField(
            model_name='message',
            name='card_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='message',
            name='detail',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='message',
            name='file_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='message',
            name='forwarded_from',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='chat.message'),
        ),
        migrations.AddField(
            model_name='message',
            name='is_forwarded',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('text', 'Text'), ('sticker', 'Sticker'), ('voice', 'Voice'), ('event', 'Event')], default='text', max_length=8),
        ),
        migrations.AddField(
            model_name='message',
            name='means_all',
            field=models.BooleanField(default=False, help_text='It was said to everybody in the thread (@all).'),
        ),
        migrations.AddField(
            model_name='message',
            name='mention_count',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='message',
            name='reactions',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='message',
            name='reply_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='chat.message'),
        ),
        migrations.AddField(
            model_name='message',
            name='sticker',
            field=models.CharField(blank=True, help_text="`pack/name` of ours, or the key of a company's own.", max_length=60),
        ),
        migrations.AddField(
            model_name='thread',
            name='group',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='thread', to='groups.group'),
        ),
        migrations.AddField(
            model_name='thread',
            name='picture',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='content.file'),
        ),
        migrations.AddField(
            model_name='thread',
            name='history',
            field=models.CharField(choices=[('all', 'New people see what was said before'), ('joined', 'New people see only what is said from then on')], default='all', max_length=8),
        ),
        migrations.AlterField(
            model_name='thread',
            name='direct_key',
            field=models.CharField(blank=True, help_text="Both people's ids, the smaller first; of notes the person's own.", max_length=41),
        ),
        migrations.AlterField(
            model_name='thread',
            name='kind',
            field=models.CharField(choices=[('direct', 'direct'), ('group', 'group'), ('notes', 'notes to self')], max_length=8),
        ),
        migrations.AddField(
            model_name='message',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.en_folded')), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.fr_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), '||', django.contrib.postgres.search.SearchVector('text', config=models.Value('extensions.simple_folded')), django.contrib.postgres.search.SearchConfig(models.Value('extensions.en_folded'))), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='message',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('deleted_at', None)), fields=['thread', 'words'], name='chat_message_words', opclasses=['extensions.int8_ops', 'pg_catalog.tsvector_ops']),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('kind', 'text'), _negated=True), ('file_count__gt', 0), _connector='OR'), name='chat_message_has_something'),
        ),
        migrations.AddConstraint(
            model_name='thread',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['direct', 'notes']), ('name', ''), models.Q(('direct_key', ''), _negated=True)), models.Q(('direct_key', ''), ('kind', 'group')), _connector='OR'), name='chat_thread_kind_fits_key'),
        ),
        migrations.AddField(
            model_name='block',
            name='blocked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='block',
            name='blocker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='customemoji',
            name='created_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='customemoji',
            name='file',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.file'),
        ),
        migrations.AddField(
            model_name='messagecard',
            name='card',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.card'),
        ),
        migrations.AddField(
            model_name='messagecard',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='chat.message'),
        ),
        migrations.AddField(
            model_name='messagemention',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='chat.message'),
        ),
        migrations.AddField(
            model_name='messagemention',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='messagereaction',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaction_rows', to='chat.message'),
        ),
        migrations.AddField(
            model_name='messagereaction',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pin',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pin',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pin', to='chat.message'),
        ),
        migrations.AddField(
            model_name='pin',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='chat.thread'),
        ),
        migrations.AddField(
            model_name='preferences',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='chat_preferences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readmark',
            name='member',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='chat.member'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chat.message'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='person',
            field=models.ForeignKey(help_text='Who is reported.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='reporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chat.thread'),
        ),
        migrations.AddField(
            model_name='reportedmessage',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chat.message'),
        ),
        migrations.AddField(
            model_name='reportedmessage',
            name='report',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='chat.report'),
        ),
        migrations.AddField(
            model_name='scheduledmessage',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scheduledmessage',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='chat.thread'),
        ),
        migrations.AddField(
            model_name='sticker',
            name='file',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content.file'),
        ),
        migrations.AddField(
            model_name='stickerpack',
            name='created_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sticker',
            name='pack',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stickers', to='chat.stickerpack'),
        ),
        migrations.AddField(
            model_name='stickeruse',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(fields=('blocker', 'blocked'), name='chat_block_once'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(('blocker', models.F('blocked')), _negated=True), name='chat_block_not_oneself'),
        ),
        migrations.AddConstraint(
            model_name='customemoji',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None)), fields=('name',), name='chat_customemoji_one_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='messagecard',
            constraint=models.UniqueConstraint(fields=('message', 'card'), name='chat_messagecard_once'),
        ),
        migrations.AddConstraint(
            model_name='messagemention',
            constraint=models.UniqueConstraint(fields=('message', 'place'), name='chat_messagemention_once'),
        ),
        migrations.AddConstraint(
            model_name='messagereaction',
            constraint=models.UniqueConstraint(fields=('message', 'person', 'emoji'), name='chat_messagereaction_once'),
        ),
        migrations.AddIndex(
            model_name='readmark',
            index=models.Index(fields=['at'], name='chat_readmark_old'),
        ),
        migrations.AddConstraint(
            model_name='readmark',
            constraint=models.UniqueConstraint(fields=('member', 'seq'), name='chat_readmark_once'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['remind_at'], name='chat_reminder_due'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('person', 'message'), name='chat_reminder_one_open'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['state', '-created_at', '-id'], name='chat_report_newest'),
        ),
        migrations.AddConstraint(
            model_name='reportedmessage',
            constraint=models.UniqueConstraint(fields=('report', 'message'), name='chat_reportedmessage_once'),
        ),
        migrations.AddIndex(
            model_name='scheduledmessage',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['send_at'], name='chat_scheduled_due'),
        ),
        migrations.AddConstraint(
            model_name='scheduledmessage',
            constraint=models.UniqueConstraint(fields=('author', 'client_id'), name='chat_scheduled_once'),
        ),
        migrations.AddConstraint(
            model_name='stickeruse',
            constraint=models.UniqueConstraint(fields=('person', 'sticker'), name='chat_stickeruse_once'),
        ),
        # Who began a group looks after it.
        migrations.RunSQL(
            "UPDATE chat_member SET role = 'admin' FROM chat_thread WHERE chat_thread.id = chat_member.thread_id"
            " AND chat_thread.kind = 'group' AND chat_thread.created_by_id = chat_member.person_id",
            migrations.RunSQL.noop,
        ),
    ]
