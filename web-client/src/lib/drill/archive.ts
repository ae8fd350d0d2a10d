/** What is wrong with an archive, out of the server's problem. */

const FAULTS = [
  'archive_unreadable',
  'archive_bad_manifest',
  'archive_newer_format',
  'archive_too_large',
  'archive_bad_name',
  'archive_duplicate_entry',
  'archive_missing_entry',
  'archive_extra_entry',
  'archive_changed_entry',
  'archive_bad_record',
  'archive_newer_record',
  'archive_bad_file',
  'archive_bad_key',
  'archive_not_ended',
  'archive_already_here',
] as const;

export type ArchiveFault = (typeof FAULTS)[number];

/** The stable code with which the detail begins, and what stands behind it. */
export function archiveFault(
  code: string,
  detail: string | null | undefined,
): { fault?: ArchiveFault; rest: string } {
  if (code !== 'bad_archive' || !detail) return { rest: detail ?? '' };
  const fault = FAULTS.find((one) => detail === one || detail.startsWith(`${one}:`));
  return fault ? { fault, rest: detail.slice(fault.length + 1).trim() } : { rest: detail };
}
