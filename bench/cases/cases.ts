import type { Case, Pipeline } from './case';
import { flooredBank, hannWindow, lifteredTransform, melBank } from './filters';

/** A chirp with noise, as the self-check of a model file: the same numbers for everybody. */
export function chirpWithNoise(seconds: number, sampleRate: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const time = index / sampleRate;
    const phase = 2 * Math.PI * (80 * time + (0.2 * sampleRate - 40) * time * time);
    return Math.fround(0.4 * Math.sin(phase) + 0.1 * ((state >>> 8) / 2 ** 23 - 1));
  });
}

interface MelOptions {
  readonly sampleRate: number;
  readonly nFft: number;
  readonly hop: number;
  readonly bands: number;
  readonly center: boolean;
  readonly decibels: Pipeline['decibels'];
}

/** The front end of a model card and the same in numbers. No bands: the power spectrogram. */
function melCase(
  options: MelOptions,
  samples: readonly number[],
): Required<Pick<Case, 'sampleRate' | 'channels' | 'frontEnd' | 'inputShape' | 'pipeline'>> {
  const { sampleRate, nFft, hop, bands, center, decibels } = options;
  const highHz = sampleRate / 2;
  const frames = 1 + Math.floor((samples.length - (center ? 0 : nFft)) / hop);
  return {
    sampleRate,
    channels: [samples],
    frontEnd: {
      sample_rate: sampleRate,
      resampler: 'soxr_hq',
      channels: 1,
      fit: { samples: samples.length, position: 'end' },
      amplitude: 'none',
      kind: bands > 0 ? 'mel' : 'spectrogram',
      stft: {
        n_fft: nFft,
        win_length: nFft,
        hop_length: hop,
        window: 'hann',
        center,
        ...(center ? { padding: 'constant' } : {}),
        power: 2,
      },
      ...(bands > 0
        ? { mel: { grid: 'librosa', bands, low_hz: 0, high_hz: highHz, scale: 'slaney', norm: 'slaney' } }
        : {}),
      compression: decibels
        ? { kind: 'decibels', reference: 'one', amin: decibels.amin, top_db: decibels.topDb ?? 'none' }
        : { kind: 'none' },
      scaling: { kind: 'none' },
    },
    inputShape: [bands > 0 ? bands : nFft / 2 + 1, frames],
    pipeline: {
      samples,
      frames,
      hop,
      padding: center ? nFft / 2 : 0,
      preEmphasis: 0,
      window: hannWindow(nFft),
      powerScale: 1,
      bank: bands > 0 ? melBank(bands, nFft, sampleRate) : [],
      decibels,
      cepstrum: [],
      bankOf: { sampleRate, highHz },
    },
  };
}

const librosaDefaults = { sampleRate: 22050, nFft: 2048, hop: 512, center: true, decibels: null };

function mel(): Case {
  const samples = chirpWithNoise(1, 22050);
  return {
    name: 'mel',
    title: 'mel, 1 s at 22050 Hz (2048/512/128)',
    kind: 'features',
    ...melCase({ ...librosaDefaults, bands: 128 }, samples),
  };
}

function spectrogram(): Case {
  const samples = chirpWithNoise(1, 22050);
  return {
    name: 'spectrogram',
    title: 'power spectrogram, 1 s at 22050 Hz (2048/512): window and transforms',
    kind: 'features',
    ...melCase({ ...librosaDefaults, bands: 0 }, samples),
  };
}

function logMel(): Case {
  const samples = chirpWithNoise(1, 16000);
  const decibels = { amin: 1e-10, topDb: 80 };
  return {
    name: 'log_mel',
    title: 'log-mel, 1 s at 16 kHz (512/160/40)',
    kind: 'features',
    ...melCase({ sampleRate: 16000, nFft: 512, hop: 160, bands: 40, center: true, decibels }, samples),
  };
}

function mfcc(): Case {
  const sampleRate = 8000;
  const samples = chirpWithNoise(1, sampleRate);
  const [frame, hop, nFft, bands, coefficients, lifter] = [200, 80, 256, 26, 13, 22];
  const frames = 1 + Math.ceil((samples.length - frame) / hop);
  return {
    name: 'mfcc',
    title: 'MFCC as python_speech_features, 1 s at 8 kHz',
    kind: 'features',
    sampleRate,
    channels: [samples],
    frontEnd: {
      sample_rate: sampleRate,
      resampler: 'soxr_hq',
      channels: 1,
      fit: { samples: samples.length, position: 'end' },
      amplitude: 'none',
      kind: 'psf_mfcc',
      stft: { win_length: frame, hop_length: hop, n_fft: nFft, window: 'rectangular' },
      mel: { bands, low_hz: 0, high_hz: sampleRate / 2 },
      cepstrum: { coefficients, lifter, pre_emphasis: 0.97, append_energy: true },
      scaling: { kind: 'none' },
    },
    inputShape: [coefficients, frames],
    pipeline: {
      samples,
      frames,
      hop,
      padding: 0,
      preEmphasis: 0.97,
      window: Array.from({ length: nFft }, (_, n) => (n < frame ? 1 : 0)),
      powerScale: 1 / nFft,
      bank: flooredBank(bands, nFft, sampleRate),
      decibels: null,
      cepstrum: lifteredTransform(coefficients, bands, lifter),
    },
  };
}

function resampling(resampler: 'soxr_hq' | 'torchaudio_sinc', title: string): Case {
  return {
    name: resampler === 'soxr_hq' ? 'resampling' : 'resampling_sinc',
    title,
    kind: 'resampling',
    sampleRate: 48000,
    channels: [chirpWithNoise(1, 48000)],
    frontEnd: {
      sample_rate: 16000,
      resampler,
      channels: 1,
      fit: { samples: 16000, position: 'end' },
      amplitude: 'none',
      kind: 'waveform',
      scaling: { kind: 'none' },
    },
    inputShape: [1, 16000],
  };
}

function hop(): Case {
  const [sampleRate, nFft, hopLength] = [16000, 512, 160];
  const samples = chirpWithNoise(1, sampleRate);
  const options = { sampleRate, nFft, hop: hopLength, bands: 40, center: false, decibels: { amin: 1e-10, topDb: null } };
  // A second, less what no whole frame fits in: the last frame ends with the newest sample.
  const whole = melCase(options, samples.slice(0, nFft + 96 * hopLength));
  return {
    name: 'hop',
    title: 'live hop: 10 ms of new audio to log-mel (512/160/40)',
    kind: 'hop',
    ...whole,
    channels: [samples],
    hop: hopLength,
    // The others need but compute the newest frame.
    pipeline: melCase(options, samples.slice(-nFft)).pipeline,
  };
}

function clip(frontEnd: object, inputShape: readonly number[]): Case {
  return {
    name: 'clip',
    title: 'whole clip, 3 s of 44.1 kHz stereo, to the features of digits.onnx',
    kind: 'features',
    sampleRate: 44100,
    channels: [chirpWithNoise(3, 44100), chirpWithNoise(3, 44100, 2)],
    frontEnd,
    inputShape,
  };
}

function label(model: string): Case {
  return {
    name: 'label',
    title: 'features and inference: 1 s at 16 kHz to the label of digits.onnx',
    kind: 'label',
    sampleRate: 16000,
    channels: [chirpWithNoise(1, 16000)],
    model,
  };
}

/** `model` is the path of the shipped model; the rest is of its card. */
export function allCases(model: string, frontEnd: object, inputShape: readonly number[]): Case[] {
  return [
    mel(),
    spectrogram(),
    logMel(),
    mfcc(),
    hop(),
    resampling('soxr_hq', 'resampling, 1 s, 48 kHz to 16 kHz (soxr HQ)'),
    resampling('torchaudio_sinc', "resampling, 1 s, 48 kHz to 16 kHz (torchaudio's filter)"),
    clip(frontEnd, inputShape),
    label(model),
  ];
}
