"""Writes integers.json: small snapshots, and the levels, logits, thresholds and .lbn file that must come of them.

Written to differ from the site's code. Levels come from fake-quantized VALUES (a level n is n * 2/3, a weight is alpha * sign) and
the textbook's batch norm in float64; thresholds from solving for the accumulator, where the site tries every one; the file from
struct.pack and Python integers. It refuses a network in which a number lies so close to a quantizer's boundary that float32 could
round it the other way.

Run: python3 make_integer_golden.py (PyTorch 1.13 or later; no data, no network).
"""
import base64
import json
import math
import os
import struct

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)

IMAGES = 3
# Smallest distance of 1.5 z + 0.5 to a whole number that counts as safe.
MARGIN = 1e-4

# Convolutions are (outChannels, stride, pool).
CASES = {
    "pixel-embedding, 2 bits": dict(
        encoding=dict(kind="pixel-embedding", bits=2, wordLength=3, init="linear"),
        height=8, width=12, classes=5, convs=[(6, 2, 1), (5, 1, 2), (7, 1, 1)],
    ),
    "pixel-embedding, 1 bit": dict(
        encoding=dict(kind="pixel-embedding", bits=1, wordLength=11, init="linear"),
        height=7, width=5, classes=3, convs=[(4, 2, 1), (9, 2, 1)],
    ),
    "bit-planes": dict(
        encoding=dict(kind="bit-planes"), height=6, width=6, classes=4, convs=[(8, 1, 2), (3, 1, 1)],
    ),
    "naive, 2 bits": dict(
        encoding=dict(kind="naive", bits=2, wordLength=1), height=5, width=3, classes=2, convs=[(6, 1, 1), (6, 2, 1)],
    ),
}


class NearBoundary(Exception):
    pass


def table_levels(encoding, latents):
    """[256, wordLength] and the top level."""
    if encoding["kind"] == "bit-planes":
        return np.array([[int(b) for b in f"{v:08b}"[::-1]] for v in range(256)]), 1
    top = 2 ** encoding["bits"] - 1
    if encoding["kind"] == "naive":
        # Round half up of v / 255 * top; 255 is odd, so there is no half.
        return np.array([[round(v * top / 255)] * encoding["wordLength"] for v in range(256)]), top
    y = latents.astype(np.float64) * top
    if np.abs(y % 1 - 0.5).min() < MARGIN:
        raise NearBoundary
    return np.rint(y).astype(int), top


def solve(conv, values, alpha, top, largest):
    """Signs [3, 3, in, out] after the fold and thresholds [out, 3], by solving level(accumulator) for the accumulator."""
    sign = np.where(conv["weights"] >= 0, 1, -1)
    out = sign.shape[3]
    thresholds = np.zeros((out, 3), int)
    for o in range(out):
        a = values["gamma"][o] * alpha[o] / math.sqrt(alpha[o] ** 2 * values["variance"][o] + 1e-5)
        b = values["beta"][o] - values["mean"][o] * a
        if a < 0:
            sign[..., o] *= -1
            a = -a
        for n in (1, 2, 3):
            start = (n - 0.5) / 1.5
            if a == 0:
                thresholds[o, n - 1] = -largest if b >= start else largest + 1
            else:
                exact = (start - b) / a
                if abs(exact) <= largest + 1 and abs(exact - round(exact)) * a * 1.5 < MARGIN:
                    raise NearBoundary
                thresholds[o, n - 1] = min(max(math.ceil(exact), -largest), largest + 1)
    return sign, thresholds


def make(case, seed):
    rng = np.random.RandomState(seed)
    encoding = case["encoding"]
    word = 8 if encoding["kind"] == "bit-planes" else encoding["wordLength"]
    pictures = rng.randint(0, 256, (IMAGES, case["height"], case["width"], 3)).astype(np.uint8)
    learns = encoding["kind"] == "pixel-embedding"
    latents = rng.rand(256, word).astype(np.float32) if learns else None
    levels, top = table_levels(encoding, latents)

    # [images, channels, height, width], channel = colour * wordLength + k.
    x = torch.tensor(levels[pictures].reshape(IMAGES, case["height"], case["width"], 3 * word)).double()
    x = x.permute(0, 3, 1, 2) / top
    step = 1 / top
    convs, activations, folded = [], [], []
    for layer, (out, stride, pool) in enumerate(case["convs"]):
        channels = x.shape[1]
        weights = (rng.rand(3, 3, channels, out) * 2 - 1).astype(np.float32)
        alpha = np.abs(weights.astype(np.float64)).mean((0, 1, 2))
        # Channel 0 falls, channel 1 is constant.
        gamma = (rng.rand(out) * 3 - 1.5).astype(np.float32)
        gamma[0] = -abs(gamma[0])
        gamma[1] = 0
        beta = (rng.rand(out) * 2 - 0.5).astype(np.float32)
        binary = np.where(weights >= 0, alpha, -alpha).transpose(3, 2, 0, 1)
        y = F.conv2d(x, torch.tensor(binary), stride=stride, padding=1)
        # The site keeps the moments of the whole-number accumulators: y without alpha and without the level's value.
        unit = alpha * step
        mean = (y.mean((0, 2, 3)).numpy() / unit).astype(np.float32)
        variance = (y.var((0, 2, 3), unbiased=False).numpy() / unit**2).astype(np.float32)
        z = F.batch_norm(
            y, torch.tensor(mean * unit), torch.tensor(variance * unit**2),
            torch.tensor(gamma).double(), torch.tensor(beta).double(), eps=1e-5,
        )
        position = z * 1.5 + 0.5
        near = (position - position.round()).abs() < MARGIN
        if (near & (position > 0.5) & (position < 3.5)).any():
            raise NearBoundary
        n = torch.clamp(torch.round(z / (2 / 3)), 0, 3)
        x = F.max_pool2d(n, pool) * (2 / 3)
        activations.append((x * 1.5).round().permute(0, 2, 3, 1).reshape(-1).int().tolist())

        conv = dict(weights=weights, gamma=gamma, beta=beta, mean=mean, variance=variance)
        convs.append(conv)
        exact = {name: array.astype(np.float64) for name, array in conv.items()}
        largest = (top if layer == 0 else 3) * 9 * channels
        folded.append(solve(conv, exact, unit, top, largest))
        step = 2 / 3

    flat = (x * 1.5).round().permute(0, 2, 3, 1).reshape(IMAGES, -1).long().numpy()
    dense = (rng.rand(flat.shape[1], case["classes"]) * 2 - 1).astype(np.float32)
    signs = np.where(dense >= 0, 1, -1)
    logits = flat @ signs
    return dict(
        encoding=encoding, height=case["height"], width=case["width"], classes=case["classes"],
        convSpecs=[dict(outChannels=o, stride=s, pool=p) for o, s, p in case["convs"]],
        table=pack32(latents) if learns else None,
        convs=[{name: pack32(array) for name, array in conv.items()} for conv in convs],
        dense=pack32(dense),
        pictures=base64.b64encode(pictures.tobytes()).decode(),
        levels=["".join(map(str, a)) for a in activations],
        logits=logits.reshape(-1).tolist(),
        thresholds=[t.reshape(-1).tolist() for _, t in folded],
        file=base64.b64encode(file_of(case, levels, top, word, folded, signs)).decode(),
    )


def pack32(array):
    return base64.b64encode(array.astype("<f4").tobytes()).decode()


def bits_section(bits):
    """One big integer whose bit i is number i, written out little-endian."""
    bits = [int(b) for b in np.asarray(bits).reshape(-1)]
    size = -(-len(bits) // 32) * 4
    return sum(b << i for i, b in enumerate(bits)).to_bytes(size, "little")


def file_of(case, levels, top, word, folded, dense_signs):
    planes = 1 if top == 1 else 2
    data = b"LOWB" + struct.pack("<HHHH", 1, case["height"], case["width"], case["classes"])
    data += struct.pack("<BBBB", word, planes, len(case["convs"]), 0)
    data += b"".join(struct.pack("<HBB", *spec) for spec in case["convs"])
    for p in range(planes):
        data += bits_section(levels >> p & 1)
    for sign, thresholds in folded:
        data += bits_section(sign > 0)
        data += struct.pack(f"<{thresholds.size}h", *thresholds.reshape(-1).tolist())
        data += b"\0" * (-len(data) % 4)
    return data + bits_section(dense_signs > 0)


def first_safe(case):
    for seed in range(10_000):
        try:
            return seed, make(case, seed)
        except NearBoundary:
            continue
    raise RuntimeError("every seed puts a number on a boundary")


if __name__ == "__main__":
    golden = {}
    for name, case in CASES.items():
        seed, golden[name] = first_safe(case)
        counts = [[layer.count(str(n)) for n in range(4)] for layer in golden[name]["levels"]]
        print(name, "seed", seed, "levels", counts)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "integers.json")
    with open(path, "w") as file:
        json.dump(golden, file, indent="\t")
        file.write("\n")
