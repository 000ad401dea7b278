/** A dip sample goes to a phone and its answers come back: no word travels, and no answer of another reader. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { FIVE_STAGES } from '../../src/core/evaluation/quality/questions.ts'
import { forgetKept } from '../../src/core/base/kept.ts'
import { readLog } from '../../src/state/log.ts'
import { answersText, sampleText, takeSampleFile } from '../../src/state/sampleFile.ts'
import { addReading, addSample, type DipSample, sampleInFront, useSamples } from '../../src/state/samples.ts'

const lines = [7, 9].map((row) => ({
  ...{ row, name: `LW/${row}`, line: row + 2, offence: 'Burglary', beat: 'B', team: 'T', outcome: 'none' },
  happened: 28_000_000,
}))
const draw = {
  ...{ seed: 3, way: 'each', minimum: 1, notes: [], lines, again: [9], register: 40 },
  files: [
    { row: 7, stratum: 0 },
    { row: 9, stratum: 0 },
  ],
  strata: [{ name: 'all', size: 40, drawn: 2 }],
} as never as DipSample['draw']
const front = () => sampleInFront(useSamples.getState())!
const scene = FIVE_STAGES.questions.find((q) => q.answers.length > 0)!.id
const words = FIVE_STAGES.questions.find((q) => q.answers.length === 0)!.id
const told = (row: number, answer: string, question = scene, second = false) =>
  addReading(front().id, { row, question, answer, reader: 'AB', second })

describe('a sample on its way', () => {
  beforeEach(async () => {
    await forgetKept()
    await addSample({ source: 'x.csv', by: [], draw, hand: false, questions: FIVE_STAGES })
  })

  it('carries questions and case numbers, and nothing that was answered', async () => {
    await told(7, 'yes')
    await told(7, 'Ring Mrs Example', words)
    const text = sampleText(front())
    expect(text).toContain('LW/7')
    expect(text).not.toMatch(/Mrs Example|"reader":"AB"/)
    expect(JSON.parse(text).sample.readings).toEqual([])
  })

  it('may hold files whose day is not known, and none whose day is no date', async () => {
    const from = (happened: number | null) => {
      const [first, ...rest] = draw.lines
      return sampleText({
        ...front(),
        draw: { ...draw, lines: [{ ...first, happened: happened as number }, ...rest] },
      })
    }
    const [unknown, never] = [from(NaN), from(1e300)]
    await forgetKept()
    await expect(takeSampleFile(never)).rejects.toThrow('The sample in this file is damaged')
    expect(await takeSampleFile(unknown)).toBe('2 files to read.')
    expect(front().draw.lines.map((l) => l.happened)).toEqual([NaN, 28_000_000])
  })

  it('is read on another device, and the answers join those at the desk', async () => {
    await told(7, 'no')
    await told(7, 'My words', words)
    const desk = front()
    const file = sampleText(desk)
    // the phone
    await forgetKept()
    expect(await takeSampleFile(file)).toBe('2 files to read.')
    expect(front().readings).toEqual([])
    await told(7, 'yes')
    await told(9, 'yes', scene, true)
    await told(9, 'Words of the phone', words)
    expect(await takeSampleFile(file)).toMatch(/here already; its answers stay/)
    const back = answersText(front())
    expect(back).not.toContain('Words of the phone')
    // the desk again
    await forgetKept()
    useSamples.setState({ samples: [desk], front: desk.id })
    expect(await takeSampleFile(back)).toBe('2 answers taken in.')
    const { readings } = front()
    expect(readings.filter((r) => r.question === scene).map((r) => [r.row, r.answer, r.second])).toEqual([
      [7, 'yes', false],
      [9, 'yes', true],
    ])
    // words of the desk stay where they were written
    expect(readings.some((r) => r.answer === 'My words')).toBe(true)
    expect((await readLog()).some((l) => /2 answers taken in from a file/.test(JSON.stringify(l)))).toBe(true)
  })

  it('refuses what it is not, each with its sentence', async () => {
    for (const [text, why] of [
      ['{', /no dip sample/],
      ['{"cocoon":"package"}', /no dip sample/],
      ['{"cocoon":"dip-sample","version":9}', /version 9/],
      ['{"cocoon":"dip-sample","version":1,"sample":{"id":1}}', /damaged/],
      ['{"cocoon":"dip-answers","version":1,"sample":"other","readings":[]}', /not here/],
      [`{"cocoon":"dip-answers","version":1,"sample":"${front().id}","readings":[1]}`, /damaged/],
    ] as const)
      await expect(takeSampleFile(text)).rejects.toThrow(why)
    // an answer that no question allows is not taken
    const odd = JSON.stringify({
      ...{ cocoon: 'dip-answers', version: 1, sample: front().id },
      readings: [{ row: 7, question: scene, answer: 'perhaps', reader: 'X', second: false }],
    })
    expect(await takeSampleFile(odd)).toBe('0 answers taken in.')
  })
})
