"""Ending one of one's own sessions; the list itself is allauth's, in our template."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from severa_maestro.web.access import signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.say import say


@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Signs that browser out."""
    user = signed_in(request)
    ended = get_object_or_404(UserSession, pk=session, user=user)
    with transaction.atomic():
        record(user, None, "session-ended", before={"browser": ended.user_agent, "address": str(ended.ip)})
        ended.end()
    messages.success(request, say("signing_in.session_ended"))
    return redirect("usersessions_list")


urlpatterns = [path("sessions/<int:session>/end/", end_session, name="end_session")]
