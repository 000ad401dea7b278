/** The palette finds what a user means, by the word the user has for it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findByLetters } from '../../src/ui/findByLetters.ts'
import { VIEWS } from '../../src/views/index.ts'
import { ALSO } from '../../src/views/also.ts'

/** Ids and titles of the commands that are no views, as the frame writes them. */
const COMMANDS = [
  ...readFileSync('src/app/commands.ts', 'utf8').matchAll(
    /id: '([\w-]+)',\s*title: '([^']+)',?(?:\s*also:\s*'([^']+)')?/g,
  ),
].map((m) => ({ id: m[1], title: m[2], hint: '', also: m[3] }))

const ALL = [...VIEWS.filter((v) => v.Panel).map((v) => ({ ...v, also: ALSO[v.id] })), ...COMMANDS]
const find = (query: string): string[] =>
  findByLetters(
    query,
    ALL,
    (v) => v.title,
    (v) => v.hint ?? '',
    (v) => v.also ?? '',
  ).map((v) => v.id)

describe('the palette', () => {
  it('knows the views it has other words for, each from its own folder', () => {
    expect(COMMANDS.length).toBeGreaterThan(15)
    const ids = new Set(VIEWS.filter((v) => v.Panel).map((v) => v.id))
    expect(Object.keys(ALSO).filter((id) => !ids.has(id))).toEqual([])
    // the palette itself is there already
    const without = ALL.filter((v) => !v.also).map((v) => v.id)
    expect(without, 'write an also.ts into the folder of each view or method named here').toEqual(['palette'])
  })

  it.each([
    ['cover', 'delivery'],
    ['coverage', 'cocooned'],
    ['leaflet', 'cocooning'],
    ['phone', 'rounds'],
    ['print', 'briefing'],
    ['print list', 'cocooning'],
    ['erase', 'data'],
    ['delete', 'data'],
    ['export', 'incidents'],
    ['download', 'incidents'],
    ['csv', 'data'],
    ['ward', 'areas'],
    ['ward rates', 'areas'],
    ['compare', 'compare'],
    ['knox', 'nearRepeat'],
    ['hotspot', 'hotspots'],
    ['heatmap', 'hotspots'],
    ['night', 'patrol'],
    ['patrol', 'patrol'],
    ['series', 'series'],
    ['car key', 'series'],
    ['evaluate', 'plans'],
    ['money', 'plans'],
    ['displacement', 'plans'],
    ['lock', 'package'],
    ['password', 'package'],
    ['help', 'handbook'],
    ['powerpoint', 'slide'],
    ['website', 'public'],
    ['streets', 'concentration'],
    ['chief inspector', 'today'],
    ['handover', 'delivery'],
    ['cctv', 'overlays'],
    ['gi*', 'gistar'],
    ['qgis', 'incidents'],
    ['offences', 'explore'],
    ['victims', 'repeats'],
    ['shortcuts', 'keys'],
    ['annotate', 'notes'],
  ])('finds by “%s” what is meant, among the first three', (word, id) => {
    expect(find(word).slice(0, 3)).toContain(id)
  })

  it('puts a name that begins so before another word, and another word before scattered letters', () => {
    expect(find('patrol')[0]).toBe('patrol')
    expect(find('data')[0]).toBe('data')
    expect(find('knox')[0]).toBe('nearRepeat')
  })
})
