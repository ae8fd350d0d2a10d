/** The focus is kept: where what had it goes away, it goes to the part around that still stands. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from '../src/lib/focus';

let end: () => void;
beforeEach(() => {
  document.body.innerHTML =
    '<main><section id="part"><form id="form"><button id="send" type="button">Send</button></form></section>' +
    '<button id="other" type="button">Other</button></main>';
  end = keepFocus(document);
});
afterEach(() => end());

const get = (id: string) => document.getElementById(id) as HTMLElement;
const later = () => new Promise((done) => setTimeout(done, 100));

test('a form that goes away leaves the focus at its section', async () => {
  get('send').focus();
  get('form').remove();
  await later();
  expect(document.activeElement?.id).toBe('part');
  expect(get('part').tabIndex).toBe(-1);
});

test('a screen that moves the focus itself has its way', async () => {
  get('send').focus();
  get('form').remove();
  get('other').focus();
  await later();
  expect(document.activeElement?.id).toBe('other');
});

test('who put the focus away by a click beside everything is left alone', async () => {
  get('send').focus();
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  get('form').remove();
  await later();
  expect(document.activeElement).toBe(document.body);
});

test('what changes elsewhere moves nothing', async () => {
  get('other').focus();
  get('form').remove();
  await later();
  expect(document.activeElement?.id).toBe('other');
});
