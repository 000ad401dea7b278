/** What is said of visits, the log and erasing while what this browser keeps is locked. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { useVault } from '../../src/state/vault.ts'
import { Keeping } from '../../src/desk/leaving/Keeping.tsx'
import { useNoVisitWords } from '../../src/desk/leaving/noVisit.ts'
import { useStore } from '../../src/state/store.ts'
import { pageOf } from '../tools/page.ts'

const NoVisit = () => <p>{useNoVisitWords('the 2 homes of this list')}</p>

afterEach(() => {
  useVault.setState({ state: 'unknown' })
  useStore.setState({ incidents: undefined })
})

describe('what this machine keeps', () => {
  it('offers no log that cannot be read', () => {
    expect(pageOf(<Keeping />)).toContain('Save the log as CSV')
    useVault.setState({ state: 'locked' })
    const words = pageOf(<Keeping />)
    expect(words).toContain('The log is locked')
    expect(words).not.toContain('Save the log as CSV')
  })
  it('counts no visits and rounds that it cannot see', () => {
    expect(pageOf(<Keeping />)).toMatch(/Visits.{0,60}0 records/s)
    useVault.setState({ state: 'locked' })
    const words = pageOf(<Keeping />)
    expect(words).not.toContain('0 records')
    expect(words).toMatch(/Rounds to walk here.{0,60}locked/s)
  })
  it('does not say that no visit is recorded where it cannot see', () => {
    useVault.setState({ state: 'locked' })
    // the invented town has no visits of this machine
    expect(pageOf(<NoVisit />)).toContain('No visit to the 2 homes of this list is recorded yet.')
    useStore.setState({ incidents: { sample: false } as never })
    expect(pageOf(<NoVisit />)).toContain(
      'What was recorded here is locked: visits to the 2 homes of this list count once the passphrase is typed.',
    )
  })
})
