/** What of an answer stands as the heading, and what below it. */
import { capital } from '../../core/base/words.ts'

/** A heading holds two lines of a panel; this many characters fill them. */
const HEADLINE = 120

/** Longer answers go on below the heading, from their second sentence or after a semicolon; brackets stay whole. */
export function headline(answer: string): [head: string, further?: string] {
  if (answer.length <= HEADLINE) return [answer]
  let depth = 0
  for (let i = 0; i < answer.length - 2; i++) {
    const c = answer[i]
    if (c === '(') depth++
    else if (c === ')') depth--
    if (depth > 0 || answer[i + 1] !== ' ' || i < 24) continue
    const rest = answer.slice(i + 2)
    if (c === '.' && /^[A-Z0-9]/.test(rest) && !/\b(?:c|n|no|St)$/.test(answer.slice(0, i)))
      return [answer.slice(0, i + 1), rest]
    if (c === ';') return [`${answer.slice(0, i)}.`, capital(rest)]
  }
  return [answer]
}
