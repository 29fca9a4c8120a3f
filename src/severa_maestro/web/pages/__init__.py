"""One module a page: its views, its ``urlpatterns`` and, where it belongs in a menu, its ``MENU``."""
