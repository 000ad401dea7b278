/** Names of streets as they are read out: a register's capitals become words. */

/** Little words inside a name, English and Welsh: "Stratford-upon-Avon Road", "Ffordd y Goedwig". */
const LITTLE = new Set(
  'a an and ar at by cum de en in la le next of on over the to under up upon with y yr'.split(' '),
)
const ROMAN = /^(?:II|III|IV|VI|VII|VIII|IX|XI|XII)$/
/** Elided Welsh article: what follows it begins anew, the article stays small: "Rhodfa'r Orsaf". */
const SMALL_AFTER = /^(?:r|s|n|u|i)$/

function word(w: string, first: boolean): string {
  // "A38", "B4275", "1ST": told by a figure, left as they are written but for an ordinal's letters
  if (/\d/.test(w))
    return w.replace(/^(\d+)(ST|ND|RD|TH)$/, (_, n: string, th: string) => n + th.toLowerCase())
  if (ROMAN.test(w)) return w
  const lower = w.toLowerCase()
  if (!first && LITTLE.has(lower)) return lower
  const capital = lower.charAt(0).toUpperCase() + lower.slice(1)
  return /^mc[a-z]{3,}/.test(lower) ? `Mc${lower.charAt(2).toUpperCase()}${lower.slice(3)}` : capital
}

/**
 * A street's name in words where it is written in capitals: "ST MARY'S TERRACE" as "St Mary's Terrace", "HEOL-Y-BONT" as
 * "Heol-y-Bont", "O'CONNOR AVENUE" as "O'Connor Avenue". A name with a small letter in it stays as it is.
 */
export function streetInWords(name: string): string {
  if (/\p{Ll}/u.test(name) || !/\p{Lu}{2}/u.test(name)) return name
  let first = true
  return name
    .split(/([\s\-–/(),.]+)/)
    .map((part, i) => {
      if (i % 2 === 1 || part === '') return part
      const [head, ...tails] = part.split(/(?<=['’])/)
      const words = [head, ...tails].map((p, k) => {
        const bare = p.replace(/['’]$/, '')
        return k > 0 && SMALL_AFTER.test(bare.toLowerCase())
          ? p.toLowerCase()
          : word(bare, first) + p.slice(bare.length)
      })
      first = false
      return words.join('')
    })
    .join('')
}
