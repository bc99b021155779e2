import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Where CMake's preset "wasm" puts the modules that index.html is built around. */
const wasmModules = fileURLToPath(new URL('build/wasm/wasm_core/browser', import.meta.url));

export default defineConfig({
  // Relative addresses: the page works from any folder of any server.
  base: './',
  resolve: { alias: { wasm: wasmModules } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Files, not data: addresses, which a content security policy would have to allow.
    assetsInlineLimit: 0,
  },
  test: {
    include: ['tests/web/**/*.test.ts'],
  },
});
