/** A refusal of the Bot API, thrown by a method and answered by the HTTP layer. */

export interface RefusalParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

export class Refused extends Error {
  readonly code: number
  readonly parameters: RefusalParameters | null

  constructor(code: number, description: string, parameters: RefusalParameters | null = null) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** 400 with the server's message: its first letter is lower case unless it is a code such as BUTTON_DATA_INVALID. */
export function badRequest(message: string, parameters: RefusalParameters | null = null): Refused {
  const isCode = /^.[A-Z_]/u.test(message)
  const words = isCode ? message : message.charAt(0).toLowerCase() + message.slice(1)
  return new Refused(400, `Bad Request: ${words}`, parameters)
}

export function forbidden(message: string): Refused {
  return new Refused(403, `Forbidden: ${message}`)
}

export function tooMany(seconds: number): Refused {
  return new Refused(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}
