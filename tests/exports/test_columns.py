"""Every field either leaves or stays, and says so."""

from community.exports.columns import COLUMNS, WITHHELD
from community.reports.models import ProductUse, Reaction, Report, ReportFinding


def test_every_field_is_in_exactly_one_list() -> None:
    fields = {
        f"{model.__name__}.{field.name}"
        for model in (Report, ProductUse, Reaction, ReportFinding)
        for field in model._meta.concrete_fields
    }
    leaving, staying = {column.field for column in COLUMNS}, set(WITHHELD)
    assert leaving | staying == fields, "a new field goes into exports/columns.py: COLUMNS, or WITHHELD with the reason"
    assert leaving & staying == set()


def test_columns_have_names_of_their_own() -> None:
    names = [column.name for column in COLUMNS]
    assert len(names) == len(set(names))
    assert all(name.replace("_", "").isalpha() and name.islower() for name in names)
