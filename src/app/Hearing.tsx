/** What is typed while the palette is still on its way. */
import { useLayoutEffect } from 'react'
import { type Heard, hearKeys } from '../ui/index.ts'

/** Stands in for the palette until its code is here; what it hears is read once when the palette stands. */
export function Hearing({ into, onClose }: { into: Heard; onClose: () => void }) {
  useLayoutEffect(() => hearKeys(into, onClose), [into, onClose])
  return null
}
