from django.urls import path

from chat.views import files, finding, groups, offline, own, preferences, readers, threads

app_name = "chat"
urlpatterns = [
    path("chat/", threads.threads, name="threads"),
    path("settings/work-chat/", preferences.edit, name="preferences"),
    path("chat/offline/", offline.offline, name="offline"),
    path("chat/messages/<int:pk>/readers/", readers.readers, name="readers"),
    path("chat/rows/", threads.rows, name="rows"),
    path("chat/find/", finding.find, name="find"),
    path("chat/targets/", finding.targets, name="targets"),
    path("chat/people/", finding.people, name="people"),
    path("chat/group/<int:pk>/", groups.of_group, name="group"),
    path("chat/with/<int:pk>/", threads.direct, name="direct"),
    path("chat/<int:pk>/", threads.thread, name="thread"),
    path("chat/<int:pk>/conversation/", threads.conversation, name="conversation"),
    path("chat/<int:pk>/details/", threads.details, name="details"),
    path("chat/<int:pk>/pins/", threads.pins, name="pins"),
    path("chat/<int:pk>/files/<str:kind>/", files.files, name="files"),
    path("chat/<int:pk>/row/", threads.row, name="row"),
    path("settings/company/stickers/", own.home, name="own_stickers"),
    path("settings/company/stickers/<int:pk>/", own.pack, name="own_pack"),
    path("settings/company/stickers/<int:pk>/pictures/", own.pictures, name="own_pictures"),
    path("settings/company/stickers/<int:pk>/move/", own.move_pack, name="own_pack_move"),
    path("settings/company/stickers/<int:pk>/remove/", own.remove_pack, name="own_pack_remove"),
    path("settings/company/stickers/one/<int:pk>/", own.sticker, name="own_sticker"),
    path("settings/company/stickers/one/<int:pk>/move/", own.move_sticker, name="own_sticker_move"),
    path("settings/company/stickers/one/<int:pk>/remove/", own.remove_sticker, name="own_sticker_remove"),
    path("settings/company/stickers/emoji/", own.emoji, name="own_emoji"),
    path("settings/company/stickers/emoji/<int:pk>/remove/", own.remove_emoji, name="own_emoji_remove"),
]
