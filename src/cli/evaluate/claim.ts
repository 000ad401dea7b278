/** `evaluate --claim TEXT`: what a claim rests on, and what it leaves out. */
import { checkClaim } from '../../core/evaluation/claims.ts'
import { type Call, Unfit } from '../command.ts'
import { said } from './said.ts'

export function claim(call: Call, text: string): string {
  const r = checkClaim(text)
  if (r.claim.counts.length === 0 && r.claim.percent === undefined) throw new Unfit(`--claim: ${r.answer}`)
  return said(
    call,
    { claim: r.claim, missing: r.missing, ratio: r.ratio ?? null, alone: r.alone ?? null },
    {
      answer: r.answer,
      notes: [...r.notes, ...r.missing.map((m) => `Missing: ${m}.`)],
      params: { text },
      n: r.claim.counts.reduce((s, c) => s + c.before + c.after, 0),
    },
  )
}
