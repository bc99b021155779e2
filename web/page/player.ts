/** Plays one sound at a time. */
export class Player {
  private audio: HTMLAudioElement | undefined;

  /** Instead of what is played now. */
  async play(wav: Blob): Promise<void> {
    this.stop();
    const audio = new Audio(URL.createObjectURL(wav));
    this.audio = audio;
    audio.onended = () => this.stop();
    // Rejects when another one comes in between.
    await audio.play().catch(() => undefined);
  }

  stop(): void {
    if (!this.audio) return;
    this.audio.pause();
    URL.revokeObjectURL(this.audio.src);
    this.audio = undefined;
  }
}
