/** How deep a text nests, found before a parser is let at it: parsers take a call for each level, or much longer. */
import { Declined } from '../rows/table.ts'

/** No extract, boundary or track nests deeper. */
const MAX_DEPTH = 200

const deep = (name: string) =>
  new Declined(
    `${name} is nested too deeply to be a table or a map. Check what it is, or save it as CSV and drop that.`,
  )

/** Throws Declined for JSON nested too deeply. */
export function notTooDeepJson(name: string, text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 91 || c === 123) {
      if (++depth > MAX_DEPTH) throw deep(name)
    } else if (c === 93 || c === 125) depth--
  }
}

/** Throws Declined for XML nested too deeply. Counts tags; what stands in comments only makes it stricter. */
export function notTooDeepXml(name: string, text: string): void {
  let depth = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const c = text.charCodeAt(at + 1)
    if (c === 47) depth = Math.max(0, depth - 1)
    else if (c !== 33 && c !== 63) {
      const end = text.indexOf('>', at)
      if (end < 0) return
      if (text.charCodeAt(end - 1) !== 47 && ++depth > MAX_DEPTH) throw deep(name)
      at = end
    } else if (text.startsWith('![CDATA[', at + 1)) {
      const end = text.indexOf(']]>', at)
      if (end < 0) return
      at = end
    } else if (text.startsWith('!--', at + 1)) {
      const end = text.indexOf('-->', at)
      if (end < 0) return
      at = end
    }
  }
}
