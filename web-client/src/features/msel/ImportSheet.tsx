export function ImportSheet(_: { pasted: string | undefined }) {
  return null;
}
