/** A file of a folder or an archive, not read yet. */
export interface FoundFile {
  /** Below the folder that was chosen, or within the archive: "7/take one.wav". */
  readonly path: string;
  /** Throws EarshotError for what can't be had. */
  read(): Promise<Blob>;
}
