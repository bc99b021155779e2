// What the page says of itself: found out when it is built, known to it as the constant `buildFacts`.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';

export interface BuildFacts {
  /** Of package.json. */
  readonly version: string;
  /** Short hash, with a "+" where files differ from it; "unknown" without git. */
  readonly commit: string;
  /** Bytes of each shipped model, by its name. */
  readonly modelSizes: Readonly<Record<string, number>>;
}

export function findBuildFacts(project: string): BuildFacts {
  const { version } = JSON.parse(readFileSync(`${project}/package.json`, 'utf8')) as { version: string };
  const models = `${project}/assets/models`;
  const modelSizes = readdirSync(models)
    .filter((name) => name.endsWith('.onnx'))
    .map((name) => [name.replace(/\.onnx$/, ''), statSync(`${models}/${name}`).size] as const);
  return { version, commit: commitOf(project), modelSizes: Object.fromEntries(modelSizes) };
}

function commitOf(project: string): string {
  // Tags are left out: they can be moved, and a version is shown already.
  const parameters = ['describe', '--always', '--exclude=*', '--abbrev=7', '--dirty=+'];
  try {
    return execFileSync('git', parameters, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
