"""No form of the site takes a file, so none is ever stored: neither in memory nor in a temporary folder."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from community.doors.failing import failure_page

_REFUSED = "doors.upload_refused"
# A body without files is held to DATA_UPLOAD_MAX_MEMORY_SIZE; of one with a file, no more than this is read.
_LONGEST = 1024 * 1024


class PassOver(FileUploadHandler):
    """Reads past a file without keeping any of it, and notes that there was one, so that the fields beside it stay."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *_more: Any) -> None:
        """Raise RequestDataTooBig for a body that is too long to be read to its end."""
        if content_length > _LONGEST:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        assert self.request is not None  # noqa: S101  # Django gives it to the handlers of every request
        self.request.META[_REFUSED] = True
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep nothing; not reached, since every file is passed over."""

    def file_complete(self, file_size: int) -> None:
        """Make no file."""


class NoUploads:
    """Answers 400, with the words kept, to a form that brings a file, before any view looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        request.POST  # noqa: B018  # reads the body
        return failure_page(request, "400", 400) if _REFUSED in request.META else None
