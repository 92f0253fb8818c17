"""The verdict of `make soak` tells what grows from what does not."""

import pytest

import soak

STEADY = soak.Sample(0, 0, 500.0, 60 << 20, 40 << 20, 30, 6, 5.0, 50.0, 90.0, 10 << 20, 32 << 20, 1 << 20, 0, 0)


def samples(dice=lambda number: 0, **each):
    """An hour of a hundred writes a second, with what these grow by with each."""
    for number in range(60):
        writes = number * 6000
        grown = {name: getattr(STEADY, name) + slope * writes + dice(number) for name, slope in each.items()}
        yield STEADY._replace(seconds=number * 60, writes=writes, sent=writes * 1000, **grown)


def judged(**how):
    told, fine = soak.judge(list(samples(**how)))
    too_much = [line.split(":")[0] for line in told if line.endswith("TOO MUCH")]
    assert fine == (too_much == [])
    return too_much


def test_what_is_steady_is_good():
    assert judged() == judged(memory=5, database=1500, p50=1e-6) == []


@pytest.mark.parametrize("grows, slope, told", [
    ("memory", 64, "memory"), ("database", 5000, "disk"), ("wal", 5000, "disk"), ("files", 5000, "disk"),
    ("descriptors", 0.001, "descriptors"), ("threads", 0.0001, "threads"), ("log", 0.01, "log"),
    ("p50", 1e-3, "p50")])
def test_what_grows_is_told(grows, slope, told):
    assert judged(**{grows: slope}) == [told]


def test_chance_is_no_growth():
    """Ups and downs of 20 MB say nothing of 40 bytes for each write."""
    assert judged(memory=40) == ["memory"]
    assert judged(memory=40, dice=lambda number: (number * 7919 % 13 - 6) * (20 << 20) // 6) == []


@pytest.mark.parametrize("text, seconds", [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1.5h", 5400)])
def test_times(text, seconds):
    assert soak.seconds_of(text) == seconds


def test_a_short_run(tmp_path):
    """So short that caches still fill, so only what was read back counts."""
    said = []
    soak.run(tmp_path / "data", 6, 1, 1, tell=said.append)
    table = said[1:said.index(next(line for line in said if line.startswith("After the warm-up")))]
    assert said[0].split()[0] == "min" and int(table[-1].split()[1]) > 0
    assert " acknowledged writes read back, 0 faults: " in said[-1] and not any("lost" in line for line in said)
