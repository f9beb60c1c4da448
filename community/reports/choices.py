"""The code lists of a report, as in ICH E2B(R3), with the words that people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a report stands."""

    NEW = "new", _("new")
    VALID = "valid", _("valid")
    NEEDS_ANSWER = "needs_answer", _("needs an answer")
    DUPLICATE = "duplicate", _("duplicate")
    NOT_VALID = "not_valid", _("not valid")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What counts as a report; the others are kept but add up to nothing.
COUNTED = (Status.NEW, Status.VALID, Status.NEEDS_ANSWER)

# Withdrawing is the reporter's and final; everything else is triage, and can be undone, but not made new again.
TRANSITIONS: tuple[tuple[Status, Status], ...] = tuple(
    (before, after)
    for before in Status
    for after in Status
    if before not in (Status.WITHDRAWN, after) and after != Status.NEW
)


class ReporterIs(models.TextChoices):
    """Who reports, seen from the person it happened to (E2B C.2.r.4: 5, and 3 for a health professional)."""

    SELF = "self", _("It happened to me")
    PARENT = "parent", _("It happened to my child")
    CARER = "carer", _("It happened to someone I care for or am close to")
    HEALTH_PROFESSIONAL = "health_professional", _("I am a health professional; it happened to someone in my care")


class Sex(models.IntegerChoices):
    """E2B D.5."""

    FEMALE = 2, _("Female")
    MALE = 1, _("Male")


class WhyNot(models.TextChoices):
    """Why a value is missing: E2B null flavors UNK, ASKU and NASK."""

    UNKNOWN = "UNK", _("not known")
    NOT_TOLD = "ASKU", _("asked, but not told")
    NOT_ASKED = "NASK", _("not asked")


class AgeGroup(models.IntegerChoices):
    """E2B D.2.3."""

    FOETUS = 0, _("Before birth")
    NEONATE = 1, _("Newborn (first 4 weeks)")
    INFANT = 2, _("Baby (under 2)")
    CHILD = 3, _("Child (2 to 11)")
    ADOLESCENT = 4, _("Teenager (12 to 17)")
    ADULT = 5, _("Adult (18 to 64)")
    ELDERLY = 6, _("65 or over")


class Role(models.IntegerChoices):
    """E2B G.k.1."""

    SUSPECT = 1, _("It may play a part")
    CONCOMITANT = 2, _("It was used at the same time")


class Action(models.IntegerChoices):
    """What was done with the treatment: E2B G.k.8."""

    STOPPED = 1, _("It was stopped")
    REDUCED = 2, _("Less of it was used")
    INCREASED = 3, _("More of it was used")
    NOT_CHANGED = 4, _("It went on as before")
    NOT_APPLICABLE = 9, _("It was already finished")
    UNKNOWN = 0, _("I don't know")


class Dechallenge(models.TextChoices):
    """Better after stopping or cutting down? E2B(R3) has no single element for it."""

    BETTER = "better", _("Yes, it got better")
    NOT_BETTER = "not_better", _("No, it did not get better")
    NOT_STOPPED = "not_stopped", _("It was not stopped or cut down")
    UNKNOWN = "unknown", _("I don't know, or it is too early to say")


class Rechallenge(models.IntegerChoices):
    """Started again? E2B G.k.9.i.4; left out where it is not known whether it was started again."""

    CAME_BACK = 1, _("Yes, and the problem came back")
    DID_NOT_COME_BACK = 2, _("Yes, and the problem did not come back")
    UNCLEAR = 3, _("Yes, but I cannot tell what came of it")
    NOT_RESTARTED = 4, _("No, it was not used again")


class Outcome(models.IntegerChoices):
    """How it is now: E2B E.i.7."""

    RECOVERED = 1, _("It has gone")
    RECOVERING = 2, _("It is getting better")
    NOT_RECOVERED = 3, _("It is still there")
    WITH_SEQUELAE = 4, _("The worst is over, but something has stayed")
    FATAL = 5, _("The person died of it")
    UNKNOWN = 0, _("I don't know")


class Bother(models.IntegerChoices):
    """How much it bothers: how strong it is for the person, which is not how serious it is."""

    NOT_AT_ALL = 1, _("Not at all")
    A_LITTLE = 2, _("A little")
    SOMEWHAT = 3, _("Somewhat")
    QUITE_A_BIT = 4, _("Quite a bit")
    VERY_MUCH = 5, _("Very much")


class Seriousness(models.TextChoices):
    """The ICH E2A criteria (E2B E.i.3.2a-f); each value is the name of its column."""

    DEATH = "death", _("The person died")
    LIFE_THREATENING = "life_threatening", _("It put life in danger")
    HOSPITAL = "hospital", _("A hospital stay was needed, or it became longer")
    DISABLING = "disabling", _("It left lasting harm that makes daily life hard")
    BIRTH_DEFECT = "birth_defect", _("A baby was born with a health problem")
    OTHER_IMPORTANT = "other_important", _("A doctor said it was serious for another reason")


class Route(models.TextChoices):
    """How a treatment was used: EDQM Standard Terms (E2B G.k.4.r.10.2b), the ones that people use at home."""

    CUTANEOUS = "20003000", _("On the skin, scalp, hair or nails")
    ORAL = "20053000", _("By mouth")
    SUBCUTANEOUS = "20066000", _("Injection under the skin")
    INTRAMUSCULAR = "20035000", _("Injection into a muscle")
    INTRAVENOUS = "20045000", _("Into a vein")
    TRANSDERMAL = "20070000", _("Patch")
    NASAL = "20049000", _("In the nose")
    OCULAR = "20051000", _("In the eye")
    INHALATION = "20020000", _("Breathed in")
    RECTAL = "20061000", _("In the back passage")
    VAGINAL = "20072000", _("In the vagina")
