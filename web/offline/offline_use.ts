import { messageOf } from '../core/error';
import type { OfflineTrouble, TakeOver } from './offline_files';

/** What becomes of the page without a network. */
export interface OfflineEvents {
  /** All that the page needs is kept: it works without a network from now on. */
  kept(): void;
  /** This browser does not offer it here. */
  unavailable(reason: string): void;
  /** Something went wrong; what was kept before still is. */
  trouble(text: string): void;
  /** A new version is there; `reload` changes to it, which the user should ask for. */
  newVersion(reload: () => void): void;
}

/** Has a service worker keep the page, and looks for new versions now and whenever the page comes into view again. */
export async function keepForOfflineUse(events: OfflineEvents): Promise<void> {
  // The development server has no service worker. Absent without HTTPS and in some private windows, whatever the type says.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!import.meta.env.PROD || !container) {
    events.unavailable('this browser keeps pages only from https or localhost, and not in private windows');
    return;
  }
  container.addEventListener('message', ({ data }: MessageEvent<OfflineTrouble>) => {
    if (data.kind === 'offline-trouble') events.trouble(data.text);
  });
  try {
    watch(await container.register('./service_worker.js', { updateViaCache: 'none' }), container, events);
  } catch (error) {
    events.unavailable(messageOf(error));
  }
}

function watch(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer, events: OfflineEvents): void {
  let reloading = false;
  const offer = (waiting: ServiceWorker) =>
    events.newVersion(() => {
      reloading = true;
      // Activated in the meantime by another tab: then there is nothing to wait for.
      if (waiting.state !== 'installed') location.reload();
      waiting.postMessage('take-over' satisfies TakeOver);
    });
  const follow = (coming: ServiceWorker) => {
    const first = !registration.active;
    coming.addEventListener('statechange', () => {
      if (coming.state === 'installed' && !first) offer(coming);
      if (coming.state === 'activated') events.kept();
    });
  };
  // The first service worker of all takes the page over as well; there is no other version then.
  let controlled = container.controller !== null || registration.active !== null;
  container.addEventListener('controllerchange', () => {
    if (reloading) location.reload();
    // Asked for in another tab: this one goes on as it is, for it may be listening.
    else if (controlled) events.newVersion(() => location.reload());
    controlled = true;
  });

  if (registration.active) events.kept();
  if (registration.waiting && registration.active) offer(registration.waiting);
  if (registration.installing) follow(registration.installing);
  registration.addEventListener('updatefound', () => {
    if (registration.installing) follow(registration.installing);
  });
  document.addEventListener('visibilitychange', () => {
    // Without a network there is nothing new.
    if (!document.hidden) void registration.update().catch(() => undefined);
  });
}
