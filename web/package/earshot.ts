// What the npm package "earshot" offers; docs/embed.md says how to use it.
export type { BackendChoice, BackendKind } from '../backend/backend';
export { AudioError, BackendError, EarshotError, ModelError } from '../core/error';
export type { BackendStatus, StreamLoss } from '../worker/protocol';
export {
  Classifier,
  type CallOptions,
  type Classification,
  type Heard,
  type ListenOptions,
  type LoadOptions,
  type WindowClassification,
} from './classifier';
export type { Listening } from './listening';
