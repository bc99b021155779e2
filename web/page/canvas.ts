import createEarshotApp, { type Action, type AppModule } from 'wasm/earshot_app.js';
import wasmUrl from 'wasm/earshot_app.wasm?url';
import { explainLoadFailure } from '../core/wasm_file';

/** Starts the user interface in the canvas. Null where the browser has no WebGL 2. */
export async function openCanvas(
  canvas: HTMLCanvasElement,
  onAction: (action: Action) => void,
): Promise<AppModule | null> {
  let app: AppModule;
  try {
    app = await createEarshotApp({ canvas, locateFile: () => wasmUrl });
  } catch (error) {
    throw await explainLoadFailure(wasmUrl, error);
  }
  if (!app.start()) return null;
  app.onAction(onAction);
  keepSize(canvas, app);
  return app;
}

function keepSize(canvas: HTMLCanvasElement, app: AppModule): void {
  const resize = () => app.resize(canvas.clientWidth, canvas.clientHeight, devicePixelRatio);
  new ResizeObserver(resize).observe(canvas.parentElement ?? canvas);
  // The ratio changes when the window moves to another screen; a query holds for one ratio only.
  const watchRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => (resize(), watchRatio()), {
      once: true,
    });
  };
  watchRatio();
  resize();
}
