import time
from collections.abc import Callable


def wait_until(reached: Callable[[], bool], seconds: float, step: float = 0.01) -> bool:
    """Ask `reached` every `step` seconds, for at most `seconds`; answer whether it said yes."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() >= deadline:
            return False
        time.sleep(step)
    return True
