import type { CoreModule, PlacedLabels } from '../core/core_module';

/** What the paths of recordings say where it is not known which folder is the data set's own: one that all of them are in
 * is that, or the only class. */
export function labelsBelow(core: CoreModule, paths: readonly string[]): PlacedLabels | null {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  const below = paths.every((path) => path.startsWith(folder)) ? paths.map((path) => path.slice(folder.length)) : paths;
  return core.labelsOf(below) ?? core.labelsOf(paths);
}
