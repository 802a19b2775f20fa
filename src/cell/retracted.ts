/** What became of a headline that its owner takes back. */

/** The result of retracting a headline. */
export type Retracted =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'several'; readonly titles: readonly string[] }
  /** It no longer waits, or it is struck out in its post. `unretract` undoes both. */
  | { readonly kind: 'withdrawn' | 'struck'; readonly title: string; readonly code: string }
  /** It is the only headline of its post: the owner must confirm that the post is deleted. */
  | { readonly kind: 'sure'; readonly title: string; readonly code: string }
  | { readonly kind: 'erased' | 'under-way' | 'gone'; readonly title: string }
  | { readonly kind: 'refused'; readonly title: string; readonly description: string | null }
