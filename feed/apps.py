from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MOST_FILES = 20  # of one post


class FeedConfig(AppConfig):
    name = "feed"

    def ready(self) -> None:
        from content import hooks as content
        from content.drafts import draft_place
        from content.saving import savable
        from content.scopes import mention_scope
        from content.search import searchable
        from feed import access, actions, later, notifications_approval, notifications_parts, readers, results
        from feed.group_rooms import tabs
        from feed.models import Comment, Post, ScheduledPost
        from feed.notifications import COMMENTED, IMPORTANT, MENTIONED, REACTED, REPLIED, SHARED
        from feed.saving import saved_posts
        from feed.views.home import group_part, profile_part
        from groups.hooks import company_admin_came, group_page, group_tabs
        from notifications.kinds import register
        from people.hooks import profile_page
        from realtime.looking import looking_place
        from realtime.typing import typing_place

        savable("post", label=_("Post"), find=access.post_for, show=saved_posts)
        for kind in (COMMENTED, REPLIED, REACTED, SHARED, MENTIONED, IMPORTANT, *notifications_approval.KINDS):
            register(kind)
        for kind in notifications_parts.KINDS:
            register(kind)
        content.holder(Post.held_as, may_read=readers.may_read_file, audience=readers.readers_of_post, most=MOST_FILES)
        content.holder(Comment.held_as, may_read=readers.may_read_file_of_comment, audience=readers.readers_of_comment)
        content.holder(ScheduledPost.held_as, may_read=later.may_read_file, audience=later.audience, most=MOST_FILES)
        group_page.register(group_part, place=10)
        profile_page.register(profile_part, place=50)
        group_tabs.register(tabs, place=10)
        company_admin_came.register(actions.announce_company_admin, place=10)
        draft_place("feed", access.home_to_post_in)
        draft_place("group", access.group_to_post_in)
        draft_place("post", access.post_to_answer)
        draft_place("comment", access.comment_to_answer)
        mention_scope("group", access.scope_of_group)
        mention_scope("post", access.scope_of_post)
        mention_scope("comment", access.scope_of_comment)
        looking_place("person", access.posts_on_profile)
        looking_place("group", access.posts_of_group)
        looking_place("post", access.post_for)
        typing_place("post", readers.who_hears_typing)
        content.card_changed.register(actions.show_changed_card, place=10)
        content.may_see_card.register(readers.may_see_card, place=10)
        whole = {"by", "group", "date"}
        searchable("post", label=_("Posts"), find=results.find_posts, place=40, narrowed_by=whole)
        searchable("comment", label=_("Comments"), find=results.find_comments, place=50, narrowed_by=whole)
        searchable("file", label=_("Files"), find=results.find_files_of_posts, place=70, narrowed_by=whole)
        searchable("file", label=_("Files"), find=results.find_files_of_comments, place=70, narrowed_by=whole)
        searchable("event", label=_("Events"), find=results.find_events, place=80, narrowed_by=whole)
