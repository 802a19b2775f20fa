/** A bar chart of a week, as SVG, on the scale of its quota. */

interface ChartProps {
  readonly name: string
  /** Today's value, as text. */
  readonly value: string
  /** What today's value will be at midnight UTC, as text; null: not known, or the same. */
  readonly forecast: string | null
  /** For screen readers. */
  readonly label: string
  /** Oldest first, today last. */
  readonly days: readonly { readonly day: string; readonly value: number }[]
  /** Drawn as a line above the bars; null: the highest bar is the scale. */
  readonly quota: number | null
  /** Drawn behind today's bar; 0: none. */
  readonly projected: number
}

const width = 140
const height = 60
const barsTop = 4
const barsBottom = 48
const gap = 4
/** Minimum height of a bar, so that a small value is visible. */
const leastHeight = 1

export function Chart({ name, value: today, forecast, label, days, quota, projected }: ChartProps) {
  const top = Math.max(1, quota ?? 0, projected, ...days.map(({ value }) => value))
  const scale = (value: number) => ((barsBottom - barsTop) * value) / top
  const bar = (width - gap * (days.length - 1)) / Math.max(1, days.length)
  const last = days.length - 1
  const rect = (at: number, value: number, kind: 'today' | 'projected' | null) => {
    const tall = Math.max(leastHeight, scale(value))
    const place = { x: at * (bar + gap), y: barsBottom - tall, width: bar, height: tall }
    return <rect {...place} {...(kind === null ? {} : { class: kind })} />
  }
  return (
    <li>
      <p>
        {name}: <b>{today}</b>
        {forecast === null ? null : <span>{forecast}</span>}
      </p>
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
        <line class="base" x1="0" x2={width} y1={barsBottom} y2={barsBottom} />
        {projected > 0 ? rect(last, projected, 'projected') : null}
        {days.map(({ value }, at) => (value === 0 ? null : rect(at, value, at === last ? 'today' : null)))}
        {quota === null ? null : (
          <line x1="0" x2={width} y1={barsBottom - scale(quota)} y2={barsBottom - scale(quota)} />
        )}
        {days.map(({ day }, at) => (
          <text x={at * (bar + gap) + bar / 2} y={height - 2} text-anchor="middle">
            {day.slice(8)}
          </text>
        ))}
      </svg>
    </li>
  )
}
