/** The keys that go to views. */

/**
 * Keys for views: "g" and then the first letter of the name that no earlier view took. Views keep their letters as
 * long as the navigation keeps its order.
 */
export function letterKeys(
  views: readonly { readonly id: string; readonly title: string }[],
): Map<string, string> {
  const taken = new Set<string>()
  const keys = new Map<string, string>()
  for (const { id, title } of views) {
    const letter = [...title.toLowerCase()].find((c) => /[a-z]/.test(c) && !taken.has(c))
    if (!letter) continue
    taken.add(letter)
    keys.set(id, `g ${letter}`)
  }
  return keys
}
