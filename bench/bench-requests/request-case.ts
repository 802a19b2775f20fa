/** A request whose cost is measured. */
import type { Deployment } from './deployment.ts'

export type Who = 'stranger' | 'owner' | 'hub'
/** `following`: a button by which a person becomes a reader, or is none any more. */
export type RequestKind = 'get' | 'post' | 'message' | 'callback' | 'following'

export interface RequestCase {
  readonly request: string
  readonly kind: RequestKind
  readonly who: Who
  /** Unmeasured preparation. */
  readonly prepare?: (deployment: Deployment) => Promise<unknown>
  readonly send: (deployment: Deployment) => Promise<unknown>
  /** Method and an example path of a web request. */
  readonly page?: { readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS'; readonly path: string }
}
