/** `cocoon <command> FILE… [flags]`: the same analyses without a screen. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, COMMON, type Flags, type Given, Unfit, Usage } from './command.ts'
import { COMMANDS } from './commands.ts'
import { isHelper } from './knoxParts.ts'
import { writeText } from './open.ts'

/** Where a run writes; tests give their own. */
export interface Streams {
  out(text: string): void
  err(text: string): void
}

/** Columns of the help, and the widest flag that has its words beside it and not below. */
const COLUMNS = 110
const WIDEST = 24

/** As far as the first full stop. */
const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text

/** Words in lines of at most so many characters. */
function wrapped(text: string, characters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length === 0 || longer.length > characters) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** A name and what it is: beside the name, or below one that is too long. */
function entry(name: string, text: string, width: number): string[] {
  const lines = wrapped(text, COLUMNS - width)
  const below = name.length > width - 2
  return [...(below ? [name] : []), ...lines.map((l, i) => (i === 0 && !below ? name : '').padEnd(width) + l)]
}

function entries(list: readonly (readonly [name: string, text: string])[]): string[] {
  const fitting = list.map(([name]) => name.length).filter((n) => n <= WIDEST)
  const width = Math.max(0, ...fitting) + 2
  return list.flatMap(([name, text]) => entry(name, text, width))
}

const flagLines = (flags: Flags): string[] =>
  entries(
    Object.entries(flags).map(([name, f]) => [`  --${name}${f.value ? ' ' + f.value : ''}`, f.help] as const),
  )

function helpOf(c: Command): string {
  const flags = Object.keys(c.flags).length > 0 ? [...flagLines(c.flags), ''] : []
  return [
    `cocoon ${c.name} ${c.usage}`,
    '',
    ...wrapped(c.summary, COLUMNS),
    '',
    ...flags,
    ...flagLines(COMMON),
    '',
    c.output,
    '',
  ].join('\n')
}

function help(): string {
  return [
    'cocoon <command> FILE… [--crs EPSG:27700|EPSG:4326|plane] [--columns x=…,y=…,from=…] [--json] [--out FILE]',
    '',
    // the whole of it stands in the help of the command
    ...entries(COMMANDS.map((c) => [`  ${c.name}`, firstSentence(c.summary)] as const)),
    '',
    'FILE is a file, or rows of an engine: duckdb:FILE?table=NAME, duckdb:?query=SQL, duckdb:s3://…/*.parquet, postgres://HOST/DB?table=NAME.',
    'Without flags it guesses as the app does, and says on stderr what it guessed.',
    'cocoon <command> --help tells more of one command.',
    'Exit: 0 ok, 1 failure, 2 usage, 3 the data cannot carry this analysis; 143 a file that kept its reader busy for ever.',
    '',
  ].join('\n')
}

function given(
  command: Command,
  args: readonly string[],
  say: (line: string) => void,
): { flags: Given; files: string[] } {
  const options = Object.fromEntries(
    Object.entries({ ...COMMON, ...command.flags }).map(([name, f]) => [
      name,
      { type: f.value ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  // not strict: what is wrong is said here, in our own words
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const told = new Map<string, string[]>()
  for (const t of tokens) {
    if (t.kind !== 'option') continue
    const known = Object.hasOwn(options, t.name) ? options[t.name] : undefined
    if (!known)
      throw new Usage(
        `${t.rawName} is no flag of cocoon ${command.name}; there are ${Object.keys(options)
          .map((name) => '--' + name)
          .join(', ')}.`,
      )
    if (known.type === 'boolean' && t.value !== undefined) throw new Usage(`--${t.name} takes no value.`)
    // "--phi --json": the next flag is no value, "--cost -5" is one, to be judged where it is read
    if (known.type === 'string' && (t.value === undefined || (!t.inlineValue && t.value.startsWith('--'))))
      throw new Usage(`--${t.name} is without its value.`)
    if (known.type === 'string') told.set(t.name, [...(told.get(t.name) ?? []), t.value!])
  }
  // scripts put their own flag behind the usual ones: the last counts, and not unseen
  for (const [flag, said] of told)
    if (said.length > 1) say(`--${flag} is given ${said.length} times; the last, ${said.at(-1)}, is taken.`)
  const flags = values as Given
  notOverItself(flags, positionals)
  return { flags, files: positionals }
}

/** Flags that name a file to write. */
const WRITTEN = ['out', 'left-out']

/** Throws `Usage` where a file to write is named for something else too: it would be gone. */
function notOverItself(flags: Given, files: readonly string[]): void {
  for (const name of WRITTEN) {
    const path = flags[name]
    if (typeof path !== 'string') continue
    if (path.trim() === '') throw new Usage(`--${name} is without its value.`)
    const others = Object.entries(flags).flatMap(([k, v]) => (k !== name && typeof v === 'string' ? [v] : []))
    if ([...files, ...others].some((other) => resolve(other) === resolve(path)))
      throw new Usage(`--${name} ${path} names a file that is given already; it would be written over.`)
  }
}

/** Runs a command line; returns the exit code. */
export async function main(args: readonly string[], { out, err }: Streams): Promise<number> {
  const say = (line: string) => err(line + '\n')
  const [name, ...rest] = args
  const asked = name === 'help' ? COMMANDS.find((c) => c.name === rest[0]) : undefined
  if (asked) {
    out(helpOf(asked))
    return 0
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    // nobody asked for the help of a bare "cocoon": it is no result
    ;(name === undefined ? err : out)(help())
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS.find((c) => c.name === name)
  try {
    if (!command)
      throw new Usage(`There is no command "${name}"; there are ${COMMANDS.map((c) => c.name).join(', ')}.`)
    const { flags, files } = given(command, rest, say)
    if (flags.help) {
      out(helpOf(command))
      return 0
    }
    if (files.length === 0 && !command.bare)
      throw new Usage(`A file is missing: cocoon ${command.name} ${command.usage}`)
    const text = await command.run({ files, flags, say })
    // one that helps another has kept its share; the answer is the other's to write
    if (isHelper()) return 0
    if (typeof flags.out === 'string') await writeText(flags.out, text)
    else out(text)
    return 0
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    if (error instanceof Usage) {
      say(`cocoon ${command ? command.name + ' ' : ''}--help tells how it is used.`)
      return 2
    }
    return error instanceof Unfit ? 3 : 1
  }
}
