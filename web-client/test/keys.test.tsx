import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setSingleKeys, useKeys } from '../src/lib/keys';

const acknowledge = vi.fn();
const send = vi.fn();
const report = vi.fn();
const queue = vi.fn();
const elsewhere = vi.fn();

function Screen() {
  useKeys({
    A: acknowledge,
    'Ctrl+Enter': send,
    'Shift+S': report,
    G: () => undefined,
    'G Q': queue,
    'G *': elsewhere,
  });
  return (
    <>
      <textarea aria-label="text" />
      <button type="button">other</button>
    </>
  );
}

afterEach(() => {
  cleanup();
  setSingleKeys(true);
  vi.clearAllMocks();
});

describe('keys', () => {
  it('act on the screen and not in a field', () => {
    render(<Screen />);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(acknowledge).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(screen.getByLabelText('text'), { key: 'a' });
    expect(acknowledge).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(screen.getByRole('button'), { key: 'S', shiftKey: true });
    expect(report).toHaveBeenCalledTimes(1);
  });
  it('send from inside a field', () => {
    render(<Screen />);
    fireEvent.keyDown(screen.getByLabelText('text'), { key: 'Enter', ctrlKey: true });
    expect(send).toHaveBeenCalledTimes(1);
  });
  it.each([
    { key: 'a', isComposing: true },
    { key: 'a', keyCode: 229 },
    { key: 'Process' },
    { key: 'Enter', ctrlKey: true, isComposing: true },
  ])('never act while composing: %o', (event) => {
    render(<Screen />);
    fireEvent.keyDown(document.body, event);
    fireEvent.keyDown(screen.getByLabelText('text'), event);
    expect(acknowledge).not.toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
  });
  it('single letters can be switched off; keys with Ctrl stay', () => {
    setSingleKeys(false);
    render(<Screen />);
    fireEvent.keyDown(document.body, { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'S', shiftKey: true });
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(acknowledge).not.toHaveBeenCalled();
    expect(report).not.toHaveBeenCalled();
    expect(send).toHaveBeenCalledTimes(1);
  });
  it('two keys one after the other go to a place, and the second does nothing else', () => {
    render(<Screen />);
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'q' });
    expect(queue).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(document.body, { key: 'q' });
    expect(queue).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(elsewhere).toHaveBeenCalledTimes(1);
    expect(acknowledge).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(acknowledge).toHaveBeenCalledTimes(1);
  });
  it('two keys never act while typing, while composing, or switched off', () => {
    render(<Screen />);
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(screen.getByLabelText('text'), { key: 'q' });
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'q', isComposing: true });
    fireEvent.keyDown(document.body, { key: 'Process', keyCode: 229 });
    setSingleKeys(false);
    fireEvent.keyDown(document.body, { key: 'q' });
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'q' });
    expect(queue).not.toHaveBeenCalled();
  });
});
