"""Two rules on tables of the sign-in library, which know our people but not our rules."""

from django.db import migrations

# A receipt would be a way around a second factor or a passkey.
FACTOR_REVOKES = """
CREATE FUNCTION accounts_factor_revokes_receipts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_receipt SET revoked_at = now() WHERE user_id = NEW.user_id AND revoked_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_factor_revokes_receipts AFTER INSERT OR UPDATE OF user_id ON mfa_authenticator
    FOR EACH ROW EXECUTE FUNCTION accounts_factor_revokes_receipts();
"""
FACTOR_LEAVES = """
DROP TRIGGER accounts_factor_revokes_receipts ON mfa_authenticator;
DROP FUNCTION accounts_factor_revokes_receipts();
"""
# The list of sign-ins has a column for the address, which may not be empty and of which we want nothing.
NO_ADDRESS = """
CREATE FUNCTION accounts_sign_in_without_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.ip := '::';
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_sign_in_without_address BEFORE INSERT OR UPDATE ON usersessions_usersession
    FOR EACH ROW EXECUTE FUNCTION accounts_sign_in_without_address();
"""
ADDRESS_AGAIN = """
DROP TRIGGER accounts_sign_in_without_address ON usersessions_usersession;
DROP FUNCTION accounts_sign_in_without_address();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("mfa", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FACTOR_REVOKES, FACTOR_LEAVES),
        migrations.RunSQL(NO_ADDRESS, ADDRESS_AGAIN),
    ]
