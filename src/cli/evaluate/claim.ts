/** `evaluate --claim TEXT`: what a claim rests on, and what it leaves out. */
import { checkClaim } from '../../core/evaluation/claims.ts'
import { type Call, Unfit } from '../command.ts'
import { orRefused, said } from './said.ts'

export function claim(call: Call, text: string): string {
  const r = checkClaim(text)
  if (r.claim.counts.length === 0 && r.claim.percent === undefined) throw new Unfit(`--claim: ${r.answer}`)
  return said(
    call,
    {
      claim: r.claim,
      missing: r.missing,
      ratio: orRefused(
        r.ratio,
        r.ratio !== undefined,
        'It names no comparison that a ratio could be formed with.',
      ),
      alone: orRefused(r.alone, r.alone !== undefined, 'It names no counts before and after.'),
    },
    {
      answer: r.answer,
      notes: [...r.notes, ...r.missing.map((m) => `Missing: ${m}.`)],
      params: { text },
      n: r.claim.counts.reduce((s, c) => s + c.before + c.after, 0),
    },
  )
}
