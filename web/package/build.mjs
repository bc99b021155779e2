// Builds the npm package "earshot" in build/package/ and packs it: build/earshot-VERSION.tgz. CMake's preset "wasm" must
// have built earshot_core before.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDtsBundle } from 'dts-bundle-generator';
import { build } from 'esbuild';

const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const modules = project('build/wasm/wasm_core/browser');
const out = project('build/package');

if (!existsSync(join(modules, 'earshot_core.wasm'))) {
  console.error('build/wasm has no earshot_core; ./dev npm-package builds it first');
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// The core's module and ONNX Runtime stay modules of their own: their code finds its .wasm file beside itself.
await build({
  entryPoints: { earshot: project('web/package/earshot.ts'), capture_worklet: project('web/audio/capture_worklet.ts') },
  outdir: out,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  alias: { 'wasm/earshot_core.js': './earshot_core.js' },
  external: ['./earshot_core.js', 'onnxruntime-web'],
  logLevel: 'warning',
});
const [types] = generateDtsBundle(
  [{ filePath: project('web/package/earshot.ts'), output: { noBanner: true } }],
  { preferredConfigPath: project('tsconfig.json') },
);
writeFileSync(join(out, 'earshot.d.ts'), types);

for (const name of ['earshot_core.js', 'earshot_core.wasm']) copyFileSync(join(modules, name), join(out, name));
for (const name of ['LICENSE', 'NOTICE']) copyFileSync(project(name), join(out, name));
copyFileSync(project('docs/embed.md'), join(out, 'README.md'));

// What the page and the package have in common is said once, in the page's package.json.
const { version, license, engines, devDependencies } = JSON.parse(readFileSync(project('package.json'), 'utf8'));
const description = JSON.parse(readFileSync(project('web/package/package.json'), 'utf8'));
const dependencies = { 'onnxruntime-web': devDependencies['onnxruntime-web'] };
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify({ ...description, version, license, engines, dependencies }, null, 2)}\n`,
);
execFileSync('npm', ['pack', '--silent', '--pack-destination', project('build')], { cwd: out, stdio: 'inherit' });
