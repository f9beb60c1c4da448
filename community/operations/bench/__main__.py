"""`make bench`: start the site as in production on data of its own, visit its pages, and print ratios to R0 and R1.

Takes about two minutes; `--full` (2,000 threads, 100,000 posts) takes hours to fill. Not for CI: what it prints depends
on the machine, only the ratios within one run travel.
"""

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from community.operations.bench.load import Load, Request, run_load
from community.operations.bench.server import cpu_seconds, memory_mib, production_environment, running

if TYPE_CHECKING:
    from community.operations.bench.visits import Visit

_COLUMNS = ("req/s", "/R0", "/R1", "p50 ms", "p95 ms", "CPU ms", "queries")
_SMALL, _FULL = (40, 50), (2_000, 50)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="2,000 threads of 50 posts instead of 40")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each page is visited")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sidenote-bench-") as folder:
        environment = production_environment(Path(folder))
        os.environ.clear()
        os.environ.update(environment)
        _measure(_FULL if options.full else _SMALL, options.seconds, environment)


def _measure(size: tuple[int, int], seconds: float, environment: dict[str, str]) -> None:
    import django  # noqa: PLC0415  # only now are the settings in the environment

    django.setup()
    from community.operations.bench import visits  # noqa: PLC0415

    try:
        planned = visits.plan(*size)
        print(
            f"{size[0]} threads, {size[0] * size[1]} posts; 2 workers of 4 threads, 8 connections, {seconds:g} s a page"
        )
        print(f"{'page':<34}{'req/s':>8}{'/R0':>7}{'/R1':>7}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}{'queries':>9}")
        rates: dict[str, float] = {}
        for cached in (True, False):
            env = environment | {"PAGE_CACHE": "1" if cached else "0"}
            with running(env) as (address, master):
                if cached:
                    memory = ", ".join(f"{pss:.0f}" for pss in _warm(address, master))
                    print(f"memory of each worker, page cache empty: {memory} MiB (PSS)")
                for visit in planned:
                    if visit.with_cache == cached or (visit.reference and cached):
                        _visit(visit, address, master, seconds, rates)
    finally:
        visits.finish()


def _warm(address: tuple[str, int], master: int) -> list[float]:
    from community.operations.bench.visits import plain  # noqa: PLC0415

    run_load(address, plain("/bench/r1/"), 1.0)
    return memory_mib(master)


def _visit(visit: "Visit", address: tuple[str, int], master: int, seconds: float, rates: dict[str, float]) -> None:
    next_request: Request = visit.requests(seconds)
    run_load(address, next_request, 0.5)
    before = cpu_seconds(master)
    load: Load = run_load(address, next_request, seconds)
    cpu = (cpu_seconds(master) - before) / load.requests * 1000
    rates[visit.name] = load.rate
    r0, r1 = rates.get("R0", load.rate), rates.get("R1", load.rate)
    print(
        f"{visit.name:<34}{load.rate:>9.0f}{load.rate / r0:>9.2f}{load.rate / r1:>9.2f}"
        f"{load.p50 * 1000:>9.1f}{load.p95 * 1000:>9.1f}{cpu:>9.2f}{visit.queries:>9}"
        + ("" if set(load.statuses) == {visit.status} else f"  statuses {load.statuses}"),
        flush=True,
    )


if __name__ == "__main__":
    main()
