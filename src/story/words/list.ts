/** The roles of one language's words in headlines. Words are separated by spaces. */
export interface WordList {
  /** BCP 47. */
  readonly language: string
  /** Letters beyond a–z that distinguish it from other languages of its script. */
  readonly letters?: string
  /** Common word beginnings and endings, which also identify the language: `al* *ung`. */
  readonly shapes?: string
  /** Articles and similar words: a headline means the same without them. */
  readonly optional?: string
  /** Prepositions, conjunctions, auxiliaries and pronouns, which say little about the event. */
  readonly functionWords: string
  /** Function words after an apostrophe, too short to identify the language. */
  readonly clitics?: string
  /** Opposite prepositions: swapping one for another makes it a different story. */
  readonly contrasting: string
  /**
   * A word that only one of two headlines has makes them different stories: negations, reversals, plans, attempts, questions, denials,
   * relatives. `stem*` matches words that begin with it, `*tail` words that end with it.
   */
  readonly distinguishing: string
  /** Groups of words with one meaning, such as `3/three`; the first names the group. */
  readonly synonyms?: string
  /** Endings of cases and numbers, longest first; never those of tense or negation. */
  readonly suffixes?: string
}
