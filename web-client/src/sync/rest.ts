/** HTTP beside the socket: signing in, what a card is for, lists, files. */
import type {
  About,
  Admission,
  ArchiveCheck,
  BoardAction,
  DeliveryId,
  DocumentDraft,
  DocumentKind,
  DuplicateScenario,
  EvidenceCommit,
  EvidencePage,
  ExerciseId,
  ExerciseSummary,
  Kiosk,
  KioskId,
  KioskLink,
  Look,
  LookAnswer,
  Measure,
  NewExercise,
  NewKiosk,
  PersonErased,
  PersonView,
  Problem,
  ProblemCode,
  ReceiptPage,
  RoomDoor,
  ScenarioLabels,
  ScenarioSummary,
  ScenarioVersion,
  SeatCards,
  SeatCode,
  Session,
  SignIn,
  StoredFile,
  TakeRecheck,
  Upsert,
  WaitingId,
  WaitingRoom,
} from '../protocol';

import { setTabToken, tabToken } from './tab';

/** The server's "no", with its code. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** Nothing came back: no network, no server. */
export class NetworkError extends Error {}

/** The code to explain a failure by; `off_line` where the server was not reached. */
export function problemCode(error: unknown): ProblemCode | 'off_line' {
  return error instanceof ProblemError ? error.problem.code : 'off_line';
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    if (typeof problem.code === 'string') return problem as Problem;
  } catch {
    // A proxy's page: the status is all there is.
  }
  const code: ProblemCode =
    response.status === 401 ? 'unauthenticated' : response.status === 404 ? 'not_found' : 'internal';
  return {
    code,
    type: `urn:startex:problem:${code}`,
    status: response.status,
    title: response.statusText,
    detail: null,
    place: null,
    retry_after_ms: null,
  };
}

/** One request; throws `ProblemError` or `NetworkError`. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  const token = tabToken();
  const bearer: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  init.headers = { ...init.headers, ...bearer };
  if (signal) init.signal = signal;
  if (body instanceof Blob) {
    init.body = body;
    init.headers = { ...init.headers, 'content-type': body.type || 'application/octet-stream' };
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    throw new NetworkError(String(error));
  }
  if (!response.ok) throw new ProblemError(await problemOf(response));
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

const API = '/api/v1';

export const getSession = () => request<Session>('GET', `${API}/session`);
/** Signs in. A link's token stays with this window; every other way in is the browser's. */
export async function signIn(way: SignIn): Promise<Session> {
  const before = tabToken();
  setTabToken(undefined);
  try {
    const session = await request<Session>('POST', `${API}/session`, way);
    if (way.with === 'link_token') setTabToken(way.secret);
    return session;
  } catch (error) {
    setTabToken(before);
    throw error;
  }
}

export async function signOut(): Promise<void> {
  await request<void>('DELETE', `${API}/session`);
  setTabToken(undefined);
}
export const look = (what: Look) => request<LookAnswer>('POST', `${API}/session/look`, what);
export const about = () => request<About>('GET', `${API}/about`);

/** What a list of scenarios is asked for. */
export interface ScenarioFilter {
  search?: string;
  tag?: string;
  archived?: boolean;
}
/** The scenario library: those in use, or those that were put away. */
export function listScenarios(filter: ScenarioFilter = {}, signal?: AbortSignal) {
  const query = new URLSearchParams();
  if (filter.search) query.set('search', filter.search);
  if (filter.tag) query.set('tag', filter.tag);
  if (filter.archived) query.set('archived', 'true');
  const asked = query.size > 0 ? `?${query}` : '';
  return request<ScenarioSummary[]>('GET', `${API}/scenarios${asked}`, undefined, signal);
}
const scenario = (id: string) => `${API}/scenarios/${encodeURIComponent(id)}`;
/** Versions of a scenario, the newest first. */
export const scenarioVersions = (id: string) => request<ScenarioVersion[]>('GET', `${scenario(id)}/versions`);
/** An earlier version becomes the newest. */
export const restoreScenario = (id: string, version: number) =>
  request<ScenarioSummary>('POST', `${scenario(id)}/versions/${version}/restore`);
export const labelScenario = (id: string, labels: ScenarioLabels) =>
  request<ScenarioSummary>('PUT', `${scenario(id)}/labels`, labels);
export const duplicateScenario = (id: string, copy: DuplicateScenario) =>
  request<ScenarioSummary>('POST', `${scenario(id)}/duplicate`, copy);
/** Where a scenario with its attachments is fetched as one file. */
export const packageUrl = (id: string, version?: number) =>
  `${scenario(id)}/package${version === undefined ? '' : `?version=${version}`}`;
/** Takes a package in: under its own short name, another one, or as a new version. */
export function importPackage(file: Blob, under: { id?: string; version?: boolean } = {}) {
  const query = new URLSearchParams();
  if (under.id) query.set('id', under.id);
  if (under.version) query.set('version', 'true');
  return request<ScenarioSummary>('POST', `${API}/packages${query.size > 0 ? `?${query}` : ''}`, file);
}
/** Adds a scenario file, YAML or JSON. */
export const uploadScenario = (file: Blob) => request<ScenarioSummary>('POST', `${API}/scenarios`, file);
export const listExercises = () => request<ExerciseSummary[]>('GET', `${API}/exercises`);
export const createExercise = (body: NewExercise) =>
  request<ExerciseSummary>('POST', `${API}/exercises`, body);
/** The cards that the caller may print, all pages of them. */
export async function seatCards(id: ExerciseId): Promise<SeatCards> {
  const page = (from: number) => request<SeatCards>('GET', `${API}/exercises/${id}/cards?from=${from}`);
  const all = await page(0);
  for (let more = all.cards.length; more > 0; ) {
    const next = await page(all.cards.length);
    more = next.cards.length;
    all.cards.push(...next.cards);
  }
  return all;
}

/** What a department's seat is shown right now, by its own filter; for those who run the exercise. */
export const itemsAs = (id: ExerciseId, seat: SeatCode) =>
  request<Upsert[]>('GET', `${API}/exercises/${id}/items?as=${encodeURIComponent(seat)}`);

export const waitingRoom = (id: ExerciseId) => request<WaitingRoom>('GET', `${API}/exercises/${id}/waiting`);
export const admit = (id: ExerciseId, waiting: WaitingId, decision: Admission) =>
  request<void>('POST', `${API}/exercises/${id}/waiting/${waiting}`, decision);

/** Names this window to what fetches by itself: the headers that `request` would send. */
export function bearer(): Record<string, string> {
  const token = tabToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** The drawing of the site; undefined where the server cannot give it now: the map shows the rest. */
export async function sitePlan(id: ExerciseId, file?: string): Promise<Blob | undefined> {
  const path = file === undefined ? `${API}/exercises/${id}/site/plan` : `/f/${file}`;
  try {
    const response = await fetch(path, { credentials: 'same-origin', headers: bearer() });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}

/** Single receipts of a delivery in order of seats, a page from the given one on. */
export const receiptPage = (id: ExerciseId, delivery: DeliveryId, from: number) =>
  request<ReceiptPage>('GET', `${API}/exercises/${id}/deliveries/${delivery}/receipts?from=${from}`);

/** Measures M01–M30 as they stand. */
export const listMeasures = (id: ExerciseId, signal?: AbortSignal) =>
  request<{ list: Measure[] }>('GET', `${API}/exercises/${id}/measures`, undefined, signal).then(
    ({ list }) => list,
  );

/** Where a written report is fetched: the browser opens or keeps it, with the cookie of the seat. */
export const documentUrl = (
  id: ExerciseId,
  kind: DocumentKind,
  format: 'html' | 'docx' | 'xlsx' | 'json',
  language: 'zh' | 'en',
) => `${API}/exercises/${id}/reports/${kind}.${format}?lang=${language}`;

/** A written report with what those who work on it need beside it. */
export const reportDraft = (
  id: ExerciseId,
  kind: DocumentKind,
  language: 'zh' | 'en',
  signal?: AbortSignal,
) =>
  request<DocumentDraft>(
    'GET',
    `${API}/exercises/${id}/reports/${kind}/draft?lang=${language}`,
    undefined,
    signal,
  );

/** What commits say that a sentence rests on; numbers with commas between them. */
export const evidenceOf = (id: ExerciseId, commits: string, signal?: AbortSignal) =>
  request<EvidenceCommit[]>('GET', `${API}/exercises/${id}/evidence?commits=${commits}`, undefined, signal);
/** The record part by part, as far as one may rest a sentence on it. */
export const evidenceCandidates = (id: ExerciseId, after: number, signal?: AbortSignal) =>
  request<EvidencePage>(
    'GET',
    `${API}/exercises/${id}/evidence/candidates?after=${after}`,
    undefined,
    signal,
  );
/** Corrective actions of all exercises, for the administrator. */
export const listActions = () => request<BoardAction[]>('GET', `${API}/actions`);
/** Takes what another exercise saw of an action into the exercise that it comes from. */
export const takeRecheck = (id: ExerciseId, action: string, body: TakeRecheck) =>
  request<BoardAction>('POST', `${API}/exercises/${id}/actions/${action}/recheck`, body);
/** Where a calendar of to-dos is fetched: of one exercise, or of all. */
export const actionsUrl = (language: 'zh' | 'en', id?: ExerciseId) =>
  `${API}${id === undefined ? '' : `/exercises/${id}`}/actions.ics?lang=${language}`;

/** Where an exercise is fetched as one file; with `names` the keys of names go along. */
export const archiveUrl = (id: ExerciseId, names: boolean) =>
  `${API}/exercises/${id}/archive${names ? '?names=true' : ''}`;
/** Lets the server check an archive; nothing of it is stored. */
export const bringArchive = (file: Blob) => request<ArchiveCheck>('POST', `${API}/archives`, file);
/** Takes in an archive that was checked. */
export const importArchive = (archive: string) =>
  request<ExerciseSummary>('POST', `${API}/archives/${archive}/import`);
/** Lets go of an archive that was checked. */
export const dropArchive = (archive: string) => request<void>('DELETE', `${API}/archives/${archive}`);
/** Who is in the record of an exercise, by ids alone. */
export const listPeople = (id: ExerciseId) => request<PersonView[]>('GET', `${API}/exercises/${id}/people`);
/** Erases a person from an exercise. */
export const erasePerson = (id: ExerciseId, person: string, keepFiles: boolean) =>
  request<PersonErased>(
    'DELETE',
    `${API}/exercises/${id}/people/${person}${keepFiles ? '?keep_files=true' : ''}`,
  );

/** How people find the waiting room, for a wall in standby. */
export const roomDoor = (id: ExerciseId) => request<RoomDoor>('GET', `${API}/exercises/${id}/room`);

/** Links of screens and feeds. */
export const listKiosks = (id: ExerciseId) => request<Kiosk[]>('GET', `${API}/exercises/${id}/kiosks`);
export const makeKiosk = (id: ExerciseId, body: NewKiosk) =>
  request<KioskLink>('POST', `${API}/exercises/${id}/kiosks`, body);
export const revokeKiosk = (id: ExerciseId, kiosk: KioskId) =>
  request<void>('DELETE', `${API}/exercises/${id}/kiosks/${kiosk}`);

export const uploadFile = (id: ExerciseId, file: Blob) =>
  request<StoredFile>('POST', `${API}/exercises/${id}/files`, file);
