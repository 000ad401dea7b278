/** Places that are blocks of a street, as police forces of North America publish them: known by how they are written. */
import { isPersonalHeader } from '../meaning/aliases.ts'
import type { Segment } from './collector.ts'
import { valuesOf } from './table.ts'

/**
 * A stretch of numbers and the word, or a number with its last figures struck out: "1300 - 1399 BLOCK OF ELM STREET NW",
 * "1300 block of Elm St", "13XX ELM ST", "052XX S ASHLAND AVE". Not "Flat 2, Block B".
 */
const BLOCK =
  /^\s*(?:\d{1,5}|\d{0,4}x{2,3})\s*(?:(?:-|–|to)\s*(?:\d{1,5}|\d{0,4}x{2,3})\s*)?(?:hundred\s+)?(?:block|blk)\b(?!\s+[a-z0-9]\b)|^\s*\d{0,4}x{2,3}\s+\p{L}/iu
/** Share of a column's values that must be written so: the rest are corners, parks and blanks. */
const SHARE = 0.5
/** Fewer values prove nothing. */
const FEW = 5

/** The column whose values are blocks, and one of them; undefined where no file has any. */
export function blocksOf(segments: readonly Segment[]): { column: string; such: string } | undefined {
  for (const { table } of segments)
    for (const [i, column] of table.header.entries()) {
      if (!table.headerless && isPersonalHeader(column)) continue
      const values = valuesOf(table, i, 300)
      const blocks = values.filter((v) => v.length < 120 && BLOCK.test(v))
      if (blocks.length >= FEW && blocks.length > values.length * SHARE)
        return { column, such: blocks[0].trim().slice(0, 60) }
    }
  return undefined
}
