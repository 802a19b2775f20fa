/** Recognises workerd's own reports of failed connections, which name no host. */

/** What such a failure means is in the Worker's log. @param line of workerd's standard error */
export function isConnectionReport(line: string): boolean {
  return /^\s*(?:✘ \[ERROR\] )?e = \S+: failed: |^\s*stack: .*; sentryErrorContext = /u.test(line)
}
