"""Rules about people that span tables, kept by the database under any code."""

import pgtrigger


def password_or_staff_role_revokes_receipts() -> pgtrigger.Trigger:
    """Revoke the receipt of a person who has a password or a staff role by now: it would be a way around them.

    A password that nobody can use begins with an exclamation mark (django.contrib.auth.hashers).
    """
    return pgtrigger.Trigger(
        name="password_or_staff_role_revokes_receipts",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.is_staff OR NEW.password NOT LIKE '!%'"),
        func="""
            UPDATE accounts_receipt SET revoked_at = now() WHERE user_id = NEW.id AND revoked_at IS NULL;
            RETURN NULL;
        """,
    )
