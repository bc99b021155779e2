import { createHash } from 'node:crypto';
import type { Plugin, Rollup } from 'vite';
import type { OfflineFiles } from '../offline/offline_files';

/** Builds the service worker beside the page and tells it the page's files; those that match `onUse` it keeps only when
 * they were used. */
export function offlineFiles(onUse: RegExp): Plugin {
  const fileName = 'service_worker.js';
  return {
    name: 'earshot-offline-files',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'web/offline/service_worker.ts', fileName });
    },
    generateBundle: {
      // After everything else has come into the bundle.
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[fileName] as Rollup.OutputChunk;
        if (worker.imports.length > 0) this.error(`${fileName} must stand alone, but imports ${worker.imports.join()}`);
        const files = Object.entries(bundle)
          .filter(([name]) => name !== fileName)
          // The page is asked for as its folder: servers redirect from index.html.
          .map(([name, file]) => [name === 'index.html' ? '' : name, integrity(file)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1));
        const list: OfflineFiles = {
          version: createHash('sha256').update(JSON.stringify(files)).update(worker.code).digest('hex').slice(0, 12),
          atOnce: Object.fromEntries(files.filter(([name]) => !onUse.test(name))),
          onUse: Object.fromEntries(files.filter(([name]) => onUse.test(name))),
        };
        worker.code = `const offlineFiles = ${JSON.stringify(list)};\n${worker.code}`;
      },
    },
  };
}

function integrity(file: Rollup.OutputAsset | Rollup.OutputChunk): string {
  const content = file.type === 'chunk' ? file.code : file.source;
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
