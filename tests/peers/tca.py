"""Repositories of Tencent Code Analysis, served by Django REST Framework on a free loopback port.

Paging, authentication, validation and routing are the framework's own; the envelope is written after the vendor's
description of it. As behind the vendor's proxy, the server does not see the prefix of its paths, so the links to other
pages lack it. Prints the port once it listens. Teams are named by the number of their repositories.
"""

import pathlib
import signal
import sys
import tempfile

import django
from django.conf import settings

FOLDER = tempfile.TemporaryDirectory()
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": pathlib.Path(FOLDER.name, "tca.sqlite3")}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework", "rest_framework.authtoken"],
    LANGUAGE_CODE="zh-hans",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "EXCEPTION_HANDLER": "__main__.refuse",
        "PAGE_SIZE": 10,
    },
    ROOT_URLCONF="__main__",
    SECRET_KEY="of no use here",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import exceptions, generics, renderers, serializers, views  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

PREFIX = "/server/main"
TOKEN = "peer-token-5b1c"
TEAMS = [0, 10, 11, 103]


class Repo(models.Model):
    """A repository."""

    team = models.IntegerField()
    name = models.CharField(max_length=100)
    scm_url = models.CharField(max_length=200)
    scm_type = models.CharField(max_length=3, choices=[("git", "git"), ("svn", "svn")])
    created_time = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "tca"


class RepoSerializer(serializers.ModelSerializer):
    """Its members on the wire; the time as Python writes it."""

    created_time = serializers.StringRelatedField()

    class Meta:
        model = Repo
        fields = ["id", "name", "scm_url", "scm_type", "created_time"]
        extra_kwargs = {"name": {"required": False}}


class Envelope(renderers.JSONRenderer):
    """Wraps what went well; failures are made by `refuse`."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        status = renderer_context["response"].status_code
        if status < 400:
            data = {"data": data, "code": 0, "msg": "请求成功", "status_code": status}
        return super().render(data, accepted_media_type, renderer_context)


class Repos(generics.ListCreateAPIView):
    """The repositories of a team."""

    renderer_classes = [Envelope]
    serializer_class = RepoSerializer

    def get_queryset(self):
        team = self.kwargs["team"]
        if team not in TEAMS:
            raise exceptions.PermissionDenied()
        found = Repo.objects.filter(team=team).order_by("id")
        wanted = self.request.query_params.get("scm_url_or_name")
        return found.filter(name__contains=wanted) if wanted else found

    def perform_create(self, serializer):
        serializer.save(team=-1)


def refuse(error, context):
    """A failure in the vendor's form."""
    response = views.exception_handler(error, context)
    if response is None:
        return None
    body = {"status_code": response.status_code, "code": 1000}
    if isinstance(error, exceptions.ValidationError):
        refused = list(error.detail.items())
        field, messages = refused[0]
        body["msg"] = f"{field} {messages[0]}"
        body["invalid_fields"] = [{"field": field, "message": messages} for field, messages in refused]
    else:
        body["msg"] = response.data["detail"]
    response.data = body
    return response


urlpatterns = [path("api/orgs/<org>/teams/<int:team>/repos/", Repos.as_view())]


def fill():
    """Creates the tables and what is in them."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Repo)
    for team in TEAMS:
        names = [f"{team}-{number} 测试 + & é" for number in range(team)]
        Repo.objects.bulk_create(
            Repo(team=team, name=name, scm_url=f"http://git.repo.com/{name}", scm_type="git") for name in names
        )
    Token.objects.create(key=TOKEN, user=User.objects.create_user("peer"))


def serve():
    """Listens until it is ended."""
    inner = get_wsgi_application()

    def behind_proxy(environ, start_response):
        here = environ["PATH_INFO"]
        environ["PATH_INFO"] = here[len(PREFIX):] if here.startswith(PREFIX + "/") else "/elsewhere" + here
        return inner(environ, start_response)

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(behind_proxy)
    print("port", server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    # An orderly end, which takes the database away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    fill()
    serve()
