import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const project = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What modules import where they run in node, and never in a browser. */
const nodeOnly = ['module'];

/** Isolated, so that the browser's clock is fine enough. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root: project('bench/page'),
  base: './',
  logLevel: 'error',
  resolve: { alias: { wasm: project('build/wasm/wasm_core/browser') } },
  worker: { format: 'es', rollupOptions: { external: nodeOnly } },
  build: {
    outDir: project('build/bench/page'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: { external: nodeOnly },
    chunkSizeWarningLimit: 100_000,
  },
  preview: { host: '127.0.0.1', port: 0, headers },
});
