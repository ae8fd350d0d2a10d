export { exerciseAt, wallOf } from './clock';
export { type Connection, type ConnectionState, connection } from './connection';
export { hasUnsentText } from './drafts';
export { isLocal, type PickedFile } from './files';
export {
  everyBeat,
  heldItem,
  type May,
  may,
  type Now,
  now,
  useCommandResult,
  useConnection,
  useDraft,
  useExercise,
  useFiles,
  useItem,
  useItems,
  useMay,
  useNow,
  useOthersAt,
  useOutbox,
  usePresence,
  useVisible,
  useYou,
  type WhyNot,
} from './hooks';
export {
  clock,
  closeExercise,
  disk,
  files,
  heldExercise,
  type LiveOptions,
  lookAt,
  lookAtCell,
  looksAs,
  openExercise,
  outbox,
  shown,
  submit,
  takeOver,
} from './live';
export { type ItemOf, type Kind, sortItems } from './order';
export type { Entry, EntryState, OutboxProblem } from './outbox';
export * from './rest';
export { setTabToken } from './tab';
