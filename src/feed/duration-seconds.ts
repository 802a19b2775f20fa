/** Reads how long a sound or film lasts, as podcasts write it: help.apple.com/itc/podcasts_connect/#/itcb54353390 */

/** Whole seconds of `2040`, `34:00` or `0:34:00`; null for other texts, and for nothing or more than two days. */
export function durationSeconds(text: string): number | null {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,6})(?:\.\d{1,9})?$/u.exec(text.trim()) ?? []
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return total > 0 && total <= 48 * 3600 ? total : null
}
