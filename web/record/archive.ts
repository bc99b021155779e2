import { strToU8, Zip, ZipPassThrough } from 'fflate';
import type { Take } from './take_store';

/** A ZIP file with the takes, named and placed as the trainer reads them, and a README.txt that says how to go on. */
export async function archive(takes: readonly Take[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data as Uint8Array<ArrayBuffer>);
  });
  // As they are: recordings hardly become smaller.
  const add = (path: string, content: Uint8Array) => {
    const file = new ZipPassThrough(path);
    zip.add(file);
    file.push(content, true);
  };
  const layout = layoutFor(takes);
  add('README.txt', strToU8(readme(takes, layout)));
  for (const take of takes) add(layout.path(take), new Uint8Array(await take.wav.arrayBuffer()));
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

interface Layout {
  /** As the trainer calls it. */
  readonly name: string;
  readonly pattern: string;
  path(take: Take): string;
}

const audioMnist: Layout = {
  name: 'audiomnist',
  pattern: '<speaker>/<label>_<speaker>_<take>.wav, as AudioMNIST has it',
  path: ({ speaker, label, take }) => `${speaker}/${label}_${speaker}_${take}.wav`,
};

const speechCommands: Layout = {
  name: 'speech_commands',
  pattern: '<label>/<speaker>_nohash_<take>.wav, as Speech Commands has it',
  path: ({ speaker, label, take }) => `${label}/${speaker}_nohash_${take}.wav`,
};

/** AudioMNIST's layout is for digits alone: of words, nobody could say which part of such a name is the speaker. */
function layoutFor(takes: readonly Take[]): Layout {
  return takes.every(({ label }) => /^[0-9]$/.test(label)) ? audioMnist : speechCommands;
}

function readme(takes: readonly Take[], { name, pattern }: Layout): string {
  const labels = [...new Set(takes.map(({ label }) => label))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const speakers = new Set(takes.map(({ speaker }) => speaker));
  return `Recordings made with Earshot: ${takes.length} takes of ${labels.length} labels by ${speakers.size} speakers.
WAV files, 16-bit PCM, mono, at the rate of the microphone; cut to the sound and at most 0.15 s before and after it.
Placed as ${pattern}.

In the folder that holds this file: what is here,

    earshot explore .

and a model of it, which the page opens. A fifth of the recordings, drawn at random, stops the training and another
fifth tests the model; with several speakers, better take one of them out: --set 'split.test=[{ speakers = ["NAME"] }]'.

    earshot train digits-synthetic --data . \\
      --set 'name="my-recordings"' \\
      --set 'description="My own recordings"' \\
      --set 'data.licence="my own recordings"' \\
      --set 'data.layout="${name}"' \\
      --set 'data.labels=${JSON.stringify(labels)}' \\
      --set 'network.layers[8].units=${labels.length}' \\
      --set 'split.validation=[{ fraction = 0.2 }]' \\
      --set 'split.test=[{ fraction = 0.2 }]'
`;
}
