import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findBuildFacts } from './web/build/build_facts';
import { installable } from './web/build/installable';
import { offlineFiles } from './web/build/offline_files';

const project = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** Where CMake's preset "wasm" puts the modules that index.html is built around. */
const wasmModules = `${project}/build/wasm/wasm_core/browser`;

/** What the core imports where it runs in node, and never in a browser. */
const nodeOnly = ['module'];

export default defineConfig({
  // Relative addresses: the page works from any folder of any server.
  base: './',
  // A missing file is answered with 404, not with the page.
  appType: 'mpa',
  plugins: [
    installable(`${project}/assets/icon.svg`),
    // The builds of ONNX Runtime with WebGPU.
    offlineFiles(/ort.*\.(jspi|asyncify|webgpu)[.-]/),
  ],
  define: { buildFacts: JSON.stringify(findBuildFacts(project)) },
  resolve: { alias: { wasm: wasmModules } },
  worker: { format: 'es', rollupOptions: { external: nodeOnly } },
  build: {
    target: 'es2022',
    // Files, not data: addresses, which a content security policy would have to allow.
    assetsInlineLimit: 0,
    rollupOptions: { external: nodeOnly },
    // ONNX Runtime's files are as large as they are.
    chunkSizeWarningLimit: 1000,
  },
  test: {
    include: ['tests/web/**/*.test.ts'],
    // Browsers with software graphics: one after the other, and with patience.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
