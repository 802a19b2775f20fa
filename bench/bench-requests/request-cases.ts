/** A request for each route, kind of update and command, from a stranger and from an owner. */
import { OWNER, STRANGER } from './deployment.ts'
import type { RequestCase } from './request-case.ts'
import { reactionReports, updates } from './update-requests.ts'
import { webRequests } from './web-requests.ts'

/** The last ones, as each document is read some seconds later. */
const hubRequests: readonly RequestCase[] = [
  { request: 'a verification', kind: 'get', who: 'hub', send: ({ hub }) => hub.verify() },
  {
    request: 'a document with a new item',
    kind: 'post',
    who: 'hub',
    // Reads the one before.
    prepare: ({ paperboy }) => paperboy.cron(),
    send: ({ hub }) => hub.deliver(),
  },
]

export const requestCases: readonly RequestCase[] = [
  ...webRequests(),
  ...updates('stranger', STRANGER),
  ...updates('owner', OWNER),
  ...reactionReports,
  ...hubRequests,
]
