/** HTTP about the list as it is planned: sheets in and out, the history of a cell. */
import type {
  ExerciseId,
  ImportId,
  ImportOptions,
  ImportPreview,
  LintReport,
  MselCellChange,
  MselField,
  MselRowId,
  RehearsalReport,
} from '../protocol';
import { request } from './rest';

const API = '/api/v1';

/** Where the list is fetched as a file. */
export const mselFileUrl = (id: ExerciseId, format: 'xlsx' | 'csv', language: 'zh' | 'en') =>
  `${API}/exercises/${id}/msel.${format}?lang=${language}`;

/** What a cell held before, oldest first. */
export const cellHistory = (id: ExerciseId, row: MselRowId, field: MselField, signal?: AbortSignal) =>
  request<MselCellChange[]>(
    'GET',
    `${API}/exercises/${id}/msel/history?row=${encodeURIComponent(row)}&field=${encodeURIComponent(field)}`,
    undefined,
    signal,
  );

/** Looks at a file; nothing of it is stored. */
export const previewFile = (name: string, file: Blob) =>
  request<ImportPreview>('POST', `${API}/scenarios/import?name=${encodeURIComponent(name)}`, file);

/** Looks at it again, read in another way. */
export const previewAgain = (id: ImportId, options: ImportOptions) =>
  request<ImportPreview>('POST', `${API}/scenarios/import/${id}`, options);

/** What a look over the list finds before anybody plays it. */
export const lintOf = (id: ExerciseId, signal?: AbortSignal) =>
  request<LintReport>('GET', `${API}/exercises/${id}/lint`, undefined, signal);

/** Plays the list with robots, so many times; it takes a while. */
export const rehearse = (id: ExerciseId, seeds: number, signal?: AbortSignal) =>
  request<RehearsalReport>('POST', `${API}/exercises/${id}/rehearsal`, { seeds }, signal);
