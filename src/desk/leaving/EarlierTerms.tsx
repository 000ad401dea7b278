/** An earlier result stays on the screen until the new one is ready: its tables and charts do not leave it as if they were of now. */
import { type ReactNode, use, useMemo } from 'react'
import { LeavingTerms, type Terms, toast } from '../../ui/index.ts'

/** Why a result is not printed or given on, for the button that would. */
export const EARLIER =
  'This is the earlier result, and what it was made of has changed since: wait for the new one.'

/** Lets nothing leave, and says why. */
export function refuseEarlier(): Promise<boolean> {
  toast({
    text: 'Nothing was saved or copied: this is the earlier result, and what it was made of has changed since. Save it when the new one stands here.',
  })
  return Promise.resolve(false)
}

/** Around a result that may be of an earlier question. */
export function EarlierTerms({ stale, children }: { stale: boolean; children: ReactNode }) {
  const terms = use(LeavingTerms)
  const held = useMemo((): Terms => ({ ...terms, guard: refuseEarlier }), [terms])
  return <LeavingTerms value={stale ? held : terms}>{children}</LeavingTerms>
}
