import { chromium, type Browser } from 'playwright-core';

export interface BrowserOptions {
  /** WebGPU on a software adapter, beside a working WebGL. */
  readonly webgpu?: boolean;
  readonly webgl?: boolean;
  /** Path of a WAV file that a microphone hears over and over; without it there is a microphone that beeps. */
  readonly heard?: string;
}

/** A name for this machine to which browsers do not give what they keep for HTTPS and localhost. */
export const insecureHost = 'earshot.test';

const always = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`,
];
const webgpu = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
];

export function launch(options: BrowserOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...always,
      ...(options.webgpu ? webgpu : []),
      ...(options.webgl === false ? ['--disable-webgl', '--disable-3d-apis'] : []),
      '--use-fake-device-for-media-stream',
      ...(options.heard ? [`--use-file-for-fake-audio-capture=${options.heard}`] : []),
    ],
  });
}
