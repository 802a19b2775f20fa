/** Recognises tracking parameters. FROZEN: link keys depend on it, and changing them sends every item again. */

const tracking =
  /^(?:utm_\w*|at_(?:medium|campaign|link\w*|ptr\w*|bbc\w*|custom\d)|mc_(?:cid|eid)|fbclid|gclid|dclid|yclid|msclkid|igshid|xtor|cmpid|ns_campaign|ns_mchannel|ns_source|ftag|ref_src|wt\.mc_id)=/iu

/** Whether a query parameter only tracks where a click came from, such as `utm_source=rss`. */
export function isTracking(parameter: string): boolean {
  return tracking.test(parameter)
}
