/** Which lines of workerd the playground leaves out. */
import { expect, it } from 'vitest'
import { isConnectionReport } from '../../simulators/workerd/workerd-report.ts'

it.each([
  ['✘ [ERROR] e = rust/worker/ffi.rs:110: failed: TLS handshake failed: received corrupt message', true],
  ['  stack: /x/bin/workerd@26b6840 /x/bin/workerd@3739630; sentryErrorContext = jsgInternalError; wdErrId = a', true],
  ['✘ [ERROR] e = kj/async-io-unix.c++:1289: disconnected: connect(): Connection refused', true],
  ['✘ [ERROR] exception = kj/async-io-unix.c++:1289: failed: DNS lookup failed.; params.host = a.example', true],
  ['kj/common/async.c++:12: error: e = kj/async-io-unix.c++:1289: overloaded: too many connections', true],
  ['  stack: /x/bin/workerd@26b6840 /x/bin/workerd@3739630', true],
  ['✘ [ERROR] {"event":"failure","cell":0,"what":"feed","problem":"http-status"}', false],
  ['  stack: Error: something', false],
])('%s is a report of workerd about a connection: %s', (line, expected) => {
  expect(isConnectionReport(line)).toBe(expected)
})
