from django.urls import path

from community.reports.pages import mine, review, start, steps

app_name = "reports"
urlpatterns = [
    path("reports/new/", start.new, name="new"),
    path("reports/new/review/", review.review, name="send"),
    path("reports/new/<slug:name>/", steps.write_step, name="step"),
    path("reports/mine/", mine.mine, name="mine"),
    path("reports/mine/draft/delete/", mine.discard, name="discard"),
    path("reports/mine/<slug:reference>/", mine.receipt, name="receipt"),
    path("reports/mine/<slug:reference>/withdraw/", mine.withdraw_report, name="withdraw"),
]
