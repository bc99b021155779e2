// The page: makes the views, the session behind them, and connects the two.
import type { Action, AppModule, ColorMap, Theme } from 'wasm/earshot_app.js';
import { Classifier } from '../classifier/classifier';
import { messageOf } from '../core/error';
import { ModelStore } from '../offline/model_store';
import { keepForOfflineUse } from '../offline/offline_use';
import type { ModelCard } from '../worker/protocol';
import { announcePhase } from './announce';
import { openCanvas } from './canvas';
import { Controls } from './controls';
import { element } from './element';
import { FeatureChoice } from './feature_choice';
import { FileInputs } from './files';
import { colorMaps, readLink, shownFeatures, writeLink, type Link } from './link';
import { offerNewVersion } from './new_version';
import { OnFirstUse } from './on_first_use';
import { Preferences } from './preferences';
import { Session } from './session';
import { SettingsDialog } from './settings_dialog';
import { TuningTable } from './tuning_table';
import { Views } from './view';
import './page.css';

const root = document.documentElement;
let canvas: AppModule | null = null;
let session: Session | undefined;

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
/** Chosen by the user, or by a link; otherwise the system's holds. */
let chosenTheme: Theme | undefined;
/** Of pictures of features. */
let chosenColors: ColorMap = colorMaps[0]!;
/** What a link says beyond these. */
let link: Link = {};

function showTheme(): void {
  const theme = chosenTheme ?? (systemIsDark.matches ? 'dark' : 'light');
  root.dataset['theme'] = theme;
  canvas?.setTheme(theme);
}

function showColors(): void {
  element('colors', HTMLSelectElement).value = chosenColors;
  canvas?.setColorMap(chosenColors);
}

element('colors', HTMLSelectElement).onchange = ({ target }) => {
  chosenColors = (target as HTMLSelectElement).value as ColorMap;
  showColors();
  showLink();
};

const featureChoice = new FeatureChoice((features) => session?.showFeatures(features), showLink);

/** In place of the address before, so that "back" leaves the page. */
function showLink(): void {
  const fragment = writeLink({
    ...link,
    ...(chosenTheme && { theme: chosenTheme }),
    ...(chosenColors !== colorMaps[0] && { colors: chosenColors }),
    ...(featureChoice.chosen !== shownFeatures[0] && { features: featureChoice.chosen }),
  });
  history.replaceState(null, '', location.pathname + location.search + fragment);
}

/** Reads the address; returns what the session is to follow. */
function readAddress(complain: (text: string) => void): Link {
  const { theme, colors = colorMaps[0]!, features = shownFeatures[0]!, ...rest } = readLink(location.hash, complain);
  chosenTheme = theme;
  chosenColors = colors;
  featureChoice.choose(features);
  showTheme();
  showColors();
  return rest;
}

function act(action: Action): void {
  switch (action.name) {
    case 'open-audio':
      return files.chooseAudio();
    case 'open-model':
      return files.chooseModel();
    case 'choose-theme':
      chosenTheme = action.value;
      showTheme();
      return showLink();
    default:
      session?.act(action);
  }
}

const files = new FileInputs(
  open,
  (entries) => void showDialog(evaluation, (dialog) => void dialog.runEntries(entries)),
  (over) => {
    root.toggleAttribute('data-drop', over);
    canvas?.setDropTarget(over);
  },
);

/** Archives hold recordings to measure the model on. */
function open(chosen: readonly File[]): void {
  const [archive, ...others] = chosen.filter(isArchive);
  void session?.open(chosen.filter((file) => !isArchive(file)));
  if (archive) void showDialog(evaluation, (dialog) => void dialog.runArchive(archive));
  if (others.length > 0) session?.warn('Open one ZIP archive after the other; only the first was opened');
}

function isArchive({ name }: File): boolean {
  return /\.zip$/i.test(name);
}

// Before the canvas, so that both are fetched and compiled at the same time.
const classifier = new Classifier();

const score = new OnFirstUse(async () => {
  const { ScoreDialog } = await import('../score/score_dialog');
  return new ScoreDialog((entry, told) => session?.tell(entry, told));
});
const evaluation = new OnFirstUse(async () => {
  const { EvaluationDialog } = await import('../evaluate/evaluation_dialog');
  return EvaluationDialog.load(classifier);
});
element('open-score', HTMLButtonElement).onclick = () => void showDialog(score);
element('open-evaluation', HTMLButtonElement).onclick = () => void showDialog(evaluation);
const teaching = new OnFirstUse(async () => {
  const { TeachDialog } = await import('../teach/teach_dialog');
  return new TeachDialog({
    unteachable: () => session!.unteachable,
    deviceId: () => session!.deviceId,
    teach: (labels, name) => session!.teach(labels, name),
  });
});
element('open-teach', HTMLButtonElement).onclick = () => void showDialog(teaching);

interface ModelDialog {
  open(card: ModelCard): void;
}

async function showDialog<Dialog extends ModelDialog>(
  wanted: OnFirstUse<Dialog>,
  then: (dialog: Dialog) => void = () => undefined,
): Promise<void> {
  let dialog: Dialog;
  try {
    dialog = await wanted.get();
  } catch (error) {
    return session?.warn(`A part of this page could not be fetched; reload it: ${messageOf(error)}`);
  }
  const card = session?.modelCard;
  if (!card) return session?.warn('Load a model first');
  dialog.open(card);
  then(dialog);
}

/** Starts the canvas, where there can be one. */
async function addPictures(views: Views, controls: Controls, warn: (text: string) => void): Promise<void> {
  try {
    canvas = await openCanvas(document.querySelector<HTMLCanvasElement>('#canvas')!, (action) => {
      if (action.name === 'look') controls.showTimeline(action.value);
      act(action);
    });
    if (!canvas) warn('This browser has no WebGL 2, so there are no pictures; everything else works');
  } catch (error) {
    warn(`There are no pictures, but everything else works: ${messageOf(error)}`);
  }
  root.toggleAttribute('data-pictures', canvas !== null);
  if (!canvas) return;
  showTheme();
  showColors();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const setReducedMotion = () => canvas?.setReducedMotion(still.matches);
  setReducedMotion();
  still.addEventListener('change', setReducedMotion);
  views.add(canvas);
}

async function start(): Promise<void> {
  announcePhase('loading');
  const controls = new Controls((action) => (action.name === 'look' ? canvas?.look(action.value) : act(action)));
  const views = new Views();
  views.add(controls);
  const warn = (text: string) => session?.warn(text);
  // Meanwhile the model is fetched and started.
  const pictures = addPictures(views, controls, warn);

  const preferences = new Preferences();
  const settings = new SettingsDialog(
    {
      useModel: (model) => void session?.useModel(model),
      removeModel: (model) => void session?.removeModel(model),
      removeAllModels: () => void session?.removeAllModels(),
    },
    preferences,
  );
  const recording = new OnFirstUse(async () => {
    const { RecordDialog } = await import('../record/record_dialog');
    return RecordDialog.load({
      labels: () => session?.reportedLabels ?? [],
      leaveMicrophone: async () => session?.leaveMicrophone(),
      stopMicrophoneWhenHidden: () => preferences.stopMicrophoneWhenHidden,
    });
  });
  element('open-record', HTMLButtonElement).onclick = async () => {
    try {
      await (await recording.get()).open();
    } catch (error) {
      session?.warn(`What records could not be fetched; reload the page: ${messageOf(error)}`);
    }
  };
  const tuningTable = new TuningTable((tuning) => session?.tune(tuning));
  session = new Session(views, classifier, new ModelStore(), preferences, pictures, {
    tuning: (model, tuning) => {
      const { card } = model;
      featureChoice.use(card.front_end);
      tuningTable.show(model, tuning);
      score.loaded?.use(card);
      evaluation.loaded?.use(card);
      teaching.loaded?.use(card);
    },
    teaching: (share) => teaching.loaded?.setProgress(share),
    heard: (entry) => score.loaded?.hear(entry),
    models: (models, current) => settings.setModels(models, current),
    link: (now) => {
      link = now;
      showLink();
    },
  });
  systemIsDark.addEventListener('change', showTheme);
  // A change made by hand or by another link; the page's own do not lead here.
  addEventListener('hashchange', () => void session?.follow(readAddress(warn)));
  await session.start(readAddress(warn));
  // After the model: what comes now can wait.
  await keepForOfflineUse({
    kept: () => settings.setOffline('The page is kept in this browser and works without a network.'),
    unavailable: (reason) => settings.setOffline(`The page needs a network: ${reason}.`),
    trouble: (text) => {
      settings.setOffline(`${text}.`);
      warn(text);
    },
    newVersion: offerNewVersion,
  });
}

void start();
