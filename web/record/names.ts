// What a person may call labels and speakers: names that become those of files and folders.
import { EarshotError } from '../core/error';

/** What some system can't have in a file's name, or the trainer takes for something else. */
const forbidden = /[\p{C}/\\:*?"<>|]|^[._]|\.$/u;

/** Labels as they are typed, separated by commas; `known`: of recordings that there are already. */
export function readLabels(text: string, known: Iterable<string>): string[] {
  const labels = [...new Set(text.split(',').map(tidy).filter(Boolean))];
  if (labels.length === 0) throw new EarshotError('Which labels? Type what is to be said, separated by commas: yes, no');
  const wrong = labels.find((label) => forbidden.test(label) || label.length > 64);
  if (wrong !== undefined) {
    throw new EarshotError(
      `The label "${wrong}" can't be the name of a folder: leave out / \\ : * ? " < > | and a . or _ in front, and be brief`,
    );
  }
  tellApart([...new Set([...known, ...labels])]);
  return labels;
}

export function readSpeaker(text: string, known: Iterable<string>): string {
  const speaker = tidy(text);
  if (speaker === '') throw new EarshotError('Who speaks? Type a name or a number; it tells the recordings of people apart');
  // An underscore is what separates speaker, label and take in a file's name.
  if (!/^[\p{L}\p{M}\p{N}-]{1,32}$/u.test(speaker)) {
    throw new EarshotError(`The speaker "${speaker}" can't be part of a file's name; up to 32 letters, digits and hyphens can`);
  }
  tellApart([...new Set([...known, speaker])]);
  return speaker;
}

/** Many systems take names for the same that differ only in upper and lower case. */
function tellApart(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other) throw new EarshotError(`"${other}" and "${name}" are the same to many computers; write it as "${other}"`);
    seen.set(name.toLowerCase(), name);
  }
}

/** Systems write accents in different ways. */
function tidy(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}
