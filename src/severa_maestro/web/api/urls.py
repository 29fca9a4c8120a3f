"""The addresses of the API: version 1, and a problem in JSON for whatever else is asked for under ``/api/``."""

from django.urls import URLPattern, path, re_path

from severa_maestro.web.api import problems
from severa_maestro.web.api.contract import for_programs, make_api

api = make_api()

_routes, _app_name, _namespace = api.urls
_patterns = [for_programs(each) for each in _routes if isinstance(each, URLPattern)]

urlpatterns = [
    path("v1/", (_patterns, _app_name, _namespace)),
    for_programs(re_path("", problems.not_found)),
]
