/** The form of a method's settings says what was changed, and nothing where nothing was. */
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/core/base/params.ts'
import { SchemaForm } from '../../src/desk/SchemaForm.tsx'
import { useStore } from '../../src/state/store.ts'
import { pageOf } from '../tools/page.ts'

const SCHEMA = schema({
  place: { type: 'text', label: 'Place', help: 'Where.', default: 'Thornby', blank: 'none' },
})
const form = (values: Record<string, unknown>) => {
  useStore.setState((s) => ({ project: { ...s.project, params: { form: values } } }) as never)
  return pageOf(<SchemaForm id="form" schema={SCHEMA} />)
}

describe('a form of settings', () => {
  it('names each change, and none where a value is the published one or is not of this form', () => {
    expect(form({ place: 'Hartle' })).toMatch(/Now: Place Hartle \(published: Thornby\)/)
    for (const values of [{}, { place: 'Thornby' }, { of: 'vehicles' }]) {
      expect(form(values)).not.toMatch(/Now:/)
      expect(form(values)).not.toMatch(/for the next time/)
    }
  })
})
