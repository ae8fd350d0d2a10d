/** HTTP about the list as it is planned: sheets in and out, the history of a cell. */
import type {
  ExerciseId,
  ImportId,
  ImportOptions,
  ImportPreview,
  KeepScenario,
  LintReport,
  MselCellChange,
  MselDifference,
  MselField,
  MselPreview,
  MselRowId,
  NewSnippet,
  RehearsalReport,
  RowId,
  ScenarioSummary,
  Snippet,
  SnippetId,
} from '../protocol';
import { request } from './rest';

const API = '/api/v1';

/** Where the list is fetched as a file. */
export const mselFileUrl = (id: ExerciseId, format: 'xlsx' | 'csv' | 'yaml', language?: 'zh' | 'en') =>
  `${API}/exercises/${id}/msel.${format}${language ? `?lang=${language}` : ''}`;

/** What differs between a frozen version and the list as it stands. */
export const compareVersions = (id: ExerciseId, from: number, signal?: AbortSignal) =>
  request<MselDifference[]>('GET', `${API}/exercises/${id}/msel/compare?from=${from}`, undefined, signal);

/** Keeps the list as a scenario of the library. */
export const keepList = (id: ExerciseId, what: KeepScenario) =>
  request<ScenarioSummary>('POST', `${API}/exercises/${id}/msel/keep`, what);

/** Rows kept for reuse. */
export const snippets = (search: string) =>
  request<Snippet[]>('GET', `${API}/snippets?search=${encodeURIComponent(search)}`);
export const addSnippet = (snippet: NewSnippet) => request<Snippet>('POST', `${API}/snippets`, snippet);
export const removeSnippet = (id: SnippetId) => request<void>('DELETE', `${API}/snippets/${id}`);

/** What a cell held before, oldest first. */
export const cellHistory = (id: ExerciseId, row: MselRowId, field: MselField, signal?: AbortSignal) =>
  request<MselCellChange[]>(
    'GET',
    `${API}/exercises/${id}/msel/history?row=${encodeURIComponent(row)}&field=${encodeURIComponent(field)}`,
    undefined,
    signal,
  );

/** What each recipient would be shown of a row if it were released as it stands. */
export const rowPreview = (id: ExerciseId, row: RowId, signal?: AbortSignal) =>
  request<MselPreview[]>(
    'GET',
    `${API}/exercises/${id}/msel/rows/${encodeURIComponent(row)}/preview`,
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
