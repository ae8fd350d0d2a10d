/** HTTP about the list as it is planned: sheets in and out, the history of a cell. */
import type {
  ExerciseId,
  ImportId,
  ImportOptions,
  ImportPreview,
  MselCellChange,
  MselField,
  MselRowId,
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
