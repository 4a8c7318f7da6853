from django.urls import path

from feed.api import comments, group_rooms, marks, pins, posts, reactions, versions

urlpatterns = [
    path("feed", posts.Feed.as_view()),
    path("me/feed", posts.FeedPreference.as_view()),
    path("posts", posts.Posts.as_view()),
    path("posts/seen", marks.PostsSeen.as_view()),
    path("posts/<str:pk>", posts.OnePost.as_view()),
    path("groups/<str:pk>/waiting-posts", group_rooms.WaitingPosts.as_view()),
    path("groups/<str:pk>/files", group_rooms.GroupFiles.as_view()),
    path("groups/<str:pk>/numbers", group_rooms.GroupNumbers.as_view()),
    path("posts/<str:pk>/approve", group_rooms.Approve.as_view()),
    path("posts/<str:pk>/decline", group_rooms.Decline.as_view()),
    path("posts/<str:pk>/take-back", group_rooms.TakeBack.as_view()),
    path("posts/<str:pk>/versions", versions.PostVersions.as_view()),
    path("posts/<str:pk>/seen", marks.PostSeen.as_view()),
    path("posts/<str:pk>/read", marks.PostRead.as_view()),
    path("posts/<str:pk>/important", marks.PostImportant.as_view()),
    path("posts/<str:pk>/nudge", marks.PostNudge.as_view()),
    path("posts/<str:pk>/share", marks.PostShare.as_view()),
    path("posts/<str:pk>/restore", posts.PostRestore.as_view()),
    path("posts/<str:pk>/cards/<str:card>", posts.PostCards.as_view()),
    path("posts/<str:pk>/comments", comments.Comments.as_view()),
    path("posts/<str:pk>/reactions", reactions.PostReactions.as_view()),
    path("comments/<str:pk>", comments.OneComment.as_view()),
    path("comments/<str:pk>/versions", versions.CommentVersions.as_view()),
    path("groups/<str:pk>/pins", pins.GroupPins.as_view()),
    path("groups/<str:pk>/pins/<str:post>", pins.OnePin.as_view()),
    path("comments/<str:pk>/restore", comments.CommentRestore.as_view()),
    path("comments/<str:pk>/reactions", reactions.CommentReactions.as_view()),
]
