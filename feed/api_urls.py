from django.urls import path

from feed.api import comments, posts, reactions

urlpatterns = [
    path("feed", posts.Feed.as_view()),
    path("me/feed", posts.FeedPreference.as_view()),
    path("posts", posts.Posts.as_view()),
    path("posts/<str:pk>", posts.OnePost.as_view()),
    path("posts/<str:pk>/restore", posts.PostRestore.as_view()),
    path("posts/<str:pk>/cards/<str:card>", posts.PostCards.as_view()),
    path("posts/<str:pk>/comments", comments.Comments.as_view()),
    path("posts/<str:pk>/reactions", reactions.PostReactions.as_view()),
    path("comments/<str:pk>", comments.OneComment.as_view()),
    path("comments/<str:pk>/restore", comments.CommentRestore.as_view()),
    path("comments/<str:pk>/reactions", reactions.CommentReactions.as_view()),
]
