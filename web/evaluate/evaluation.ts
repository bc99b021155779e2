import { WorkerStoppedError } from '../classifier/classifier';
import { EarshotError, isEarshotError } from '../core/error';
import type { CoreModule, Prediction } from '../core/core_module';
import type { FoundFile } from './found_file';
import { labelsBelow } from './labels_below';

/** A recording and the label that its place and name tell. */
export interface Recording {
  readonly file: FoundFile;
  readonly label: string;
}

/** Everything that was found, sorted by what can be done with it. */
export interface Collection {
  readonly layout: string;
  /** What the model can be measured on. */
  readonly recordings: readonly Recording[];
  /** Their labels are not the model's. */
  readonly unknown: readonly Recording[];
  /** Of no class. */
  readonly unlabeled: readonly FoundFile[];
  /** They do not follow the layout that the others do. */
  readonly strangers: readonly FoundFile[];
  readonly otherFiles: number;
}

/** Without the file, whose archive need not be kept. */
export interface Judgement {
  readonly path: string;
  readonly label: string;
  readonly predicted: string;
  /** Of what was predicted. */
  readonly probability: number;
  /** One a label of the model. */
  readonly probabilities: Float32Array;
}

export interface Evaluation {
  readonly judgements: readonly Judgement[];
  /** What is wrong with those that could not be read. */
  readonly unreadable: readonly string[];
}

/** Throws EarshotError where there is nothing to measure the model on. */
export function collect(
  core: CoreModule,
  name: string,
  files: readonly FoundFile[],
  labels: readonly string[],
): Collection {
  const audio = files.filter(({ path }) => core.isRecording(path));
  if (audio.length === 0) throw new EarshotError(`${name}: has no recordings (wav, flac, ogg ...)`);
  const told = labelsBelow(core, audio.map(({ path }) => path));
  if (!told) {
    throw new EarshotError(
      `${name}: places and names of its recordings tell no labels (the first is ${audio[0]!.path}); ` +
        'put them into one folder a label',
    );
  }
  const labeled = audio.flatMap((file, index) => {
    const label = told.labels[index];
    return label ? [{ file, label }] : [];
  });
  const known = new Set(labels);
  const collection = {
    layout: told.layout,
    recordings: labeled.filter(({ label }) => known.has(label)),
    unknown: labeled.filter(({ label }) => !known.has(label)),
    unlabeled: audio.filter((_, index) => told.labels[index] === ''),
    strangers: audio.filter((_, index) => told.labels[index] === null),
    otherFiles: files.length - audio.length,
  };
  if (collection.recordings.length === 0) {
    const others = [...new Set(collection.unknown.map(({ label }) => label))];
    throw new EarshotError(
      `${name}: its labels are ${shortened(others)}; the model knows ${shortened(labels)}. Rename the folders`,
    );
  }
  return collection;
}

function shortened(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} ...` : names.join(', ');
}

/** Being read, while others are classified. */
const readAhead = 4;

/** Classifies recordings; `done` is called after each. What is not done when `signal` aborts is left out. */
export async function evaluate(
  recordings: readonly Recording[],
  labels: readonly string[],
  judge: (file: Blob, name: string) => Promise<Prediction>,
  done: () => void,
  signal: AbortSignal,
): Promise<Evaluation> {
  const results: (Judgement | string)[] = [];
  let next = 0;
  const work = async () => {
    while (next < recordings.length && !signal.aborted) {
      const index = next++;
      const recording = recordings[index]!;
      const result = await judgeOrComplain(recording, labels, judge);
      if (signal.aborted) return;
      results[index] = result;
      done();
    }
  };
  await Promise.all(Array.from({ length: readAhead }, work));
  const all = Object.values(results);
  return {
    judgements: all.filter((result) => typeof result !== 'string'),
    unreadable: all.filter((result) => typeof result === 'string'),
  };
}

async function judgeOrComplain(
  recording: Recording,
  labels: readonly string[],
  judge: (file: Blob, name: string) => Promise<Prediction>,
): Promise<Judgement | string> {
  const { file, label: told } = recording;
  const { path } = file;
  try {
    const { label, probabilities } = await judge(await file.read(), path);
    return { path, label: told, predicted: labels[label]!, probability: probabilities[label]!, probabilities };
  } catch (error) {
    if (error instanceof WorkerStoppedError) throw error;
    if (isEarshotError(error)) return error.message;
    // The browser's own: the file is gone, or may not be read.
    if (error instanceof DOMException) return `${path}: ${error.message}`;
    throw error;
  }
}
