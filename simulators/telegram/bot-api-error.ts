/** A refusal of the Bot API, thrown by a method and answered by the HTTP layer. */

export interface RefusalParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

export class BotApiError extends Error {
  readonly code: number
  readonly parameters: RefusalParameters | null

  constructor(code: number, description: string, parameters: RefusalParameters | null = null) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** 400 with the server's message. Its first letter becomes lower case unless it is a code such as BUTTON_DATA_INVALID. */
export function badRequest(message: string, parameters: RefusalParameters | null = null): BotApiError {
  const isCode = /^.[A-Z_]/u.test(message)
  const description = isCode ? message : message.charAt(0).toLowerCase() + message.slice(1)
  return new BotApiError(400, `Bad Request: ${description}`, parameters)
}

export function forbidden(message: string): BotApiError {
  return new BotApiError(403, `Forbidden: ${message}`)
}

export function tooMany(seconds: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}
