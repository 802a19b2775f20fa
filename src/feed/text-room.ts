/** Divides the room for the words of new items among the feeds of a call, and among the items of each. */
import { limits } from '../limits.ts'

const { summaryUnits, textOfItemUnits } = limits.feed

export class TextRoom {
  /** UTF-16 units that may be used now. */
  #units: number

  constructor(units = 0) {
    this.#units = units
  }

  /** Adds the room of a feed. What the feeds before it have left is used too. */
  add(units: number): void {
    this.#units += units
  }

  /**
   * Texts of a feed's items, one after another: each gets its share of what is left.
   * @param items how many there are
   */
  texts(items: number): { readonly next: (read: (units: number) => string) => string | null } {
    let left = items
    return {
      /** Null: the share is no larger than the summary, which every item has. */
      next: (read) => {
        const units = Math.min(textOfItemUnits, Math.floor(this.#units / Math.max(left, 1)))
        left -= 1
        if (units <= summaryUnits) return null
        const text = read(units)
        this.#units -= text.length
        return text
      },
    }
  }
}
