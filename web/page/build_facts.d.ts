import type { BuildFacts } from '../build/build_facts';

declare global {
  /** Put in when the page is built. */
  const buildFacts: BuildFacts;
}
