/** A bar chart of many days, as SVG, on a scale of its own. */

interface DayChartProps {
  /** For `aria-labelledby`: unique on the page. */
  readonly id: string
  /** What is counted, with the sum. */
  readonly title: string
  /** For screen readers. */
  readonly description: string
  /** Oldest first, today last. */
  readonly days: readonly { readonly label: string; readonly value: number }[]
  /** Of the page: labels begin at their right-hand side in `rtl`. */
  readonly direction: 'ltr' | 'rtl'
}

const width = 300
const height = 76
const barsTop = 4
const barsBottom = 62
const gap = 2
/** Minimum height of a bar, so that a small value is visible. */
const leastHeight = 1
/** Days between two labels, counted from today. */
const labelledDays = 7

export function DayChart({ id, title, description, days, direction }: DayChartProps) {
  const top = Math.max(1, ...days.map(({ value }) => value))
  const bar = (width - gap * (days.length - 1)) / Math.max(1, days.length)
  const last = days.length - 1
  const x = (at: number) => round(at * (bar + gap))
  return (
    <li>
      <p>{title}</p>
      <svg role="img" aria-labelledby={`${id}-title ${id}-text`} viewBox={`0 0 ${width} ${height}`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{description}</desc>
        <line class="base" x1="0" x2={width} y1={barsBottom} y2={barsBottom} />
        {days.map(({ value }, at) => {
          if (value === 0) return null
          const tall = round(Math.max(leastHeight, ((barsBottom - barsTop) * value) / top))
          const place = { x: x(at), y: round(barsBottom - tall), width: round(bar), height: tall }
          return <rect {...place} {...(at === last ? { class: 'today' } : {})} />
        })}
        {days.map(({ label }, at) =>
          // The first label would be cut off.
          (last - at) % labelledDays === 0 && at >= labelledDays / 2 ? (
            <text x={round(x(at) + bar)} y={height - 2} text-anchor={direction === 'rtl' ? 'start' : 'end'}>
              {label}
            </text>
          ) : null,
        )}
      </svg>
    </li>
  )
}

const round = (value: number): number => Math.round(10 * value) / 10
