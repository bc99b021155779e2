import type { Microphone as MicrophoneState } from 'wasm/earshot_app.js';
import { listMicrophones, Microphone, microphonesOffered, type MicrophoneDevice } from '../audio/microphone';
import type { Classifier } from '../classifier/classifier';
import { EarshotError } from '../core/error';
import type { ModelCard, StreamLoss } from '../worker/protocol';
import { announce } from './announce';
import type { Notices } from './notices';
import type { Preferences } from './preferences';
import type { View } from './view';

const noLoss: StreamLoss = { samples: 0, windows: 0 };

export interface ListeningEvents {
  /** A stream begins, or goes on for another model. */
  begins(): void;
  /** It hears from now on. */
  started(): void;
  /** It is off, where there is one; it need not have been on. */
  stopped(): void;
  /** Whether it is on, or what got lost, may have changed. */
  changed(): void;
  /** It could not be started. */
  failed(error: unknown): void;
}

/** The microphone: which one is chosen, and whether the model in use listens to it. */
export class Listening {
  private devices: MicrophoneDevice[] = [];
  private device = -1;
  private microphone: Microphone | undefined;
  /** The start that is wanted: the browser may ask for so long that it is not wanted any more when it answers. */
  private wantedStart: object | undefined;
  private state: MicrophoneState['state'] = microphonesOffered() ? 'off' : 'unavailable';
  private lost = noLoss;
  private card: ModelCard | undefined;

  constructor(
    private readonly view: View,
    private readonly classifier: Classifier,
    private readonly preferences: Preferences,
    private readonly notices: Notices,
    private readonly events: ListeningEvents,
  ) {}

  get on(): boolean {
    return this.microphone !== undefined;
  }

  /** The chosen microphone. */
  get deviceId(): string | undefined {
    return this.devices[this.device]?.id;
  }

  /** How much of what it heard got lost since it was started, seconds. */
  get droppedSeconds(): number {
    return this.microphone ? this.lost.samples / this.microphone.sampleRate : 0;
  }

  /** Follows what is plugged in, and whether the page is seen. */
  async watch(): Promise<void> {
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.refreshDevices());
    document.addEventListener('visibilitychange', () => void this.stopUnseen());
    await this.refreshDevices();
  }

  /** Another model listens from now on. */
  use(card: ModelCard): void {
    this.card = card;
    // Its gate.
    this.show();
    if (this.on) this.events.begins();
  }

  async start(): Promise<void> {
    if (this.state !== 'off') return;
    const start = (this.wantedStart = {});
    this.setState('starting');
    try {
      if (!this.card) throw new EarshotError('Load a model first, then start the microphone');
      const microphone = await Microphone.open(this.deviceId, () => void this.end());
      if (this.wantedStart !== start) return await microphone.close();
      this.microphone = microphone;
      this.lost = noLoss;
      this.events.begins();
      await this.classifier.listen(microphone);
      this.setState('on');
      this.events.started();
      await this.refreshDevices();
      // It may have been hidden while the browser asked.
      await this.stopUnseen();
    } catch (error) {
      if (this.wantedStart !== start) return;
      await this.stop();
      this.events.failed(error);
    }
  }

  async stop(): Promise<void> {
    const { microphone } = this;
    this.microphone = undefined;
    this.wantedStart = undefined;
    if (microphone) {
      await microphone.close();
      await this.classifier.stopListening();
    }
    if (this.state === 'unavailable') return;
    this.events.stopped();
    this.setState('off');
    this.view.setLevel(-120, -120);
  }

  async choose(index: number): Promise<void> {
    this.device = index;
    this.show();
    if (!this.microphone) return;
    await this.stop();
    await this.start();
  }

  setLoss(loss: StreamLoss): void {
    this.lost = loss;
    announce('earshot:loss', loss);
    this.events.changed();
  }

  private async stopUnseen(): Promise<void> {
    if (!document.hidden || !this.microphone || !this.preferences.stopMicrophoneWhenHidden) return;
    await this.stop();
    this.notices.show('info', 'The microphone was stopped when the page was hidden, as the settings say');
  }

  /** The device is gone. */
  private async end(): Promise<void> {
    if (!this.microphone) return;
    await this.stop();
    this.notices.show('warning', 'The microphone is gone: it was unplugged, or the browser ended it');
  }

  private async refreshDevices(): Promise<void> {
    const chosen = this.microphone?.deviceId ?? this.deviceId;
    this.devices = await listMicrophones();
    this.device = Math.max(
      this.devices.length > 0 ? 0 : -1,
      this.devices.findIndex(({ id }) => id === chosen),
    );
    this.show();
  }

  private setState(state: MicrophoneState['state']): void {
    this.state = state;
    this.show();
    this.events.changed();
  }

  private show(): void {
    this.view.setMicrophone({
      state: this.state,
      devices: this.devices.map(({ label }, index) => label || `Microphone ${index + 1}`),
      selectedDevice: this.device,
      gateDbfs: this.card?.decision.gate_dbfs ?? -60,
    });
  }
}
