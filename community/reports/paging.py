"""Pages of a long list without counting all of it."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator

# A hundred pages of the staff list: who needs older rows narrows the filter.
REACH = 2_500


class NearPaginator(AnyPaginator):
    """Counts at most REACH rows: its cost stays the same however many there are behind them."""

    @cached_property
    def count(self) -> int:
        """How many rows can be reached."""
        rows = cast("QuerySet[Any]", self.object_list)
        return int(rows.order_by()[:REACH].count())
