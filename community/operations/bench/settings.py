"""The production settings, with the reference pages added and rate limits off."""

from community.settings import *  # noqa: F403

ROOT_URLCONF = "community.operations.bench.urls"
RATE_LIMITS = False
