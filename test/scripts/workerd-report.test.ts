/** Which lines of workerd the playground leaves out. */
import { expect, it } from 'vitest'
import { isConnectionReport } from '../../simulators/workerd/workerd-report.ts'

it.each([
  ['✘ [ERROR] e = rust/worker/ffi.rs:110: failed: TLS handshake failed: received corrupt message', true],
  ['  stack: /x/bin/workerd@26b6840 /x/bin/workerd@3739630; sentryErrorContext = jsgInternalError; wdErrId = a', true],
  ['✘ [ERROR] {"event":"failure","cell":0,"what":"feed","problem":"http-status"}', false],
  ['  stack: Error: something', false],
])('%s is a report of workerd about a connection: %s', (line, expected) => {
  expect(isConnectionReport(line)).toBe(expected)
})
