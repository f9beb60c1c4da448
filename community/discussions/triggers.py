"""Rules about decisions that span rows or tables, kept by the database under any code."""

import pgtrigger


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Refuse UPDATE, DELETE and TRUNCATE."""
    return [
        pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;",
        ),
    ]


def judge_is_not_author() -> pgtrigger.Trigger:
    """No one judges their own text, and the judged revision is one of the post's."""
    return pgtrigger.Trigger(
        name="judge_is_not_author",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF EXISTS (SELECT 1 FROM discussions_post WHERE id = NEW.post_id AND author_id = NEW.by_id) THEN
                RAISE EXCEPTION 'no one judges their own text' USING ERRCODE = 'check_violation';
            END IF;
            IF NOT EXISTS (SELECT 1 FROM discussions_revision WHERE id = NEW.revision_id AND post_id = NEW.post_id) THEN
                RAISE EXCEPTION 'the judged revision is of another post' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def facts_at_commit() -> pgtrigger.Trigger:
    """At commit, a decision against a text has its words beside it. Erasing them later leaves the decision valid."""
    return pgtrigger.Trigger(
        name="facts_at_commit",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func="""
            IF NEW.outcome IN ('reject', 'remove')
               AND NOT EXISTS (SELECT 1 FROM discussions_decisiontext WHERE decision_id = NEW.id) THEN
                RAISE EXCEPTION 'a decision against a text needs facts' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def published_revision_is_its_own() -> pgtrigger.Trigger:
    """What a post shows is one of its own revisions."""
    return pgtrigger.Trigger(
        name="published_revision_is_its_own",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__published_revision_id__isnull=False),
        func="""
            IF NOT EXISTS (
                SELECT 1 FROM discussions_revision WHERE id = NEW.published_revision_id AND post_id = NEW.id
            ) THEN
                RAISE EXCEPTION 'the published revision is of another post' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
