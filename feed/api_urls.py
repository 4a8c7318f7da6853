from django.urls import path

from feed.api import comments, group_rooms, posts, reactions

urlpatterns = [
    path("feed", posts.Feed.as_view()),
    path("me/feed", posts.FeedPreference.as_view()),
    path("posts", posts.Posts.as_view()),
    path("posts/<str:pk>", posts.OnePost.as_view()),
    path("groups/<str:pk>/waiting-posts", group_rooms.WaitingPosts.as_view()),
    path("groups/<str:pk>/files", group_rooms.GroupFiles.as_view()),
    path("groups/<str:pk>/numbers", group_rooms.GroupNumbers.as_view()),
    path("posts/<str:pk>/approve", group_rooms.Approve.as_view()),
    path("posts/<str:pk>/decline", group_rooms.Decline.as_view()),
    path("posts/<str:pk>/take-back", group_rooms.TakeBack.as_view()),
    path("posts/<str:pk>/restore", posts.PostRestore.as_view()),
    path("posts/<str:pk>/cards/<str:card>", posts.PostCards.as_view()),
    path("posts/<str:pk>/comments", comments.Comments.as_view()),
    path("posts/<str:pk>/reactions", reactions.PostReactions.as_view()),
    path("comments/<str:pk>", comments.OneComment.as_view()),
    path("comments/<str:pk>/restore", comments.CommentRestore.as_view()),
    path("comments/<str:pk>/reactions", reactions.CommentReactions.as_view()),
]
