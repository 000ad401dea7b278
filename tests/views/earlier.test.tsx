/** An earlier result that is still shown: what stands of it does not leave as if it were of now. */
import 'fake-indexeddb/auto'
import { use } from 'react'
import { describe, expect, it } from 'vitest'
import { LeavingTerms, type Terms } from '../../src/ui/index.ts'
import { EarlierTerms } from '../../src/views/method/AnalysisPanel.tsx'
import { pageOf } from '../tools/page.ts'

describe('tables and charts of a method', () => {
  const termsOf = (stale: boolean): Terms => {
    let found: Terms | undefined
    const Table = () => ((found = use(LeavingTerms)), (<p />))
    pageOf(
      <EarlierTerms stale={stale}>
        <Table />
      </EarlierTerms>,
    )
    return found!
  }
  it('leave while they are of the settings in force, and not after those were changed', async () => {
    expect(await termsOf(false).guard('cocoon-cells.csv, 20 rows')).toBe(true)
    expect(await termsOf(true).guard('cocoon-cells.csv, 20 rows')).toBe(false)
  })
})
