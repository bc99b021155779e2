#!/usr/bin/env python3
"""Makes tests/golden/set: reference results of small signals that are given by formulas.

Usage: make_set.py DIR

Everything is computed in double precision by straightforward code that follows the definitions (standard library only,
no FFT, dense filter banks), independently of the C++ sources. The format is that of the larger sets which are made with
the Python libraries themselves; "function" names what the reference stands for. Resampled tones are not computed by any
resampler: they are the formula of the tone, sampled at the other rate.
"""
import array
import hashlib
import json
import math
import os
import struct
import sys

EPSILON = 2.0**-52

STFT = "numpy.abs(librosa.stft(y, ...))"
MEL = "librosa.feature.melspectrogram"
PSF_MFCC = "python_speech_features.mfcc(waveform, 8000, ...).T"
TORCH_MEL = "torchaudio.transforms.MelSpectrogram(...)(x)"
TORCH_CLIP = "rechannel to 2, torchaudio Resample, pad/truncate"

cases = []
inputs = {}
stored = {}  # file -> (shape, values as stored)


# Signals


def noise(count, seed):
    """Uniform in [-1, 1): a linear congruential generator (Numerical Recipes' quick one), its 24 high bits."""
    values = []
    for _ in range(count):
        seed = (1664525 * seed + 1013904223) % 2**32
        values.append((seed >> 8) / 2.0**23 - 1.0)
    return values


def tones(count, rate):
    times = [i / rate for i in range(count)]
    return [0.5 * math.sin(2 * math.pi * 440 * t) + 0.2 * math.sin(2 * math.pi * 1700 * t) for t in times]


def chirp(count, rate, start, end):
    slope = (end - start) * rate / count / 2
    return [0.8 * math.sin(2 * math.pi * (start + slope * i / rate) * i / rate) for i in range(count)]


def burst(seconds, rate, hz):
    """A tone that swells and fades so smoothly that it has no energy far from its frequency."""
    times = [i / rate for i in range(math.ceil(seconds * rate))]
    swell = [(0.5 - 0.5 * math.cos(2 * math.pi * t / seconds)) ** 2 for t in times]
    return [0.9 * s * math.sin(2 * math.pi * hz * t) for s, t in zip(swell, times)]


# Files


def write(name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()


def float32(values):
    return list(array.array("f", values))


def write_wav(name, rate, channels, kind, extensible=False):
    """Writes channels (lists in +-1) as "u8", "s16", "s24", "s32", "f32" or "f64"; remembers what a reader must get."""
    bits = int(kind[1:])
    data = bytearray()
    read = [[] for _ in channels]
    for frame in zip(*channels):
        for values, x in zip(read, frame):
            if kind[0] == "f":
                data += struct.pack("<f" if bits == 32 else "<d", x)
                values.append(x)
                continue
            full = 2 ** (bits - 1)
            number = max(-full, min(full - 1, round(x * full)))
            data += (number + (128 if kind == "u8" else 0)).to_bytes(bits // 8, "little", signed=kind != "u8")
            values.append(number / full)
    codec = 3 if kind[0] == "f" else 1
    block = len(channels) * bits // 8
    form = struct.pack("<HHIIHH", 0xFFFE if extensible else codec, len(channels), rate, rate * block, block, bits)
    if extensible:
        form += struct.pack("<HHIH", 22, bits, 0, codec) + bytes.fromhex("000000001000800000aa00389b71")
    chunks = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(data)) + data
    chunks += b"\0" * (len(data) % 2)
    digest = write(name, b"RIFF" + struct.pack("<I", len(chunks)) + chunks)
    inputs[name] = {"rate": rate, "channels": len(channels), "frames": len(channels[0]), "sha256": digest}
    stored[name] = ([len(channels), len(channels[0])], float32(sum(read, [])))


def write_npy(name, shape, values):
    values = float32(values)
    text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }" % "".join("%d, " % n for n in shape)
    text += " " * (-(len(text) + 11) % 64) + "\n"
    header = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()
    digest = write(name, header + struct.pack("<%df" % len(values), *values))
    stored[name] = (list(shape), values)
    return digest


def samples(name):
    """The mean of the channels of a stored wav, or a stored vector."""
    shape, values = stored[name]
    if len(shape) == 1:
        return values
    count = shape[1]
    return [sum(values[c * count + i] for c in range(shape[0])) / shape[0] for i in range(count)]


def channels(name):
    """The channels of a stored wav, vector or matrix."""
    shape, values = stored[name]
    return [values[start : start + shape[-1]] for start in range(0, len(values), shape[-1])]


def case(name, source, function, params, shape, values, rtol, atol, end_to_end=None):
    output = "out/%s.npy" % name
    entry = {"name": name, "kind": "tensor", "function": function, "input": source, "params": params, "output": output}
    entry["shape"] = list(shape)
    entry["sha256"] = write_npy(output, shape, values)
    entry["tolerance"] = {"rtol": rtol, "atol": atol}
    if end_to_end:
        audio, rtol, atol = end_to_end
        entry["end_to_end"] = {"exact_chain": {"input": audio, "tolerance": {"rtol": rtol, "atol": atol}}}
    cases.append(entry)


def matrix_case(name, source, function, params, frames, rtol, atol, end_to_end=None):
    """Of a list of frames, stored as (bands, frames)."""
    shape = [len(frames[0]), len(frames)]
    case(name, source, function, params, shape, flat(zip(*frames)), rtol, atol, end_to_end)


def error(name, source, function, params, text):
    entry = {"name": name, "kind": "error", "function": function, "input": source, "params": params}
    cases.append({**entry, "error_text": text})


def flat(rows):
    return [x for row in rows for x in row]


def bessel_i0(x):
    """The modified Bessel function of order 0: the mean of exp(x cos a) over a circle."""
    count = 200
    return math.fsum(math.exp(x * math.cos(2 * math.pi * i / count)) for i in range(count)) / count


def sinc_resampled(x, orig, new, width=6, rolloff=0.99, kaiser=False):
    """torchaudio's filter by its definition: every output sample is a sum of windowed sincs."""
    rate = rolloff * min(orig, new)

    def weight(t):
        beta = 14.769656459379492
        if kaiser:
            window = bessel_i0(beta * math.sqrt(1 - (t / width) ** 2)) / bessel_i0(beta)
        else:
            window = math.cos(math.pi * t / width / 2) ** 2
        return window * (math.sin(math.pi * t) / (math.pi * t) if t else 1.0) * rate / orig

    result = []
    for m in range(math.ceil(new * len(x) / orig)):
        times = [(rate * (n / orig - m / new), v) for n, v in enumerate(x)]
        result.append(math.fsum(v * weight(t) for t, v in times if abs(t) < width))
    return result


# Features. Matrices are lists of frames until they are stored as (bands, frames).


def spectra(frames, n_fft):
    """|X| of every frame, by the definition of the discrete Fourier transform."""
    cosine = [math.cos(2 * math.pi * i / n_fft) for i in range(n_fft)]
    sine = [math.sin(2 * math.pi * i / n_fft) for i in range(n_fft)]
    rows = []
    for frame in frames:
        sounding = [(i, x) for i, x in enumerate(frame) if x != 0.0]
        row = []
        for k in range(n_fft // 2 + 1):
            real = math.fsum(x * cosine[i * k % n_fft] for i, x in sounding)
            imaginary = math.fsum(x * sine[i * k % n_fft] for i, x in sounding)
            row.append(math.hypot(real, imaginary))
        rows.append(row)
    return rows


def window(kind, length, periodic):
    period = length if periodic else length - 1
    offset = {"hann": 0.5, "hamming": 0.54, "ones": 1.0}[kind]
    return [offset - (1 - offset) * math.cos(2 * math.pi * i / period) for i in range(length)]


def stft(x, n_fft=2048, hop_length=512, win_length=None, window_kind="hann", center=True, pad_mode="constant"):
    length = win_length or n_fft
    left = (n_fft - length) // 2
    shape = [0.0] * left + window(window_kind, length, True) + [0.0] * (n_fft - length - left)
    if center:
        half = n_fft // 2
        before, after = [0.0] * half, [0.0] * half
        if pad_mode == "reflect":
            before, after = x[half:0:-1], x[-2 : -half - 2 : -1]
        x = before + x + after
    starts = range(0, len(x) - n_fft + 1, hop_length)
    return spectra([[w * v for w, v in zip(shape, x[s : s + n_fft])] for s in starts], n_fft)


def mel_of(hz, htk):
    if htk:
        return 2595 * math.log10(1 + hz / 700)
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * math.log(hz / 1000, 6.4)


def hz_of(mel, htk):
    if htk:
        return 700 * (10 ** (mel / 2595) - 1)
    return mel * 200 / 3 if mel < 15 else 1000 * 6.4 ** ((mel - 15) / 27)


def corners(count, low, high, htk):
    low, high = mel_of(low, htk), mel_of(high, htk)
    return [hz_of(low + (high - low) * i / (count + 1), htk) for i in range(count + 2)]


def mel_filters(sr, n_fft, n_mels=128, fmin=0.0, fmax=None, htk=False, norm="slaney"):
    edges = corners(n_mels, fmin, fmax or sr / 2, htk)
    rows = []
    for low, middle, high in zip(edges, edges[1:], edges[2:]):
        area = 2 / (high - low) if norm == "slaney" else 1.0
        bins = [sr * k / n_fft for k in range(n_fft // 2 + 1)]
        rows.append([area * max(0.0, min((f - low) / (middle - low), (high - f) / (high - middle))) for f in bins])
    return rows


def torchaudio_filters(sample_rate, n_fft, n_mels, f_min=0.0, f_max=None, norm=None, mel_scale="htk"):
    """Triangles over bins that lie evenly between 0 and half the rate, rounded down."""
    top = sample_rate // 2
    edges = corners(n_mels, f_min, f_max or top, mel_scale == "htk")
    rows = []
    for low, middle, high in zip(edges, edges[1:], edges[2:]):
        area = 2 / (high - low) if norm == "slaney" else 1.0
        bins = [top * k / (n_fft // 2) for k in range(n_fft // 2 + 1)]
        rows.append([area * max(0.0, min((f - low) / (middle - low), (high - f) / (high - middle))) for f in bins])
    return rows


def torchaudio_mel(x, sample_rate, n_mels, n_fft=400, hop_length=None, win_length=None, power=2.0, **params):
    length = win_length or n_fft
    magnitudes = stft(x, n_fft, hop_length or length // 2, length, pad_mode="reflect")
    filters = torchaudio_filters(sample_rate, n_fft, n_mels, **params)
    return filtered([[m**power for m in row] for row in magnitudes], filters)


def filtered(rows, filters):
    return [[math.fsum(w * x for w, x in zip(weights, row) if w != 0.0) for weights in filters] for row in rows]


def melspectrogram(x, sr, stft_params, power=2.0, **mel_params):
    magnitudes = stft(x, **stft_params)
    filters = mel_filters(sr, stft_params.get("n_fft", 2048), **mel_params)
    return filtered([[m**power for m in row] for row in magnitudes], filters)


def decibels(rows, reference=1.0, amin=1e-10, top_db=80.0):
    values = [[10 * math.log10(max(amin, x)) - 10 * math.log10(max(amin, reference)) for x in row] for row in rows]
    floor = max(flat(values)) - top_db if top_db is not None else -math.inf
    return [[max(floor, v) for v in row] for row in values]


def dct(row, count):
    size = len(row)
    result = []
    for n in range(count):
        waves = [math.cos(math.pi * n * (2 * i + 1) / (2 * size)) for i in range(size)]
        result.append(math.sqrt((1 if n == 0 else 2) / size) * math.fsum(x * w for x, w in zip(row, waves)))
    return result


def half_up(x):
    return math.floor(x + 0.5)


def psf_filters(nfilt, nfft, samplerate, lowfreq=0, highfreq=None):
    edges = corners(nfilt, lowfreq, highfreq or samplerate / 2, True)
    edges = [math.floor((nfft + 1) * hz / samplerate) for hz in edges]
    rows = [[0.0] * (nfft // 2 + 1) for _ in range(nfilt)]
    for row, low, middle, high in zip(rows, edges, edges[1:], edges[2:]):
        for k in range(low, middle):
            row[k] = (k - low) / (middle - low)
        for k in range(middle, high):
            row[k] = (high - k) / (high - middle)
    return rows


def psf_fbank(x, samplerate, nfft, nfilt=26, lowfreq=0, highfreq=None, preemph=0.97, winfunc="ones"):
    x = [x[0]] + [b - preemph * a for a, b in zip(x, x[1:])]
    length, step = half_up(0.025 * samplerate), half_up(0.01 * samplerate)
    count = 1 if len(x) <= length else 1 + math.ceil((len(x) - length) / step)
    x += [0.0] * ((count - 1) * step + length - len(x))
    shape = window(winfunc, length, False)
    frames = [[w * v for w, v in zip(shape, x[i * step : i * step + length])][:nfft] for i in range(count)]
    powers = [[m * m / nfft for m in row] for row in spectra(frames, nfft)]
    energies = [math.fsum(row) or EPSILON for row in powers]
    rows = filtered(powers, psf_filters(nfilt, nfft, samplerate, lowfreq, highfreq))
    return [[x or EPSILON for x in row] for row in rows], energies


def psf_mfcc(x, samplerate, nfft, numcep=13, ceplifter=22, appendEnergy=True, **params):
    rows, energies = psf_fbank(x, samplerate, nfft, **params)
    result = []
    for row, energy in zip(rows, energies):
        cepstrum = dct([math.log(e) for e in row], numcep)
        if ceplifter:
            cepstrum = [(1 + ceplifter / 2 * math.sin(math.pi * n / ceplifter)) * c for n, c in enumerate(cepstrum)]
        if appendEnergy:
            cepstrum[0] = math.log(energy)
        result.append(cepstrum)
    return result


def standardized(values, ddof=0):
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - ddof))
    return [(v - mean) / (deviation or 1.0) for v in values]


# The set


def make_inputs():
    write_wav("inputs/tone.wav", 8000, [tones(1200, 8000)], "s16")
    write_wav("inputs/tone_u8.wav", 8000, [tones(101, 8000)], "u8")
    write_wav("inputs/chirp_s24_stereo.wav", 22050, [chirp(800, 22050, 100, 9000), noise(800, 7)], "s24", True)
    write_wav("inputs/chirp_s32.wav", 16000, [chirp(300, 16000, 50, 7000)], "s32")
    write_wav("inputs/noise_f32.wav", 22050, [[1.7 * v for v in noise(1500, 1)]], "f32")
    write_wav("inputs/noise_f64.wav", 11025, [noise(150, 2), noise(150, 3), noise(150, 4)], "f64")
    write_wav("inputs/impulse.wav", 22050, [[1.0 if i == 300 else 0.0 for i in range(600)]], "s16")
    write_wav("inputs/silence.wav", 8000, [[0.0] * 900], "s16")
    write_wav("inputs/short.wav", 8000, [noise(60, 5)], "s16")
    write_wav("inputs/one.wav", 48000, [[0.75]], "s32")
    write_wav("inputs/nan.wav", 8000, [[0.0, math.nan, 0.0]], "f32")
    for rate in (8000, 44100, 48000):
        write_wav("inputs/burst_%d.wav" % rate, rate, [burst(0.04, rate, 1900)], "f32")


def make_decoding():
    for name in ("tone_u8", "chirp_s24_stereo", "chirp_s32", "noise_f32", "noise_f64", "one"):
        shape, values = stored["inputs/%s.wav" % name]
        shape = shape if shape[0] > 1 else shape[1:]
        function = "soundfile.read(file, dtype='float32', always_2d=True)[0].T (mono squeezed to 1-D)"
        case("decode/" + name, "inputs/%s.wav" % name, function, {"dtype": "float32"}, shape, values, 0, 1e-7)
    text = "Audio buffer is not finite everywhere"
    error("decode/nan", "inputs/nan.wav", "librosa.load(file, sr=8000)[0]", {"sr": 8000}, text)


def make_resampling():
    for source, rate in ((8000, 22050), (48000, 22050), (44100, 16000), (8000, 16000)):
        wave = burst(0.04, rate, 1900)
        name = "burst_%d_to%d" % (source, rate)
        function = "librosa.load(file, sr=%d)[0]" % rate
        params = {"sr": rate, "native_sr": source, "mono": True, "res_type": "soxr_hq"}
        case("resample/" + name, "inputs/burst_%d.wav" % source, function, params, [len(wave)], wave, 0, 5e-6)
    params = {"sr": 22050, "native_sr": 48000, "mono": True, "res_type": "soxr_hq"}
    case("resample/one", "inputs/one.wav", "librosa.load(file, sr=22050)[0]", params, [1], [0.0], 0, 0)


def make_sinc_resampling():
    for name, source, orig, new, kind, width in (
        ("short_8000_to11000", "short", 8000, 11000, "hann", 6),
        ("chirp_16000_to11000", "chirp_s32", 16000, 11000, "hann", 6),
        ("noise_11025_to11000", "noise_f64", 11025, 11000, "hann", 6),
        ("burst_48000_to11000", "burst_48000", 48000, 11000, "hann", 6),
        ("one_48000_to11000", "one", 48000, 11000, "hann", 6),
        ("kaiser_16000_to11000", "chirp_s32", 16000, 11000, "kaiser", 16),
    ):
        x = channels("inputs/%s.wav" % source)[0]
        wave = sinc_resampled(x, orig, new, width, kaiser=kind == "kaiser")
        params = {"orig_freq": orig, "new_freq": new, "resampling_method": "sinc_interp_" + kind}
        params |= {"lowpass_filter_width": width, "rolloff": 0.99, "beta": None, "channel": 0}
        function = "torchaudio.transforms.Resample(orig, new)(x)"
        # Phases that pass through float32 cost up to 2e-5, the more phases there are the more.
        atol = 2e-6 if new // math.gcd(orig, new) < 20 else 5e-5
        case("resample/sinc_" + name, "inputs/%s.wav" % source, function, params, [len(wave)], wave, 0, atol)
    x = channels("inputs/short.wav")[0]
    wave = sinc_resampled(x, 8000, 16000)
    params = {"orig_freq": 8000, "new_freq": 16000}
    function = "torchaudio.functional.resample"
    case("resample/sinc_functional", "inputs/short.wav", function, params, [len(wave)], wave, 0, 5e-5)


def make_spectra():
    for name, source, params in (
        ("constant", "tone", dict(n_fft=256, hop_length=128)),
        ("reflect", "tone", dict(n_fft=256, hop_length=160, pad_mode="reflect")),
        ("short_window", "tone", dict(n_fft=256, hop_length=200, win_length=150)),
        ("hamming", "tone", dict(n_fft=128, hop_length=200, window="hamming")),
        ("uncentered", "noise_f32", dict(n_fft=300, hop_length=400, center=False)),
        ("odd_length", "tone", dict(n_fft=125, hop_length=111)),
        ("shorter_than_a_frame", "short", dict(n_fft=256, hop_length=64)),
    ):
        own = {("window_kind" if key == "window" else key): value for key, value in params.items()}
        rows = stft(samples("inputs/%s.wav" % source), **own)
        matrix_case("stft/" + name, "inputs/%s.wav" % source, STFT, params, rows, 1e-6, 1e-6)
    params = dict(n_fft=1024, hop_length=256, center=False)
    text = "n_fft=1024 is too large for uncentered analysis of input signal of length=60"
    error("stft/too_short", "inputs/short.wav", STFT, params, text)


def make_mels():
    for name, source, sr, stft_params, params in (
        ("default_impulse", "impulse", 22050, {}, {}),
        ("default_float", "noise_f32", 22050, {}, dict(n_mels=64)),
        ("slaney", "tone", 8000, dict(n_fft=256, hop_length=128), dict(n_mels=24)),
        ("htk", "tone", 8000, dict(n_fft=256, hop_length=128, win_length=200), dict(n_mels=20, htk=True, norm=None)),
        ("band", "tone", 8000, dict(n_fft=200, hop_length=80, center=False), dict(n_mels=16, fmin=80.0, fmax=3500.0)),
        ("magnitude", "tone", 8000, dict(n_fft=256, hop_length=160), dict(n_mels=20, power=1.0)),
        ("stereo", "chirp_s24_stereo", 22050, dict(n_fft=512, hop_length=256), dict(n_mels=30)),
        ("empty_bands", "short", 8000, dict(n_fft=64, hop_length=32), dict(n_mels=40)),
        ("silence", "silence", 8000, dict(n_fft=256, hop_length=128), dict(n_mels=20)),
    ):
        rows = melspectrogram(samples("inputs/%s.wav" % source), sr, stft_params, **params)
        peak = max(flat(rows))
        params = {"sr": sr, **stft_params, **params}
        matrix_case("mel/" + name, "inputs/%s.wav" % source, MEL, params, rows, 1e-5, 1e-7 * peak)


def make_torchaudio_mels():
    for name, source, count, params in (
        ("default_lengths", "tone", 1, dict(sample_rate=8000, n_mels=32)),
        ("two_channels", "chirp_s24_stereo", 2, dict(sample_rate=11025, n_mels=24, n_fft=256, hop_length=160)),
        ("one_channel_twice", "tone", 2, dict(sample_rate=8000, n_mels=16, n_fft=256, hop_length=512)),
        ("slaney", "tone", 1, dict(sample_rate=8000, n_mels=20, n_fft=256, norm="slaney", mel_scale="slaney")),
        ("just_long_enough", "short", 1, dict(sample_rate=8000, n_mels=8, n_fft=118, f_min=100.0, f_max=3900.0)),
    ):
        x = channels("inputs/%s.wav" % source)
        rows = [torchaudio_mel(channel, **params) for channel in (x * count)[:count]]
        values = [v for channel in rows for v in flat(zip(*channel))]
        params = {**params, "pad_mode": "reflect", "power": 2.0, "normalized": False, "channels": count}
        shape = [count, params["n_mels"], len(rows[0])]
        atol = 2e-5 * max(values)  # float32 band edges move the weights by 1e-5 of their peak
        case("mel/torchaudio_" + name, "inputs/%s.wav" % source, TORCH_MEL, params, shape, values, 1e-4, atol)
    params = dict(sample_rate=8000, n_mels=8, n_fft=120)
    error("mel/torchaudio_too_short", "inputs/short.wav", TORCH_MEL, params, "Padding size should be less than 60")


def stored_frames(name):
    """The frames of a stored matrix."""
    (_, frames), values = stored[name]
    return [values[frame::frames] for frame in range(frames)]


def make_compressed():
    for name, source, params in (
        ("reference_one", "slaney", dict(ref=1.0, amin=1e-10, top_db=80.0)),
        ("reference_max", "slaney", dict(ref="np.max", amin=1e-10, top_db=30.0)),
        ("no_floor", "stereo", dict(ref=1.0, amin=1e-5, top_db=None)),
        ("silence_one", "silence", dict(ref=1.0, amin=1e-10, top_db=80.0)),
        ("silence_max", "silence", dict(ref="np.max", amin=1e-10, top_db=80.0)),
    ):
        rows = stored_frames("out/mel/%s.npy" % source)
        reference = max(flat(rows)) if params["ref"] == "np.max" else 1.0
        result = decibels(rows, reference, params["amin"], params["top_db"])
        matrix_case("db/" + name, "out/mel/%s.npy" % source, "librosa.power_to_db", params, result, 1e-6, 1e-5)
    rows = stored_frames("out/mel/slaney.npy")
    result = [[math.log(x + 1e-6) for x in row] for row in rows]
    matrix_case("db/log", "out/mel/slaney.npy", "numpy.log(x + eps)", {"eps": 1e-6}, result, 1e-6, 1e-6)


def make_torchaudio_decibels():
    for name, params in (("", dict(top_db=80)), ("_shared_cut_off", dict(top_db=10)), ("_no_floor", dict(top_db=None))):
        source = "out/mel/torchaudio_two_channels.npy"
        shape, values = stored[source]
        (result,) = decibels([values], top_db=params["top_db"])
        function = "torchaudio.transforms.AmplitudeToDB(top_db=...)(mel)"
        params = {"stype": "power", "amin": 1e-10, "ref": 1.0, **params}
        case("db/torchaudio" + name, source, function, params, shape, result, 1e-6, 1e-5)


def make_mfccs():
    for name, source, sr, stft_params, mel_params, n_mfcc, lifter in (
        ("default_lengths", "noise_f32", 22050, {}, dict(n_mels=40), 20, 0),
        ("liftered", "tone", 8000, dict(n_fft=256, hop_length=128), dict(n_mels=24), 13, 22),
        ("silence", "silence", 8000, dict(n_fft=256, hop_length=128), dict(n_mels=24), 5, 0),
    ):
        rows = decibels(melspectrogram(samples("inputs/%s.wav" % source), sr, stft_params, **mel_params))
        lift = [1 + (lifter / 2 * math.sin(math.pi * (n + 1) / lifter) if lifter else 0.0) for n in range(n_mfcc)]
        result = [[a * b for a, b in zip(lift, dct(row, n_mfcc))] for row in rows]
        params = {"sr": sr, **stft_params, **mel_params, "ref": 1.0, "amin": 1e-10, "top_db": 80.0}
        params |= {"n_mfcc": n_mfcc, "lifter": lifter, "dct_type": 2, "norm": "ortho"}
        matrix_case("mfcc/" + name, "inputs/%s.wav" % source, "librosa.feature.mfcc", params, result, 1e-5, 1e-3)


def make_psf():
    for name, source, length, params in (
        ("defaults", "tone", 1200, dict(nfft=256)),
        ("nfft512_padded", "tone", 1500, dict(nfft=512)),
        ("cut", "tone", 700, dict(nfft=256, nfilt=20, numcep=20, preemph=0.0, lowfreq=100, highfreq=3600)),
        ("no_lifter_no_energy", "tone", 1200, dict(nfft=256, ceplifter=0, appendEnergy=False)),
        ("hamming", "tone", 1200, dict(nfft=256, winfunc="hamming")),
        ("frame_longer_than_nfft", "tone", 1200, dict(nfft=128)),
        ("silence", "silence", 900, dict(nfft=256)),
        ("short", "short", 60, dict(nfft=256)),
    ):
        x = (samples("inputs/%s.wav" % source) + [0.0] * length)[:length]
        result = psf_mfcc(x, 8000, **params)
        shown = {"samplerate": 8000, "winlen": 0.025, "winstep": 0.01, "length": length, "scaled": True, **params}
        matrix_case("psf/" + name, "inputs/%s.wav" % source, PSF_MFCC, shown, result, 1e-5, 1e-4)
    x = samples("inputs/tone.wav")
    result = psf_mfcc([32768 * v for v in x], 8000, nfft=256)
    shown = {"samplerate": 8000, "nfft": "None -> 256", "length": 1200, "scaled": False}
    matrix_case("psf/int16", "inputs/tone.wav", PSF_MFCC, shown, result, 1e-5, 1e-4)
    rows, _ = psf_fbank(x, 8000, nfft=256)
    shown = {"samplerate": 8000, "nfft": 256, "length": 1200, "scaled": True}
    function = "python_speech_features.fbank(waveform, 8000, ...).T"
    matrix_case("psf/fbank", "inputs/tone.wav", function, shown, rows, 1e-5, 1e-9)
    logs = [[math.log(v) for v in row] for row in rows]
    function = "python_speech_features.logfbank(waveform, 8000, ...).T"
    matrix_case("psf/logfbank", "inputs/tone.wav", function, shown, logs, 1e-5, 1e-5)
    params = {"samplerate": 8000, "nfft": 256, "highfreq": 4100}
    error("psf/above_half_the_rate", "inputs/tone.wav", PSF_MFCC, params, "highfreq is greater than samplerate/2")


def make_filter_banks():
    for name, params in (
        ("slaney", dict(sr=22050, n_fft=128, n_mels=12)),
        ("htk", dict(sr=8000, n_fft=128, n_mels=12, fmin=50.0, fmax=3900.0, htk=True, norm=None)),
    ):
        rows = mel_filters(**params)
        shape = [len(rows), len(rows[0])]
        case("filterbank/" + name, None, "librosa.filters.mel", params, shape, flat(rows), 1e-6, 1e-9)
    for name, params in (
        ("torchaudio", dict(sample_rate=11025, n_mels=12, f_min=0.0, f_max=5512.0, norm=None, mel_scale="htk")),
        ("torchaudio_slaney", dict(sample_rate=8000, n_mels=9, f_min=90.0, f_max=3.8e3, norm="slaney", mel_scale="slaney")),
    ):
        columns = torchaudio_filters(n_fft=128, **params)
        shape = [len(columns[0]), len(columns)]
        values = flat(zip(*columns))
        function = "torchaudio.functional.melscale_fbanks"
        atol = 2e-5 * max(values)
        case("filterbank/" + name, None, function, {"n_freqs": 65, **params}, shape, values, 1e-4, atol)
    params = dict(nfilt=12, nfft=128, samplerate=16000)
    rows = psf_filters(**params)
    case("filterbank/psf", None, "python_speech_features.get_filterbanks", params, [12, 65], flat(rows), 1e-6, 1e-7)


def make_scaled():
    for source in ("slaney", "silence"):
        rows = stored_frames("out/mel/%s.npy" % source)
        result = [standardized(row) for row in rows]
        params = {"with_mean": True, "with_std": True, "ddof": 0}
        function = "sklearn.preprocessing.StandardScaler().fit_transform(X)"
        matrix_case("scaling/frames_" + source, "out/mel/%s.npy" % source, function, params, result, 1e-5, 1e-6)
    shape, values = stored["out/mel/slaney.npy"]
    for ddof in (0, 1):
        name, params = "scaling/clip_ddof%d" % ddof, {"ddof": ddof, "axes": "all"}
        result = standardized(values, ddof)
        case(name, "out/mel/slaney.npy", "(X - X.mean()) / X.std()", params, shape, result, 1e-6, 1e-6)


    shape, values = stored["out/db/torchaudio.npy"]
    params, result = {"ddof": 1, "axes": "all"}, standardized(values, 1)
    source = "out/db/torchaudio.npy"
    case("scaling/two_channels", source, "(X - X.mean()) / X.std()", params, shape, result, 1e-6, 1e-6)


def make_torchaudio_chain():
    """The way of hummed songs: two channels, resample, fit, mel, decibels."""
    for name, source, orig, max_len, begin in (
        ("stereo", "chirp_s24_stereo", 22050, 320, 0),  # is cut
        ("mono", "burst_44100", 44100, 640, 77),  # is padded
    ):
        audio = "inputs/%s.wav" % source
        waves = []
        for x in channels(audio):
            wave = sinc_resampled(x, orig, 11000)
            waves.append(([0.0] * begin + wave + [0.0] * max_len)[:max_len] if len(wave) < max_len else wave[:max_len])
        shape = [max_len] if len(waves) == 1 else [2, max_len]
        params = {"orig_freq": orig, "new_freq": 11000, "max_len": max_len, "pad_begin": begin}
        case("chain/%s_wave" % name, audio, TORCH_CLIP, params, shape, flat(waves), 0, 5e-5)

        source = "out/chain/%s_wave.npy" % name
        params = dict(sample_rate=11000, n_mels=16, n_fft=256, hop_length=128)
        rows = [torchaudio_mel(wave, **params) for wave in (channels(source) * 2)[:2]]
        values = [v for channel in rows for v in flat(zip(*channel))]
        shape = [2, 16, len(rows[0])]
        params = {**params, "pad_mode": "reflect", "channels": 2}
        case("chain/%s_mel" % name, source, TORCH_MEL, params, shape, values, 1e-4, 2e-5 * max(values))

        source = "out/chain/%s_mel.npy" % name
        (result,) = decibels([stored[source][1]], top_db=40)
        function = "torchaudio.transforms.AmplitudeToDB(top_db=40)(mel)"
        params = {"stype": "power", "top_db": 40, "amin": 1e-10, "ref": 1.0}
        case("chain/%s_db" % name, source, function, params, shape, result, 1e-6, 1e-5, (audio, 0, 0.05))


def make_chain():
    """The way of spoken digits: resample, fit, scale to the peak, mel."""
    wave = burst(0.04, 22050, 1900)
    wave = wave + [0.0] * (1100 - len(wave))
    peak = max(abs(v) for v in wave)
    wave = [v / peak for v in wave]
    audio = "inputs/burst_48000.wav"
    function = "librosa.load(file, sr=22050); pad/truncate at end to 1100; divide by max|x|"
    params = {"sr": 22050, "native_sr": 48000, "res_type": "soxr_hq", "length": 1100, "peak_normalise": True}
    case("chain/wave", audio, function, params, [1100], wave, 0, 1e-5)
    stft_params = dict(n_fft=512, hop_length=256)
    rows = melspectrogram(samples("out/chain/wave.npy"), 22050, stft_params, n_mels=40)
    params = {"sr": 22050, **stft_params, "n_mels": 40}
    matrix_case("chain/mel", "out/chain/wave.npy", MEL, params, rows, 1e-5, 1e-6, (audio, 1e-4, 1e-4))


def main():
    make_inputs()
    make_decoding()
    make_resampling()
    make_sinc_resampling()
    make_spectra()
    make_mels()
    make_torchaudio_mels()
    make_compressed()
    make_torchaudio_decibels()
    make_mfccs()
    make_psf()
    make_filter_banks()
    make_scaled()
    make_chain()
    make_torchaudio_chain()
    manifest = {"format": 1, "set": "formulas", "made": "by tests/golden/make_set.py", "inputs": inputs, "cases": cases}
    write("manifest.json", (json.dumps(manifest, indent=1) + "\n").encode())
    print(len(inputs), "inputs,", len(cases), "cases")


folder = sys.argv[1] if len(sys.argv) == 2 else sys.exit(__doc__)
main()
