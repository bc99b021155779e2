/** Lets the user drop files and folders anywhere on the page, or choose files in a dialog. */
export class FileInputs {
  private readonly audio: HTMLInputElement;
  private readonly model: HTMLInputElement;

  /** `onFolders` gets what was dropped where there is a folder among it. */
  constructor(
    onFiles: (files: File[]) => void,
    onFolders: (entries: FileSystemEntry[]) => void,
    onDrag: (over: boolean) => void,
  ) {
    this.audio = document.querySelector<HTMLInputElement>('#audio-file')!;
    this.model = document.querySelector<HTMLInputElement>('#model-file')!;
    for (const input of [this.audio, this.model]) {
      input.onchange = () => {
        onFiles([...(input.files ?? [])]);
        // So that the same file can be chosen again.
        input.value = '';
      };
    }
    // Elements below the pointer come and go during a drag: each sends its own enter and leave.
    let depth = 0;
    const drag = (change: number) => {
      depth += change;
      onDrag(depth > 0);
    };
    addEventListener('dragenter', () => drag(1));
    addEventListener('dragleave', () => drag(-1));
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      drag(-depth);
      const { items, files } = event.dataTransfer!;
      const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
      if (entries.some(({ isDirectory }) => isDirectory)) onFolders(entries);
      else onFiles([...files]);
    });
  }

  /** Call these within a user's gesture. */
  chooseAudio(): void {
    this.audio.click();
  }
  chooseModel(): void {
    this.model.click();
  }
}
