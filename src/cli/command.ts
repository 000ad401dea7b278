/** What a command of the terminal is. One file per command; `commands.ts` is the contents page. */

/** A flag that takes a value, or none where `value` is absent. */
export interface Flag {
  /** what stands after it in the help, such as "M" */
  readonly value?: string
  readonly help: string
}
export type Flags = Readonly<Record<string, Flag>>
/** What was given: text of a flag with a value, true for one without. */
export type Given = Readonly<Record<string, string | true | undefined>>

/** What a command is called with. */
export interface Call {
  /** files, in the order given */
  readonly files: readonly string[]
  readonly flags: Given
  /** says something on stderr: guesses, notes, limits */
  say(line: string): void
}

export interface Command {
  readonly name: string
  /** the files and flags as the first line of the help shows them */
  readonly usage: string
  readonly summary: string
  readonly flags: Flags
  /** runs without a file where its flags say enough */
  readonly bare?: boolean
  /** closing lines of the help: what comes out, in which shape */
  readonly output: string
  /** the text for stdout or `--out`; with `--json` every command gives JSON. Throws `Usage` or `Unfit` where it must. */
  run(call: Call): Promise<string>
}

/** Flags every command understands. */
export const COMMON: Flags = {
  crs: {
    value: 'CODE',
    help: 'EPSG:27700, EPSG:4326, a UTM zone such as EPSG:32630, or plane (x, y as metres)',
  },
  columns: { value: 'LIST', help: 'which column is what: x=…,y=…,from=…,to=…,id=…,offence=…,address=…' },
  sheds: { help: 'burglaries of sheds, garages and unconnected buildings count as of a home' },
  layer: { value: 'NAME', help: 'of a file with several layers: the one to read' },
  'keep-details': { help: 'keeps phone numbers, names and the like in free text; they are masked otherwise' },
  json: { help: 'JSON instead of CSV' },
  out: { value: 'FILE', help: 'write there instead of to the terminal' },
  help: { help: 'this text' },
}

/** The command line cannot be understood: exit 2. */
export class Usage extends Error {}
/** The data cannot carry this analysis: exit 3. */
export class Unfit extends Error {}

/** Runs an analysis. Where the rows cannot carry it, it throws a sentence of its own: the data's fault (3), and no failure (1). */
export function orUnfit<R>(run: () => R): R {
  try {
    return run()
  } catch (error) {
    // a slip of the program is a TypeError or the like
    if (error instanceof Error && error.constructor === Error) throw new Unfit(error.message)
    throw error
  }
}

/** A number from a flag. Throws `Usage` when it is none or out of bounds. */
export function number(
  flags: Given,
  name: string,
  otherwise?: number,
  least = -Infinity,
  most = Infinity,
): number {
  const text = flags[name]
  if (text === undefined && otherwise !== undefined) return otherwise
  if (text === undefined) throw new Usage(`--${name} is missing; it needs a number.`)
  const v = text === true || text.trim() === '' ? NaN : Number(text)
  if (!(Number.isFinite(v) && v >= least && v <= most)) {
    const bounds = [least > -Infinity && `from ${least}`, most < Infinity && `to ${most}`].filter(Boolean)
    throw new Usage(`--${name} is "${text}"; a number ${bounds.join(' ')} was expected.`)
  }
  return v
}

/** A whole number from a flag. */
export function whole(flags: Given, name: string, otherwise?: number, least = 0, most = 4294967295): number {
  const v = number(flags, name, otherwise, least, most)
  if (!Number.isInteger(v)) throw new Usage(`--${name} is "${flags[name]}"; a whole number was expected.`)
  return v
}

/** A list of numbers from a flag; "inf" stands for no limit. */
export function numbers(flags: Given, name: string, otherwise?: readonly number[]): readonly number[] {
  const text = flags[name]
  if (text === undefined && otherwise) return otherwise
  if (typeof text !== 'string') throw new Usage(`--${name} is missing; it needs numbers with commas between.`)
  return text.split(',').map((t) => {
    const v = /^\s*inf(inity)?\s*$/i.test(t) ? Infinity : t.trim() === '' ? NaN : Number(t)
    if (Number.isNaN(v)) throw new Usage(`--${name}: "${t}" is not a number.`)
    return v
  })
}

/** One of several words from a flag. */
export function choice<T extends string>(flags: Given, name: string, words: readonly T[], otherwise: T): T {
  const text = flags[name] ?? otherwise
  const found = words.find((w) => w === text)
  if (!found) throw new Usage(`--${name} is "${text}"; it must be ${words.join(' or ')}.`)
  return found
}
