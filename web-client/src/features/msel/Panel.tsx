export function Panel({ over }: { over: boolean }) {
  return <aside className={over ? 'msel-panel msel-panel-over' : 'msel-panel'} />;
}
