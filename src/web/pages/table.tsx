/** A table of a page. */

interface TableProps {
  readonly columns: readonly string[]
  /** For screen readers. */
  readonly name: string
  readonly children: unknown
}

/** A wide table scrolls, also by keyboard. */
export function Table({ columns, name, children }: TableProps) {
  return (
    <section class="scroll" tabindex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
