"""A training that goes on where it was interrupted, to the same weights as one that was not."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import torch
from torch import nn

from index.errors import TweespraakError

_SHOWN_EVERY = 20
_KEPT_EVERY = 200
_AVERAGED_EVERY = 4
_MOST_KEPT = 0.998
"""Share of the average that stays at a step: it looks back over some 500 steps."""
_AVERAGE_STARTS = 50
_LARGEST_GRADIENT = 1.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How fast is learned: up in the first ``warm_up`` steps, then down by a cosine to ``floor``.

    ``rate`` is the highest, and ``floor`` a share of it.
    """

    steps: int
    rate: float
    warm_up: int
    floor: float

    def rate_at(self, step: int) -> float:
        """Return the rate of a step, 0 for the first."""
        cosine = 0.5 * (1 + math.cos(math.pi * step / self.steps))
        return self.rate * min(1.0, (step + 1) / self.warm_up) * (self.floor + (1 - self.floor) * cosine)


class TrainingRun:
    """Parameters that are trained by AdamW, with what is kept of them in a file.

    ``average`` is the exponential average of the weights over the last steps, by their names.
    """

    def __init__(
        self,
        parameters: Mapping[str, nn.Parameter],
        schedule: Schedule,
        file: Path,
        *,
        seed: int,
        weight_decay: float,
        kept_every: int = _KEPT_EVERY,
    ) -> None:
        """Take up what ``file`` holds, if it is there.

        :param seed: what else the run depends on; that of ``file`` must be the same.
        :param kept_every: steps between two writings of ``file``.
        :raises TweespraakError: ``file`` is of another run.
        """
        self._parameters = dict(parameters)
        self._schedule, self._file, self._kept_every = schedule, file, kept_every
        self._run = f"--steps {schedule.steps} --seed {seed}"
        self._optimizer = torch.optim.AdamW(
            list(self._parameters.values()), lr=0.0, betas=(0.9, 0.98), weight_decay=weight_decay
        )
        self.average = {name: each.detach().clone() for name, each in self._parameters.items()}
        self._step = 0
        if file.exists():
            self._take_up()

    def train(self, loss_at: Callable[[int], torch.Tensor]) -> None:
        """Train to the last step.

        :param loss_at: gives the loss of a step. All that it draws must follow from the step alone.
        """
        began, first, mean = monotonic(), self._step, math.nan
        while self._step < self._schedule.steps:
            loss = self._learn(loss_at(self._step))
            mean = loss if math.isnan(mean) else 0.98 * mean + 0.02 * loss
            if self._step % _SHOWN_EVERY == 0:
                seconds = (monotonic() - began) / (self._step - first)
                print(
                    f"step {self._step} of {self._schedule.steps}  loss {mean:.3f}  {seconds:.2f} s a step",
                    flush=True,
                )
            if self._step % self._kept_every == 0:
                self._keep()
        self._keep()

    def _learn(self, loss: torch.Tensor) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = self._schedule.rate_at(self._step)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # PyTorch's
        nn.utils.clip_grad_norm_(self._parameters.values(), _LARGEST_GRADIENT)
        self._optimizer.step()
        self._step += 1
        if self._step % _AVERAGED_EVERY == 0:
            kept = min(_MOST_KEPT, self._step / (self._step + _AVERAGE_STARTS)) ** _AVERAGED_EVERY
            for name, each in self._parameters.items():
                self.average[name].lerp_(each.detach(), 1 - kept)
        return loss.item()

    def _keep(self) -> None:
        whole = {
            "run": self._run,
            "step": self._step,
            "parameters": {name: each.detach() for name, each in self._parameters.items()},
            "average": self.average,
            "optimizer": self._optimizer.state_dict(),
        }
        part = self._file.with_name(f"{self._file.name}.part")
        torch.save(whole, part)
        part.replace(self._file)

    def _take_up(self) -> None:
        device = next(iter(self._parameters.values())).device
        whole = torch.load(self._file, map_location=device, weights_only=True)
        if whole["run"] != self._run:
            raise TweespraakError(
                f"{self._file} is of a run with {whole['run']}; go on with these, or remove the file"
            )
        with torch.no_grad():
            for name, each in self._parameters.items():
                each.copy_(whole["parameters"][name])
        self.average = whole["average"]
        self._optimizer.load_state_dict(whole["optimizer"])
        self._step = whole["step"]
