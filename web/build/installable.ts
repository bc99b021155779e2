import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Makes the page one that can be installed: a web app manifest and icons, all drawn from one SVG file. */
export function installable(iconPath: string): Plugin {
  const png = (size: number) => `icon-${size}.png`;
  // iPhones take 180, everyone else 192 and 512.
  const sizes = [180, 192, 512];
  const icon = (src: string, purpose: string, size: string, type: string) => ({ src, purpose, sizes: size, type });
  const manifest = {
    name: 'Earshot',
    short_name: 'Earshot',
    description: 'Hears spoken digits, and whatever else a model was trained for, in your browser.',
    // Relative to the manifest: the folder that the page lies in, wherever that is.
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: '#151821',
    background_color: '#0d0f14',
    icons: [
      icon('icon.svg', 'any', 'any', 'image/svg+xml'),
      ...[192, 512].map((size) => icon(png(size), 'any maskable', `${size}x${size}`, 'image/png')),
    ],
  };
  return {
    name: 'earshot-installable',
    apply: 'build',
    generateBundle() {
      const svg = readFileSync(iconPath, 'utf8');
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('manifest.webmanifest', JSON.stringify(manifest));
      emit('icon.svg', svg);
      for (const size of sizes) {
        emit(png(size), new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());
      }
    },
    transformIndexHtml: () =>
      [
        { rel: 'manifest', href: './manifest.webmanifest' },
        { rel: 'icon', type: 'image/svg+xml', href: './icon.svg' },
        { rel: 'apple-touch-icon', href: `./${png(180)}` },
      ].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' })),
  };
}
