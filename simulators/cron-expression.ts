/** Cron expressions for simulated and local clocks. */

/** The expression of a cron that comes at this interval, or at the next longer one that an expression can say. */
export function cronExpression(minutes: number): string {
  const whole = Math.max(1, Math.ceil(minutes))
  if (whole < 60) return whole === 1 ? '* * * * *' : `*/${whole} * * * *`
  const hours = Math.ceil(whole / 60)
  return hours < 24 ? `0 ${hours === 1 ? '*' : `*/${hours}`} * * *` : '0 0 * * *'
}
