import createEarshotCore, { type CoreModule } from 'wasm/earshot_core.js';
import { explainLoadFailure } from './wasm_file';

/** Starts the core: reading, features, decisions. `wasmUrl` is the address of earshot_core.wasm. */
export async function loadCore(wasmUrl: string): Promise<CoreModule> {
  try {
    return await createEarshotCore({ locateFile: () => wasmUrl });
  } catch (error) {
    throw await explainLoadFailure(wasmUrl, error);
  }
}
