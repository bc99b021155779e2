/** The files of one version of the page: addresses below its folder, '' for the page itself, and the hash of each as
 * the `integrity` of a fetch. */
export interface OfflineFiles {
  /** A hash of all of them. */
  readonly version: string;
  /** Kept from the first visit on. */
  readonly atOnce: Readonly<Record<string, string>>;
  /** Large, and not for everyone: kept when they were used. */
  readonly onUse: Readonly<Record<string, string>>;
}

/** What the service worker tells the pages that are open. */
export interface OfflineTrouble {
  readonly kind: 'offline-trouble';
  /** For people. */
  readonly text: string;
}

/** What a page tells a service worker that waits: to take the place of the one before. A type, for the worker's file must
 * stand alone. */
export type TakeOver = 'take-over';
