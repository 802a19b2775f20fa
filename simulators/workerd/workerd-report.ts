/** Recognises workerd's own reports of failed connections, which name no host. */

/** As KJ prints exceptions, with or without the place that caught them. */
const report =
  /^\s*(?:✘ \[ERROR\] |\S+:\d+: error: )?(?:e|exception) = \S+: (?:failed|disconnected|overloaded|unimplemented): /u
/** Addresses in workerd's program. */
const stack = /^\s*stack: (?:.*; sentryErrorContext = |(?:\S+@[0-9a-f]+\s*)+$)/u

/** What such a failure means is in the Worker's log. @param line of workerd's standard error */
export function isConnectionReport(line: string): boolean {
  return report.test(line) || stack.test(line)
}
