/** How many of how many, with a shape for all, some and none. */
export function RollCount({ have, of }: { have: number; of: number }) {
  if (of === 0) return <td className="num quiet">–</td>;
  return (
    <td className="num">
      <span aria-hidden="true">{have >= of ? '● ' : have === 0 ? '○ ' : '◑ '}</span>
      {have}/{of}
    </td>
  );
}
