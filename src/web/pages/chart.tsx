/** A bar chart of a week, as SVG. */

interface ChartProps {
  readonly name: string
  /** For screen readers. */
  readonly label: string
  /** Oldest first, today last. */
  readonly days: readonly { readonly day: string; readonly value: number }[]
  /** Drawn as a line across the bars; null: no quota. */
  readonly quota: number | null
  readonly quotaName: string
  readonly format: (value: number) => string
}

const width = 140
const height = 60
const barsTop = 12
const barsBottom = 48
const gap = 4

export function Chart({ name, label, days, quota, quotaName, format }: ChartProps) {
  const most = Math.max(1, ...days.map(({ value }) => value))
  // A quota far above the bars would flatten them, so only a near one is drawn.
  const isNear = quota !== null && most > quota / 4
  const top = isNear ? Math.max(most, quota) : most
  const scale = (value: number) => ((barsBottom - barsTop) * value) / top
  const bar = (width - gap * (days.length - 1)) / Math.max(1, days.length)
  const today = days.at(-1)
  return (
    <li>
      <p>
        {name}: {format(today?.value ?? 0)}
        {quota === null ? null : ` / ${format(quota)}`}
      </p>
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
        {days.map(({ value }, at) => (
          <rect
            x={at * (bar + gap)}
            y={barsBottom - scale(value)}
            width={bar}
            height={Math.max(0.5, scale(value))}
            {...(at === days.length - 1 ? { class: 'today' } : {})}
          />
        ))}
        {isNear ? (
          <>
            <line x1="0" x2={width} y1={barsBottom - scale(quota)} y2={barsBottom - scale(quota)} />
            <text x="0" y={barsBottom - scale(quota) - 3}>
              {quotaName}
            </text>
          </>
        ) : null}
        {days.map(({ day }, at) => (
          <text x={at * (bar + gap) + bar / 2} y={height - 2} text-anchor="middle">
            {day.slice(8)}
          </text>
        ))}
      </svg>
    </li>
  )
}
