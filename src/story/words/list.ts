/** What one language's words mean in a headline. */
export interface WordList {
  /** BCP 47. */
  readonly language: string
  /** Letters beside a–z that tell it from others of its script. */
  readonly letters?: string
  /** How its words often begin or end, by which it is told as well: `al* *ung`. */
  readonly shapes?: string
  /** Articles and the like: with and without them a headline says the same. */
  readonly harmless?: string
  /** Prepositions, conjunctions, auxiliaries, pronouns: they say little of what happened. */
  readonly plain: string
  /** Such as well, and too short to tell the language by: endings behind an apostrophe. */
  readonly particles?: string
  /** Prepositions that are the contrary of one another: each in the other's place, they make it another story. */
  readonly contrasting: string
  /**
   * In one headline only, they make it another story: they negate, reverse, plan, attempt, ask, deny, or name somebody
   * by a relation to somebody else. `stem*` is every word that begins so, `*tail` every one that ends so.
   */
  readonly turning: string
  /** Words of one meaning in a headline, such as `3/three`; the first names them all. */
  readonly same?: string
  /** Endings that leave a word what it is, longest first: those of cases and numbers, never of tense or negation. */
  readonly endings?: string
}
