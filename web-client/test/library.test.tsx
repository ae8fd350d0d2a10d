/** The administrator's library: what is asked of the server, and what is said afterwards. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../src/i18n/ns/admin';
import { Detail } from '../src/features/admin/library/Detail';
import { Library } from '../src/features/admin/library/Library';
import { setLanguage } from '../src/i18n';

const scenario = (id: string, more: object = {}) => ({
  id,
  title: { zh: `情景 ${id}`, en: `Scenario ${id}` },
  rows: 12,
  drafts: 0,
  departments: 3,
  bundled: false,
  version: 2,
  tags: ['夜间'],
  archived: false,
  saved: 1_760_000_000_000,
  by: { account: 'admin' },
  ...more,
});
const version = (number: number) => ({
  version: number,
  saved: 1_760_000_000_000,
  by: {
    seat: { exercise: '11111111-1111-4111-8111-111111111111', seat: 'PLN', role: 'PLN' },
  },
  note: number === 1 ? '评审前' : '',
  title: { zh: '情景 own' },
  rows: 12,
  drafts: 0,
});

const asked: [string, string, unknown][] = [];
/** What the server answers: a body, or a refusal with its code. */
let answer: (method: string, path: string) => unknown;

beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  answer = (_, path) => (path.endsWith('/versions') ? [version(2), version(1)] : [scenario('own')]);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    asked.push([method, path, typeof init.body === 'string' ? JSON.parse(init.body) : init.body]);
    const body = answer(method, path);
    const code = (body as { code?: string } | undefined)?.code;
    return new Response(JSON.stringify(body), { status: code ? 409 : 200 });
  });
  HTMLDialogElement.prototype.showModal = vi.fn(function (this: HTMLDialogElement) {
    this.open = true;
  });
  HTMLDialogElement.prototype.close = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const paths = (method: string) => asked.filter(([how]) => how === method).map(([, path]) => path);

it('asks the server for what is typed, tagged and put away, and shows the blank one first', async () => {
  answer = () => [scenario('own'), scenario('blank', { bundled: true, version: 0, saved: null, by: null })];
  render(<Library />);
  await waitFor(() => expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(2));
  const titles = screen.getAllByRole('heading', { level: 3 }).map((title) => title.textContent);
  expect(titles[0]).toContain('情景 blank');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '防汛' } });
  fireEvent.change(screen.getByRole('combobox'), { target: { value: '夜间' } });
  await waitFor(() =>
    expect(paths('GET').at(-1)).toBe(
      `/api/v1/scenarios?${new URLSearchParams({ search: '防汛', tag: '夜间' })}`,
    ),
  );
  fireEvent.click(screen.getByRole('checkbox'));
  await waitFor(() => expect(paths('GET').at(-1)).toContain('archived=true'));
});

it('puts an earlier version back after asking, and says which version it is now', async () => {
  render(<Detail id="own" />);
  fireEvent.click(await screen.findByRole('button', { name: /恢复此版本/ }));
  expect(screen.getByText(/把第 1 版作为新版本保存/)).toBeTruthy();
  const before = answer;
  answer = (method, path) => (method === 'POST' ? scenario('own', { version: 3 }) : before(method, path));
  const confirm = screen.getByRole('button', { name: '恢复第 1 版' });
  await waitFor(() => expect(confirm).toHaveProperty('disabled', false));
  fireEvent.click(confirm);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('已作为第 3 版恢复。'));
  expect(paths('POST')).toEqual(['/api/v1/scenarios/own/versions/1/restore']);
});

it('saves tags and puts a scenario away, each with what the other was', async () => {
  render(<Detail id="own" />);
  fireEvent.change(await screen.findByRole('textbox', { name: '标签' }), { target: { value: '夜间，室外' } });
  fireEvent.click(screen.getByRole('button', { name: '保存标签' }));
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('标签已保存。'));
  fireEvent.click(screen.getByRole('button', { name: '归档' }));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('已归档'));
  expect(asked.filter(([method]) => method === 'PUT').map(([, , body]) => body)).toEqual([
    { tags: ['夜间', '室外'], archived: false },
    { tags: ['夜间'], archived: true },
  ]);
});

it('asks how a package comes in whose short name is taken', async () => {
  const before = answer;
  answer = (method, path) => {
    if (method === 'GET') return before(method, path);
    if (path === '/api/v1/packages') return { code: 'already_done', status: 409, title: '' };
    return scenario('own-2', { version: 1 });
  };
  const { container } = render(<Library />);
  await screen.findByRole('heading', { name: /情景 own/ });
  const file = new File(['PK'], '演练-EXERCISE-own-v2.zip', { type: 'application/zip' });
  const input = container.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [file] } });
  fireEvent.click(await screen.findByRole('radio', { name: '用另一个编号', hidden: true }));
  expect(screen.getByRole('textbox', { name: '新编号', hidden: true })).toHaveProperty('value', 'own-2');
  fireEvent.click(screen.getByRole('button', { name: '导入', hidden: true }));
  await waitFor(() => expect(paths('POST')).toEqual(['/api/v1/packages', '/api/v1/packages?id=own-2']));
});
