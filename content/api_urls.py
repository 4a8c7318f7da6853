from django.urls import path

from content.api import drafts, files, mentions, saved

urlpatterns = [
    path("drafts", drafts.Drafts.as_view()),
    path("drafts/<str:place>", drafts.OneDraft.as_view()),
    path("saved", saved.SavedThings.as_view()),
    path("saved/lists", saved.SavedLists.as_view()),
    path("saved/lists/<str:pk>", saved.OneSavedList.as_view()),
    path("saved/<str:kind>/<str:pk>", saved.OneSaved.as_view()),
    path("mentionable", mentions.Mentionable.as_view()),
    path("files", files.Files.as_view()),
    path("files/<str:pk>", files.OneFile.as_view()),
]
