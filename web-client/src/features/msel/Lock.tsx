/** A lock, drawn: not every machine has a letter for it. */
export function Lock() {
  return (
    <svg className="msel-lock" viewBox="0 0 12 14" width="10" height="12" aria-hidden="true">
      <path d="M3 6V4a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <rect x="1.5" y="6" width="9" height="7" rx="1.2" fill="currentColor" />
    </svg>
  );
}
