from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    verbose_name = _("Work Chat")

    def ready(self) -> None:
        from chat import (
            access,
            actions,
            later,
            marking,
            notices,
            notifications,
            operators,
            peace,
            reporting,
            results,
            rooms,
            trays,
        )
        from chat.badges import unread_in_chat
        from chat.frames import delivered
        from chat.models import CustomEmoji, Message, ScheduledMessage, StickerPack, Thread
        from chat.views.groups import group_part
        from content import hooks as linking
        from content.drafts import draft_place
        from content.hooks import holder
        from content.saving import savable
        from content.scopes import mention_scope
        from content.search import searchable
        from groups.hooks import chat_wanted, group_archived, group_page, group_renamed, member_changed
        from notifications.hooks import deaf_to, unread_beside_the_bell
        from notifications.kinds import register
        from realtime.hooks import frame_handler, presence_hidden_from
        from realtime.typing import typing_place
        from tenants import hooks

        savable("message", label=_("Message"), find=access.message_for, show=results.saved_messages)
        searchable("thread", label=_("Conversations"), find=results.find_threads, place=30, narrowed_by={"group"})
        whole = {"by", "group", "date"}
        searchable("message", label=_("Messages"), find=results.find_messages, place=60, narrowed_by=whole)
        searchable("file", label=_("Files"), find=results.find_files, place=70, narrowed_by=whole)
        for kind in (*notifications.KINDS, *notices.KINDS):
            register(kind)
        hooks.company_counts.register(operators.counts, place=60)
        group_page.register(group_part, place=5)
        chat_wanted.register(actions.open_group_thread, place=10)
        member_changed.register(actions.follow_group, place=10)
        group_renamed.register(actions.rename_group_thread, place=10)
        group_archived.register(actions.close_group_thread, place=10)
        unread_beside_the_bell.register(unread_in_chat, place=10)
        holder(Message.held_as, may_read=reporting.may_read_file, audience=access.readers_of_message, most=10)
        holder(Thread.held_as, may_read=access.may_read_picture, audience=access.who_sees_picture, most=1)
        linking.card_changed.register(actions.show_changed_card, place=20)
        linking.may_see_card.register(marking.may_see_card, place=20)
        mention_scope("thread", marking.scope_of_thread)
        draft_place("thread", access.thread_for)
        typing_place("thread", access.who_hears_typing)
        rooms.open_them()
        holder(StickerPack.held_as, may_read=trays.may_see_picture, audience=trays.nobody, most=1_000)
        holder(CustomEmoji.held_as, may_read=trays.may_see_picture, audience=trays.nobody, most=1)
        frame_handler("received", delivered.received)
        holder(ScheduledMessage.held_as, may_read=later.may_read_file, audience=later.audience)
        deaf_to.register(peace.deaf_to, place=10)
        presence_hidden_from.register(peace.hidden_from, place=10)
