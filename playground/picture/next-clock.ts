/** When a clock next shows one of some times of day. */

export const MINUTE_MS = 60_000

/** @param clocks such as `08:00` @param timezone IANA name @returns a whole minute after `now`, ms since 1970 */
export function nextClock(now: number, clocks: readonly string[], timezone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: timezone })
  let at = Math.ceil((now + 1) / MINUTE_MS) * MINUTE_MS
  while (!clocks.includes(clock.format(at))) at += MINUTE_MS
  return at
}
