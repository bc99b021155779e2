import createEarshotCore, { type CoreModule } from 'wasm/earshot_core.js';
import wasmUrl from 'wasm/earshot_core.wasm?url';
import { explainLoadFailure } from './wasm_file';

/** Starts the core: reading, features, decisions. */
export async function loadCore(): Promise<CoreModule> {
  try {
    return await createEarshotCore({ locateFile: () => wasmUrl });
  } catch (error) {
    throw await explainLoadFailure(wasmUrl, error);
  }
}
