from django.urls import path

from feed.views import comments, group_rooms, home, posts

app_name = "feed"
urlpatterns = [
    path("", home.home, name="home"),
    path("feed/more/", home.more, name="more"),
    path("feed/order/", home.choose_order, name="order"),
    path("feed/changes/", home.changes, name="changes"),
    path("posts/", posts.create, name="create"),
    path("posts/<str:pk>/", posts.post, name="post"),
    path("groups/<str:pk>/waiting/", group_rooms.waiting, name="waiting"),
    path("groups/<str:pk>/files/", group_rooms.files, name="files"),
    path("groups/<str:pk>/numbers/", group_rooms.numbers, name="numbers"),
    path("posts/<str:pk>/approve/", group_rooms.approve, name="approve"),
    path("posts/<str:pk>/decline/", group_rooms.decline, name="decline"),
    path("posts/<str:pk>/take-back/", group_rooms.take_back, name="take_back"),
    path("posts/<str:pk>/edit/", posts.edit, name="post_edit"),
    path("posts/<str:pk>/delete/", posts.delete, name="post_delete"),
    path("posts/<str:pk>/deleted/", posts.deleted, name="post_deleted"),
    path("posts/<str:pk>/restore/", posts.restore, name="post_restore"),
    path("posts/<str:pk>/reactions/", posts.reactions, name="post_reactions"),
    path("posts/<str:pk>/reaction/", posts.reaction, name="post_reaction"),
    path("posts/<str:pk>/cards/<str:card>/", posts.card, name="post_card"),
    path("posts/<str:pk>/comments/", comments.create, name="comment"),
    path("comments/<str:pk>/edit/", comments.edit, name="comment_edit"),
    path("comments/<str:pk>/delete/", comments.delete, name="comment_delete"),
    path("comments/<str:pk>/deleted/", comments.deleted, name="comment_deleted"),
    path("comments/<str:pk>/restore/", comments.restore, name="comment_restore"),
    path("comments/<str:pk>/reactions/", comments.reactions, name="comment_reactions"),
    path("comments/<str:pk>/reaction/", comments.reaction, name="comment_reaction"),
]
