import { bytes } from './bytes';
import { element } from './element';
import type { Model } from './models';
import type { Preferences } from './preferences';

/** What the user can ask for in it. */
export interface SettingsRequests {
  useModel(model: Model): void;
  removeModel(model: Model): void;
  removeAllModels(): void;
}

const places: Record<Model['place'], string> = {
  shipped: 'comes with the page',
  kept: 'kept in this browser',
  opened: 'until the page is left',
};

/** Settings, the models with what they take, and what is kept in this browser. Its markup is in index.html. */
export class SettingsDialog {
  private readonly dialog = element('settings', HTMLDialogElement);
  private readonly models = element('models', HTMLTableSectionElement);
  private readonly removeAll = element('remove-all-models', HTMLButtonElement);
  private readonly storage = element('storage', HTMLElement);
  private readonly offline = element('offline', HTMLElement);

  constructor(
    private readonly requests: SettingsRequests,
    preferences: Preferences,
  ) {
    element('open-settings', HTMLButtonElement).onclick = () => {
      this.dialog.showModal();
      void this.showStorage();
    };
    element('close-settings', HTMLButtonElement).onclick = () => this.dialog.close();
    this.removeAll.onclick = () => requests.removeAllModels();

    const stop = element('stop-when-hidden', HTMLInputElement);
    stop.checked = preferences.stopMicrophoneWhenHidden;
    stop.onchange = () => (preferences.stopMicrophoneWhenHidden = stop.checked);

    const copied = element('link-copied', HTMLOutputElement);
    element('copy-link', HTMLButtonElement).onclick = async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        copied.textContent = 'Copied.';
      } catch {
        copied.textContent = `This browser copies nothing here; the link is ${location.href}`;
      }
    };
    this.dialog.onclose = () => (copied.textContent = '');

    const { version, commit } = buildFacts;
    element('version', HTMLElement).textContent = `${version} (${commit})`;
  }

  setModels(models: readonly Model[], current: Model | undefined): void {
    this.models.replaceChildren(...models.map((model) => this.row(model, model === current)));
    this.removeAll.disabled = models.every(({ place }) => place === 'shipped');
    if (this.dialog.open) {
      // What had the focus may be gone.
      if (!this.dialog.contains(document.activeElement)) element('close-settings', HTMLButtonElement).focus();
      void this.showStorage();
    }
  }

  setOffline(text: string): void {
    this.offline.textContent = text;
  }

  private row(model: Model, inUse: boolean): HTMLElement {
    const { name, place, size } = model;
    const row = document.createElement('tr');
    const heading = document.createElement('th');
    heading.scope = 'row';
    heading.textContent = name;
    const actions = document.createElement('td');
    if (inUse) actions.append('in use');
    else actions.append(button('Use', `Use ${name}`, () => this.requests.useModel(model)));
    if (place !== 'shipped') {
      actions.append(' ', button('Remove', `Remove ${name}`, () => this.requests.removeModel(model)));
    }
    row.append(heading, cell(bytes(size)), cell(places[place]), actions);
    return row;
  }

  private async showStorage(): Promise<void> {
    // Absent without HTTPS, whatever the type says.
    const estimate = await (navigator.storage as StorageManager | undefined)?.estimate();
    const { usage, quota } = estimate ?? {};
    this.storage.textContent =
      usage === undefined || quota === undefined
        ? 'This browser does not say how much is stored.'
        : `Stored for this web address, the page's own files included: ${bytes(usage)} of at most ${bytes(quota)}.`;
  }
}

function cell(text: string): HTMLElement {
  const made = document.createElement('td');
  made.textContent = text;
  return made;
}

function button(text: string, label: string, onclick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.onclick = onclick;
  return made;
}
