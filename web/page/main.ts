// The page: makes the views, the session behind them, and connects the two.
import type { Action, AppModule, Theme } from 'wasm/earshot_app.js';
import { Classifier } from '../classifier/classifier';
import { messageOf } from '../core/error';
import { announcePhase } from './announce';
import { openCanvas } from './canvas';
import { Controls } from './controls';
import { FileInputs } from './files';
import { Session } from './session';
import { together, type View } from './view';
import './page.css';

const root = document.documentElement;
let canvas: AppModule | null = null;
let session: Session | undefined;

function setTheme(theme: Theme): void {
  root.dataset['theme'] = theme;
  canvas?.setTheme(theme);
}

function act(action: Action): void {
  switch (action.name) {
    case 'open-audio':
      return files.chooseAudio();
    case 'open-model':
      return files.chooseModel();
    case 'choose-theme':
      return setTheme(action.value);
    default:
      session?.act(action);
  }
}

const files = new FileInputs(
  (chosen) => void session?.open(chosen),
  (over) => {
    root.toggleAttribute('data-drop', over);
    canvas?.setDropTarget(over);
  },
);

async function start(): Promise<void> {
  announcePhase('loading');
  // Before the canvas, so that both are fetched and compiled at the same time.
  const classifier = new Classifier();
  const views: View[] = [new Controls(act)];
  let missing = '';
  try {
    canvas = await openCanvas(document.querySelector<HTMLCanvasElement>('#canvas')!, act);
    missing = canvas ? '' : 'This browser has no WebGL 2, so there are no pictures; everything else works';
  } catch (error) {
    missing = `There are no pictures, but everything else works: ${messageOf(error)}`;
  }
  root.toggleAttribute('data-pictures', canvas !== null);
  if (canvas) views.push(canvas);

  const dark = matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));

  session = new Session(together(views), classifier);
  if (missing) session.warn(missing);
  await session.start();
}

void start();
