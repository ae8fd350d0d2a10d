/** The answer being written: kept as a draft, checked against its form, made into a command. */
import type { Command, DeliveryId, FileHash, InjectItem, Progress } from '../../protocol';

export interface Draft {
  progress: Progress;
  text: string;
  choice: string;
  ticked: string[];
  number: string;
  /** Under the server's name, or the local one of a file that is not up yet. */
  files: { file: FileHash; name: string }[];
}

export const FILES_MAX = 8;

export const BLANK: Draft = { progress: 'doing', text: '', choice: '', ticked: [], number: '', files: [] };

/** A draft from disk; what cannot be read is a blank one. */
export function readAnswer(kept: string): Draft {
  if (!kept) return BLANK;
  try {
    return { ...BLANK, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return { ...BLANK, text: kept };
  }
}

/** As kept; empty where nothing was written, so that no draft lies around. */
export function writeAnswer(draft: Draft): string {
  const blank =
    !draft.text && !draft.choice && draft.ticked.length === 0 && !draft.number && draft.files.length === 0;
  return blank && draft.progress === BLANK.progress ? '' : JSON.stringify(draft);
}

export type Missing = 'missingText' | 'missingChoice' | 'missingNumber' | 'missingFile';

/** What the form still wants; the server asks for the same. */
export function missing(inject: InjectItem, draft: Draft): Missing | undefined {
  if (inject.decision.length > 0 && draft.choice) return undefined;
  const form = inject.response;
  switch (form?.type) {
    case 'choice':
      return draft.choice ? undefined : 'missingChoice';
    case 'number':
      return draft.number.trim() !== '' && Number.isFinite(Number(draft.number))
        ? undefined
        : 'missingNumber';
    case 'file':
      return draft.files.length > 0 ? undefined : 'missingFile';
    case 'checklist':
      return undefined;
    case 'text':
    case undefined:
      if (draft.text.trim() || draft.files.length > 0) return undefined;
      return inject.decision.length > 0 ? 'missingChoice' : 'missingText';
    default:
      return undefined;
  }
}

/** The command; only what the form asks for is in it. */
export function respondCommand(
  inject: InjectItem,
  draft: Draft,
): Extract<Command, { type: 'respond_inject' }> {
  const delivery: DeliveryId = inject.delivery;
  const kind = inject.response?.type;
  const chooses = inject.decision.length > 0 || kind === 'choice';
  const text = draft.text.trim();
  return {
    type: 'respond_inject',
    delivery,
    progress: draft.progress,
    ticked: kind === 'checklist' ? draft.ticked : [],
    files: draft.files.map((file) => file.file),
    ...(text ? { text } : {}),
    ...(chooses && draft.choice ? { choice: draft.choice } : {}),
    ...(kind === 'number' && draft.number.trim() ? { number: Number(draft.number) } : {}),
  };
}

/** A command that was not accepted, back as a draft. */
export function draftOf(
  command: Extract<Command, { type: 'respond_inject' }>,
  nameOf: (file: FileHash) => string | undefined = () => undefined,
): Draft {
  return {
    progress: command.progress,
    text: command.text ?? '',
    choice: command.choice ?? '',
    ticked: command.ticked ?? [],
    number: command.number === null || command.number === undefined ? '' : String(command.number),
    files: (command.files ?? []).map((file) => ({ file, name: nameOf(file) ?? file.slice(0, 8) })),
  };
}
