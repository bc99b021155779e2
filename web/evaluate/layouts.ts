// How people place and name recordings. The command line tool knows the same: native_trainer/data/layout.cpp.

/** A part of a data set, with more than a file in it. */
const part = '(?:(?:train|training|valid|validation|val|test|testing)/(?=[^/]+/))?';

/** The more specific ones first. A recording that follows a layout and has no label is of no class: background noise. */
const layouts: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'audiomnist', pattern: /(?:^|\/)([^/_]+)\/(?<label>\d)_\1_\d+\.[^./]+$/ },
  { name: 'fsdd', pattern: /^(?:(?:.*\/)?recordings\/)?(?<label>\d)_[^/_]+_\d+\.[^./]+$/ },
  {
    name: 'speech_commands',
    pattern: /^(?:_background_noise_\/[^/]+|(?<label>[^/]+)\/[^/]+_nohash_\d+\.[^./]+)$/,
  },
  { name: 'esc10', pattern: /^\d{3} - (?<label>[^/]+)\/\d+-[^/-]*-[^/-]*\.[^./]+$/ },
  { name: 'esc50', pattern: /^(?:(?:.*\/)?audio\/)?\d+-\d+-[^/-]+-(?<label>\d+)\.[^./]+$/ },
  { name: 'hums_whistles', pattern: /(?:^|\/)S\d+_(?:hum|whistle)_\d+_(?<label>[^/_]+)\.[^./]+$/ },
  { name: 'music_speech', pattern: new RegExp(`^${part}(?<label>music|speech)(?:_wav)?/[^/]+$`) },
  { name: 'folders', pattern: new RegExp(`^${part}(?:_[^/]*|(?<label>[^/]+))/`) },
];

/** What the places and names of recordings say. */
export interface Labels {
  readonly layout: string;
  /** One a path; '' where it is of no class, null where it does not follow the layout. */
  readonly labels: readonly (string | null)[];
}

/** The first layout that nine in ten paths follow; undefined where there is none. A folder that all of them are in is the
 * data set's own, or the only class. */
export function readLabels(paths: readonly string[]): Labels | undefined {
  return follow(withoutCommonFolder(paths)) ?? follow(paths);
}

function follow(paths: readonly string[]): Labels | undefined {
  for (const { name, pattern } of layouts) {
    const labels = paths.map((path) => {
      const found = pattern.exec(path);
      return found && (found.groups?.['label'] ?? '');
    });
    const strangers = labels.filter((label) => label === null).length;
    if (labels.some(Boolean) && 10 * strangers <= paths.length) return { layout: name, labels };
  }
  return undefined;
}

function withoutCommonFolder(paths: readonly string[]): readonly string[] {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder)) ? paths.map((path) => path.slice(folder.length)) : paths;
}

/** Whether a file's name is that of a recording, and not a hidden file's. */
export function isRecording(path: string): boolean {
  return /(?:^|\/)[^./][^/]*\.(?:wav|flac|ogg|oga|opus|mp3|aiff|aif|au)$/i.test(path);
}
