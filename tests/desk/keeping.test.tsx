/** What is said of the log and of erasing while what this browser keeps is locked. */
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
})
