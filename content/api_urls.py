from django.urls import path

from content.api import files

urlpatterns = [
    path("files", files.Files.as_view()),
    path("files/<str:pk>", files.OneFile.as_view()),
]
