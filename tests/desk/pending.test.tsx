/** What is said while kept work waits for its file. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { emptyProject } from '../../src/state/project.ts'
import { accept, forget } from '../../src/state/store.ts'
import type { Work } from '../../src/state/work.ts'
import { Pending } from '../../src/desk/files/Pending.tsx'
import { usePending } from '../../src/desk/files/resume.ts'
import { incidentsFrom } from '../tools/incidents.ts'
import { pageOf } from '../tools/page.ts'

afterEach(() => {
  usePending.setState({ work: undefined })
  forget()
})

describe('work that waits for its file', () => {
  it('asks for files that were added to each other one after the other', () => {
    const work = { at: Date.UTC(2026, 10, 22), files: ['a.csv', 'b.csv'], beside: [], past: [] }
    const say = (over: object) => {
      usePending.setState({ work: { ...work, ...over, project: emptyProject } as never as Work })
      return pageOf(<Pending />).replace(/<!-- -->/g, '')
    }
    expect(say({})).toContain('Drop a.csv and b.csv again to go on.')
    expect(say({})).toContain('Open them…')
    expect(say({ oneByOne: true })).toContain(
      'Drop a.csv and b.csv again, one after the other as before, to go on.',
    )
    expect(say({ oneByOne: true })).toContain('Open the first…')
  })
  it('says that what stands beside it is of the sample, and only then', () => {
    usePending.setState({
      work: {
        at: Date.UTC(2026, 10, 22),
        files: ['force.csv'],
        beside: [],
        project: emptyProject,
        past: [],
      } as never as Work,
    })
    expect(pageOf(<Pending />)).not.toMatch(/sample town/)
    const table = incidentsFrom([{ x: 436_000, y: 262_000, day: 20_000 }])
    const none = { values: [], codes: new Uint8Array(1) }
    const text = { id: none, uprn: none, address: none, mo: none, places: none }
    accept([{ kind: 'incidents', name: 'sample.csv', incidents: table, text, report: {} } as never], [], true)
    const words = pageOf(<Pending />)
    expect(words).toContain('Drop force.csv again to go on.')
    expect(words).toContain('all that is shown is of the invented sample town, not of your file')
  })
})
