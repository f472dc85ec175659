"""A training that is interrupted ends as one that is not."""

from pathlib import Path

import pytest
import torch
from torch import nn
from training_run import Schedule, TrainingRun

from index.errors import TweespraakError

SCHEDULE = Schedule(steps=12, rate=0.1, warm_up=4, floor=0.1)


class _StoppedError(Exception):
    pass


def _train(file: Path, *, stop_at: int | None = None, seed: int = 0) -> list[int]:
    """Return the steps that were taken; the weights are then in ``file``."""
    torch.manual_seed(1)
    layer = nn.Linear(3, 1)
    run = TrainingRun(
        dict(layer.named_parameters()), SCHEDULE, file, seed=seed, weight_decay=0.01, kept_every=4
    )
    taken = []

    def loss_at(step: int) -> torch.Tensor:
        if step == stop_at:
            raise _StoppedError
        taken.append(step)
        inputs = torch.randn(4, 3, generator=torch.Generator().manual_seed(step))
        outputs: torch.Tensor = layer(inputs)
        return (outputs - inputs.sum(1, keepdim=True)).pow(2).mean()

    run.train(loss_at)
    return taken


def test_it_goes_on_where_it_was_interrupted_to_the_same_weights(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    _train(whole)
    with pytest.raises(_StoppedError):
        _train(parts, stop_at=7)
    assert _train(parts) == list(range(4, 12))
    expected, found = (torch.load(file, weights_only=True) for file in (whole, parts))
    assert found["step"] == expected["step"] == 12
    for kind in ("parameters", "average"):
        assert all(torch.equal(found[kind][name], each) for name, each in expected[kind].items())
    assert not torch.equal(expected["average"]["weight"], expected["parameters"]["weight"])
    assert _train(parts) == []


def test_a_file_of_another_run_is_not_gone_on_with(tmp_path: Path) -> None:
    _train(tmp_path / "run")
    with pytest.raises(TweespraakError, match="is of a run with --steps 12 --seed 0; go on with these, or "):
        _train(tmp_path / "run", seed=1)


def test_the_rate_goes_up_and_then_down() -> None:
    rates = [round(SCHEDULE.rate_at(step), 4) for step in (0, 3, 6, 12)]
    assert rates == [0.025, 0.0868, 0.055, 0.01]
