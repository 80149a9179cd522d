"""Writes training.json: losses, gradients and Adam steps of small networks, by PyTorch's autograd in float64.

Written to differ from the site's code: it computes with fake-quantized VALUES (a level n is n * 2/3, a weight is alpha * sign)
in plain autograd, where the site computes with whole numbers and closed-form gradients. It refuses a case in which any number
lies so close to a quantizer's boundary that float32 could round it the other way.

Run: python3 make_golden.py (PyTorch 1.13 or later; no data, no network).
"""
import base64
import json
import math
import os

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

HEIGHT, WIDTH, IMAGES, CLASSES = 16, 24, 4, 5
# (outChannels, stride, pool)
CONVS = [(8, 2, 1), (8, 1, 2), (12, 1, 2)]
FEATURES = 2 * 3 * 12
STEPS = 3
RATE, TABLE_RATE, SIGMA = 0.01, 0.03, 8
# Smallest distance to a quantizer's boundary that counts as safe; float32 is off by about 1e-6 here.
MARGIN = 1.2e-5

CASES = {
    "pixel-embedding, 2 bits": dict(kind="pixel-embedding", bits=2, wordLength=3, init="linear"),
    "pixel-embedding, 1 bit": dict(kind="pixel-embedding", bits=1, wordLength=3, init="linear"),
    "naive, 2 bits": dict(kind="naive", bits=2, wordLength=1),
    "float-first": dict(kind="float-first"),
    "all-float": dict(kind="all-float"),
}


class NearBoundary(Exception):
    pass


def keep_away(x, boundaries):
    for b in boundaries:
        if (x - b).abs().min() < MARGIN:
            raise NearBoundary


class QuantizeActivation(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        keep_away(z, [1 / 3, 1, 5 / 3, 0, 2])
        ctx.save_for_backward(z)
        return torch.clamp(torch.round(z / (2 / 3)), 0, 3) * (2 / 3)

    @staticmethod
    def backward(ctx, g):
        (z,) = ctx.saved_tensors
        return torch.where((z > 0) & (z < 2), g, torch.zeros_like(g))


class QuantizeTable(torch.autograd.Function):
    @staticmethod
    def forward(ctx, e, top):
        keep_away(e, [(n + 0.5) / top for n in range(top)])
        ctx.save_for_backward(e)
        return torch.clamp(torch.round(e * top), 0, top) / top

    @staticmethod
    def backward(ctx, g):
        (e,) = ctx.saved_tensors
        return torch.where((e >= 0) & (e <= 1), g, torch.zeros_like(g)), None


class BinaryWeight(torch.autograd.Function):
    """alpha * sign(w), alpha constant in the gradient; zero counts as plus."""

    @staticmethod
    def forward(ctx, w, alpha):
        if w[w != 0].abs().min() < MARGIN or (w.abs()[w.abs() != 1] - 1).abs().min() < MARGIN:
            raise NearBoundary
        ctx.save_for_backward(w)
        return torch.where(w >= 0, alpha, -alpha)

    @staticmethod
    def backward(ctx, g):
        (w,) = ctx.saved_tensors
        return torch.where(w.abs() <= 1, g, torch.zeros_like(g)), None


def numbers(salt):
    """A linear congruential generator; each draw is a multiple of 2^-15 in [-1, 1), exact in float32."""
    x = salt
    while True:
        x = (1664525 * x + 1013904223) % 2**32
        yield ((x >> 16) - 32768) / 32768


def make_parameters(encoding, salt):
    draw = numbers(salt)
    take = lambda *shape: np.array([next(draw) for _ in range(math.prod(shape))]).reshape(shape)
    parameters = {}
    word = encoding.get("wordLength", 1)
    if encoding["kind"] == "pixel-embedding":
        ramp = np.arange(256).reshape(256, 1) / 256
        parameters["table"] = np.clip(ramp + take(256, word) / 4, 0, 1)
    channels = 3 * word
    for i, (out, _, _) in enumerate(CONVS, 1):
        # Stored [3, 3, in, out] as the site has it; some latents lie beyond 1, where no gradient passes.
        parameters[f"conv{i}"] = take(3, 3, channels, out) * 1.125
        parameters[f"gamma{i}"] = take(out) * 1.5 + 0.25
        parameters[f"beta{i}"] = take(out) + 0.5
        channels = out
    parameters["dense"] = take(FEATURES, CLASSES) * 1.125
    if encoding["kind"] == "all-float":
        parameters["dense"] /= 8
    parameters["logScale"] = take(1)[0] / 4
    return {name: torch.tensor(value).requires_grad_() for name, value in parameters.items()}


def make_pictures(first):
    i, y, x, c = np.ogrid[first : first + IMAGES, :HEIGHT, :WIDTH, :3]
    return torch.tensor((37 * i + 11 * y * y + 13 * x + 5 * x * y + 71 * c) % 256)


LABELS = torch.tensor([(3 * i + 1) % CLASSES for i in range(IMAGES)])


def encode(encoding, parameters, pictures):
    """[images, channels, height, width]; channel = colour * wordLength + k."""
    kind = encoding["kind"]
    if kind in ("float-first", "all-float"):
        return ((pictures.double() - 118) / 64).permute(0, 3, 1, 2)
    top = 2 ** encoding["bits"] - 1
    if kind == "naive":
        words = torch.round(torch.arange(256.0) / 255 * top).div(top).reshape(256, 1)
    else:
        words = QuantizeTable.apply(parameters["table"], top)
    return words[pictures].flatten(3).permute(0, 3, 1, 2)


def forward(encoding, parameters, pictures, moments=None):
    """Logits, and the mean and biased variance that every batch norm saw; `moments` replaces the batch's own."""
    is_float = encoding["kind"] == "all-float"
    x = encode(encoding, parameters, pictures)
    seen = []
    for i, (_, stride, pool) in enumerate(CONVS):
        w = parameters[f"conv{i + 1}"].permute(3, 2, 0, 1)
        if not is_float and not (i == 0 and encoding["kind"] == "float-first"):
            w = BinaryWeight.apply(w, w.detach().abs().mean((1, 2, 3), keepdim=True))
        y = F.conv2d(x, w, stride=stride, padding=1)
        seen.append((y.detach().mean((0, 2, 3)), y.detach().var((0, 2, 3), unbiased=False)))
        mean, variance = moments[i] if moments else (None, None)
        gamma, beta = parameters[f"gamma{i + 1}"], parameters[f"beta{i + 1}"]
        z = F.batch_norm(y, mean, variance, gamma, beta, training=moments is None, eps=1e-5)
        # Pooling first gives the same output, since both activations are monotone, and sends the gradient to the largest z;
        # to the first of equals, and equal is what differs by rounding only.
        if pool == 2:
            _, largest = F.max_pool2d(torch.round(z.detach() * 1e9), 2, return_indices=True)
            z = z.flatten(2).gather(2, largest.flatten(2)).view_as(largest)
        if is_float:
            keep_away(z, [0])
            x = F.relu(z)
        else:
            x = QuantizeActivation.apply(z)
    flat = x.permute(0, 2, 3, 1).flatten(1)
    if is_float:
        return F.linear(flat, parameters["dense"].T), seen
    dense = BinaryWeight.apply(parameters["dense"], torch.tensor(1 / math.sqrt(FEATURES)))
    return F.linear(flat, dense.T) * parameters["logScale"].exp(), seen


def smoothing():
    v = torch.arange(256.0)
    return torch.softmax(-0.5 * ((v[:, None] - v[None, :]) / SIGMA) ** 2, 1)


def clamp(encoding, parameters):
    kind = encoding["kind"]
    for name, p in parameters.items():
        if name == "table":
            p.clamp_(0, 1)
        elif name == "dense" and kind != "all-float" or name.startswith("conv") and kind != "all-float":
            if not (name == "conv1" and kind == "float-first"):
                p.clamp_(-1, 1)


def stored(tensors):
    packed = {}
    for name, t in tensors.items():
        data = t.detach().contiguous().numpy().astype("<f4").tobytes()
        packed[name] = base64.b64encode(data).decode()
    return packed


def keep_gradients_decided(gradient):
    """Adam moves by the gradient's sign at first: one that only rounding keeps from zero would move either way."""
    size = gradient.abs()
    if ((size > 0) & (size < 1e-5 * size.max())).any():
        raise NearBoundary


def run(encoding, salt):
    parameters = make_parameters(encoding, salt)
    pictures = make_pictures(0)
    trained = [name for name in parameters if not (name == "logScale" and encoding["kind"] == "all-float")]
    optimizer = torch.optim.Adam(
        [
            {"params": [parameters[n] for n in trained if n != "table"], "lr": RATE},
            {"params": [parameters[n] for n in trained if n == "table"], "lr": TABLE_RATE},
        ]
    )
    losses = []
    for step in range(STEPS):
        logits, moments = forward(encoding, parameters, pictures)
        loss = F.cross_entropy(logits, LABELS)
        optimizer.zero_grad()
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            gradients = {n: parameters[n].grad.clone() for n in trained}
            with torch.no_grad():
                evaluated, _ = forward(encoding, parameters, make_pictures(IMAGES), moments)
            first = stored({"logits": logits, "evaluatedLogits": evaluated})
        for name in trained:
            keep_gradients_decided(parameters[name].grad)
        if "table" in parameters:
            parameters["table"].grad = smoothing() @ parameters["table"].grad
        optimizer.step()
        with torch.no_grad():
            clamp(encoding, parameters)
    forward(encoding, parameters, pictures)
    return {
        "encoding": encoding,
        "salt": salt,
        "losses": stored({"all": torch.tensor(losses)})["all"],
        **first,
        "gradients": stored(gradients),
        "after": stored(parameters),
    }


def first_safe_run(encoding):
    for salt in range(1, 5000):
        try:
            return run(encoding, salt)
        except NearBoundary:
            continue
    raise RuntimeError("every salt puts a number on a boundary")


def rate_factors(steps):
    return [min(1, (s + 1) / 50) * 0.5 * (1 + math.cos(math.pi * s / steps)) for s in range(steps)]


if __name__ == "__main__":
    golden = {
        "rateFactorsOf120Steps": stored({"all": torch.tensor(rate_factors(120))})["all"],
        "cases": {name: first_safe_run(encoding) for name, encoding in CASES.items()},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json")
    with open(path, "w") as file:
        json.dump(golden, file, indent="\t")
        file.write("\n")
    for name, case in golden["cases"].items():
        print(name, "salt", case["salt"])
