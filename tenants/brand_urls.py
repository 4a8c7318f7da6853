from django.urls import path

from tenants import brand_views

app_name = "tenants"
urlpatterns = [
    path("brand.css", brand_views.stylesheet, name="brand"),
    path("manifest.webmanifest", brand_views.manifest, name="manifest"),
    path("icon-<int:size>.png", brand_views.icon, name="icon"),
    path("icon-<int:size>-maskable.png", brand_views.icon, {"maskable": True}, name="icon-maskable"),
    path("sw.js", brand_views.service_worker, name="service_worker"),
    path("offline/", brand_views.offline, name="offline"),
]
