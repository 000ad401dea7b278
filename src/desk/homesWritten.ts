/** Homes of the address file by what somebody types of their address. */
import type { Homes } from '../core/places/homes.ts'
import { textAt } from '../core/base/text.ts'

/** Rows of the homes that are written so; where none is, the one home that begins so; none where several do. */
export function homesWritten(homes: Homes, typed: string): number[] {
  const words = typed.trim().toLowerCase()
  if (words === '') return []
  const whole: number[] = []
  const begun: number[] = []
  for (let i = 0; i < homes.n; i++) {
    const address = textAt(homes.address, i).trim().toLowerCase()
    if (address === words) whole.push(i)
    else if (address.startsWith(`${words},`)) begun.push(i)
  }
  return whole.length > 0 ? whole : begun.length === 1 ? begun : []
}
