"""For those who watch the machine: does the process live, and can it do its work? They say nothing else to anybody."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

_PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view's
    """200: the process answers."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view's
    """200: the database answers, and has the tables of this version; else 503."""
    try:
        executor = MigrationExecutor(connection)
        is_ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        is_ready = False
    said, status = ("ok\n", 200) if is_ready else ("database\n", 503)
    return HttpResponse(said, status=status, content_type=_PLAIN)


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
