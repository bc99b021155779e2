"""The contender torchaudio (Debian's python3-torchaudio), on one thread. Speaks the protocol of protocol.h."""

import json
import os
import sys
import time

# Before PyTorch is loaded: OpenBLAS has threads of its own, which on a busy machine make it many times slower.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
import torchaudio


def mel_work(job):
    samples = torch.tensor(job["samples"])
    reference = job["bankOf"]
    options = {
        "n_fft": len(job["window"]),
        "hop_length": job["hop"],
        "center": job["padding"] > 0,
        "pad_mode": "constant",
        "power": 2.0,
    }
    if not job["bank"]:
        transform = torchaudio.transforms.Spectrogram(**options)
    else:
        transform = torchaudio.transforms.MelSpectrogram(
            sample_rate=reference["sampleRate"],
            n_mels=len(job["bank"]),
            f_max=reference["highHz"],
            norm="slaney",
            mel_scale="slaney",
            **options,
        )
    if job["decibels"] is None:
        return lambda: transform(samples)
    to_decibels = torchaudio.transforms.AmplitudeToDB("power", job["decibels"]["topDb"])
    return lambda: to_decibels(transform(samples))


def resampling_work(test):
    samples = torch.tensor(test["channels"][0])
    resampler = torchaudio.transforms.Resample(test["sampleRate"], test["frontEnd"]["sample_rate"])
    return lambda: resampler(samples)


def work_of(test):
    """None where torchaudio has no such thing: soxr's filter, the MFCC of python_speech_features."""
    if test["kind"] == "resampling":
        return resampling_work(test) if test["frontEnd"]["resampler"] == "torchaudio_sinc" else None
    job = test.get("pipeline")
    return mel_work(job) if job and "bankOf" in job else None


def main():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    works = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "introduce":
            answer = {"version": f"{torchaudio.__version__} (PyTorch {torch.__version__})"}
        elif request["do"] == "run":
            work = works[request["name"]]
            begin = time.perf_counter()
            for _ in range(request["calls"]):
                work()
            answer = {"milliseconds": 1e3 * (time.perf_counter() - begin) / request["calls"]}
        else:
            work = work_of(request["case"])
            if work is None:
                answer = {"absent": True}
            else:
                works[request["case"]["name"]] = work
                answer = {"values": work().flatten().tolist(), "framesFirst": False}
        print(json.dumps(answer), flush=True)


main()
