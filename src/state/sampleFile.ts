/**
 * A dip sample on its way: the files and questions to another device, such as a phone, and allowed answers back. No
 * free text travels, and no answer of another reader: a second reader sees none of the first.
 */
import { isRecord } from '../core/base/sound.ts'
import { countOf } from '../core/base/words.ts'
import type { Reading } from '../core/evaluation/quality/readings.ts'
import { log } from './log.ts'
import { changeSample, type DipSample, keepSample, soundSample, useSamples } from './samples.ts'

const KIND = { sample: 'dip-sample', answers: 'dip-answers' } as const
const VERSION = 1

/** The sample without any answer. */
export const sampleText = (sample: DipSample): string =>
  JSON.stringify({ cocoon: KIND.sample, version: VERSION, sample: { ...sample, readings: [] } })

/** Allowed answers alone: words stay where they were written. */
function travelling(
  { questions, draw }: Pick<DipSample, 'questions' | 'draw'>,
  readings: readonly Reading[],
) {
  const allowed = new Map(questions.questions.map((q) => [q.id, new Set(q.answers.map((a) => a.id))]))
  const rows = new Set(draw.lines.map((l) => l.row))
  return readings.filter((r) => rows.has(r.row) && allowed.get(r.question)?.has(r.answer))
}

/** The answers given on this device. */
export const answersText = (sample: DipSample): string =>
  JSON.stringify({
    cocoon: KIND.answers,
    version: VERSION,
    sample: sample.id,
    readings: travelling(sample, sample.readings),
  })

const key = (r: Reading): string => `${r.row} ${r.question} ${r.second}`

/**
 * Takes a file in: a sample is put in front (answers already given here stay), answers are joined to their sample, the
 * later ones standing. Resolves with what was done; throws a sentence for what is neither.
 */
export async function takeSampleFile(text: string): Promise<string> {
  let v: unknown
  try {
    v = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    v = undefined
  }
  if (!isRecord(v) || (v.cocoon !== KIND.sample && v.cocoon !== KIND.answers))
    throw new Error(
      'This is no dip sample and no answers to one. Save them with “For a phone” or “Answers for the desk”, and open that file.',
    )
  if (v.version !== VERSION)
    throw new Error(
      `This file is of version ${String(v.version)}; version ${VERSION} was expected. Use the same Cocoon on both devices.`,
    )
  const { samples = [] } = useSamples.getState()
  if (v.cocoon === KIND.sample) {
    const sample = soundSample(v.sample)
    if (!sample) throw new Error('The sample in this file is damaged. Save it again at the desk.')
    const known = samples.find((s) => s.id === sample.id)
    if (known) {
      useSamples.setState({ front: known.id })
      return 'This sample is here already; its answers stay.'
    }
    await keepSample({ ...sample, readings: [] })
    await log(
      'sample',
      `opened from a file: ${countOf(sample.draw.files.length, 'file')} of ${sample.source}`,
      sample.id,
    )
    return `${countOf(sample.draw.files.length, 'file')} to read.`
  }
  const mine = samples.find((s) => s.id === v.sample)
  if (!mine)
    throw new Error(
      'These answers belong to a sample that is not here. Open them where the sample was drawn.',
    )
  const sound = soundSample({ ...mine, readings: v.readings })
  if (!sound) throw new Error('The answers in this file are damaged. Save them again on the other device.')
  const come = travelling(mine, sound.readings)
  const taken = new Set(come.map(key))
  await changeSample(
    mine.id,
    (s) => ({ ...s, readings: [...s.readings.filter((r) => !taken.has(key(r))), ...come] }),
    `${countOf(come.length, 'answer')} taken in from a file`,
  )
  return `${countOf(come.length, 'answer')} taken in.`
}
