"""Reports, their parts, what was noticed in them, drafts, and the changes that figures read."""

from community.reports.models.change_row import ChangeRow
from community.reports.models.draft import ReportDraft
from community.reports.models.finding import ReportFinding
from community.reports.models.parts import ProductUse, Reaction
from community.reports.models.report import Report

__all__ = ["ChangeRow", "ProductUse", "Reaction", "Report", "ReportDraft", "ReportFinding"]
