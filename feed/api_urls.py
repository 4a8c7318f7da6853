from django.urls import path

from feed import api

urlpatterns = [
    path("feed", api.Feed.as_view()),
    path("posts", api.Posts.as_view()),
    path("posts/<str:pk>", api.OnePost.as_view()),
    path("posts/<str:pk>/restore", api.PostRestore.as_view()),
    path("posts/<str:pk>/cards/<str:card>", api.PostCards.as_view()),
    path("posts/<str:pk>/comments", api.Comments.as_view()),
    path("posts/<str:pk>/reactions", api.PostReactions.as_view()),
    path("comments/<str:pk>", api.OneComment.as_view()),
    path("comments/<str:pk>/restore", api.CommentRestore.as_view()),
    path("comments/<str:pk>/reactions", api.CommentReactions.as_view()),
]
