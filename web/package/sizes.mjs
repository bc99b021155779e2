// Prints the size of each file that a page may fetch, as it is and compressed with brotli, as a table for docs/embed.md.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const files = [
  ['earshot', 'build/package/', ['earshot.js', 'earshot_core.js', 'earshot_core.wasm', 'capture_worklet.js']],
  [
    'onnxruntime-web',
    'node_modules/onnxruntime-web/dist/',
    [
      ...['ort.wasm.bundle.min.mjs', 'ort-wasm-simd-threaded.wasm'],
      ...['ort.jspi.bundle.min.mjs', 'ort-wasm-simd-threaded.jspi.wasm'],
      ...['ort.webgpu.bundle.min.mjs', 'ort-wasm-simd-threaded.asyncify.wasm'],
    ],
  ],
];

console.log('| package | file | raw | brotli |\n|---|---|---|---|');
for (const [owner, folder, names] of files) {
  for (const name of names) {
    const bytes = readFileSync(fileURLToPath(new URL(`../../${folder}${name}`, import.meta.url)));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    console.log(`| ${owner} | \`${name}\` | ${bytes.length} | ${brotliCompressSync(bytes, { params }).length} |`);
  }
}
