const key = 'earshot.stop-microphone-when-hidden';

/** What the user wants of every visit. Forgotten with the page where the browser keeps nothing. */
export class Preferences {
  private stopWhenHidden = read() === 'true';

  get stopMicrophoneWhenHidden(): boolean {
    return this.stopWhenHidden;
  }
  set stopMicrophoneWhenHidden(value: boolean) {
    this.stopWhenHidden = value;
    try {
      localStorage.setItem(key, String(value));
    } catch {
      // Holds for this visit.
    }
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
