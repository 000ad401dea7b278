/** Drawing the files of a dip sample. */
import {
  caseName,
  drawDipSample,
  STRATA,
  stratumValue,
  whatItTells,
} from '../../core/evaluation/quality/dipSample.ts'
import { secondReading } from '../../core/evaluation/quality/draw.ts'
import { filesForMargin } from '../../core/evaluation/quality/shares.ts'
import { CASE_FLAGS, caseRows, casesOf } from '../cases.ts'
import { type Command, number, Unfit, Usage, whole } from '../command.ts'
import { csv, json } from '../text.ts'

const WORDS: readonly string[] = STRATA

export const sample: Command = {
  name: 'sample',
  usage: 'FILE… --size N [--strata offence,month,team] --seed S [--min N]',
  summary: 'Draws the files of a dip sample: seeded, stratified, the same rows as the page.',
  flags: {
    ...CASE_FLAGS,
    size: { value: 'N', help: 'files to draw' },
    margin: {
      value: 'POINTS',
      help: 'instead of --size: points to which a share is to be known, such as 10',
    },
    strata: {
      value: 'LIST',
      help: `what to stratify by: ${STRATA.join(', ')}, or columns by their header; default none`,
    },
    min: {
      value: 'N',
      help: 'files from each stratum at least; default 10, or fewer where the size does not allow it',
    },
    seed: { value: 'S', help: 'the same seed draws the same files; default 1' },
  },
  output:
    'CSV: order,case,line,stratum, a column for each of --strata, stratum size,stratum drawn,weight,second reading. order is chance:\nwhoever stops half way has half a sample of everything. weight = stratum size / stratum drawn. second reading: read blind by another.\nWith --json: {seed, n, size, way, minimum, strata, files, notes}.',
  async run(call) {
    const { flags } = call
    const by = (typeof flags.strata === 'string' ? flags.strata.split(',') : [])
      .map((b) => WORDS.find((w) => w === b.trim().toLowerCase()) ?? b.trim())
      .filter((b) => b !== '')
    const seed = whole(flags, 'seed', 1)
    const { cases } = await casesOf(
      call,
      by.filter((b) => !WORDS.includes(b)),
    )
    if (by.includes('team') && !cases.texts.team)
      throw new Usage('--strata: no column of teams was recognised; name it with --map team=COLUMN.')
    const rows = caseRows(call, cases)
    if (rows.length === 0) throw new Unfit('No case is left to draw from.')
    const margin = flags.margin === undefined ? undefined : number(flags, 'margin', undefined, 0.1, 50)
    if (flags.size !== undefined && margin !== undefined)
      throw new Usage('--size and --margin say the same in two ways: give one of them.')
    const size =
      margin === undefined ? whole(flags, 'size', undefined, 1) : filesForMargin(margin / 100, rows.length)
    const minimum = flags.min === undefined ? undefined : whole(flags, 'min', undefined, 1)
    let draw
    try {
      draw = drawDipSample(cases, rows, by, { size, seed, minimum })
    } catch (error) {
      if (error instanceof RangeError) throw new Usage(error.message, { cause: error })
      throw error
    }
    call.say(`Seed ${seed}. ${whatItTells(draw.files.length, rows.length)}`)
    for (const note of draw.notes) call.say(note)
    const values = by.map((b) => stratumValue(cases, b))
    const again = new Set(secondReading(draw).map((f) => f.row))
    const files = draw.files.map(({ row, stratum }, i) => {
      const { name, size: of, drawn } = draw.strata[stratum]
      return {
        order: i + 1,
        case: caseName(cases, row),
        line: cases.line[row],
        stratum: name,
        ...Object.fromEntries(by.map((b, k) => [b, values[k](row)])),
        'stratum size': of,
        'stratum drawn': drawn,
        weight: draw.way === 'each' ? of / drawn : rows.length / draw.files.length,
        'second reading': again.has(row) ? 'yes' : 'no',
      }
    })
    if (flags.json) {
      const { way, minimum: least, strata, notes } = draw
      return json({ seed, n: rows.length, size: files.length, by, way, minimum: least, strata, files, notes })
    }
    return csv(
      Object.keys(files[0]),
      files.map((f) => Object.values(f)),
    )
  },
}
