/** What is said of visits, the log and erasing while what this browser keeps is locked. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { useVault } from '../../src/state/vault.ts'
import { Keeping } from '../../src/desk/leaving/Keeping.tsx'
import { pageOf } from '../tools/page.ts'

afterEach(() => useVault.setState({ state: 'unknown' }))

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
})
