/** Types of start-failure.mjs, which must stay plain JavaScript: it runs before anything is installed. */
export function startFailure(node: string, code: string, isThere: boolean): string
