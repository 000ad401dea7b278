/** The contract of a format. Adding one = one file that exports a `Format`, and one line in `index.ts`. */
import type { Opened } from '../contract.ts'
import { Declined } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import type { Bytes } from './bytes.ts'

/** What a file is recognised by: its first bytes, and of an archive the names at its end. Never its size. */
export interface Head {
  readonly name: string
  /** the first 64 kB or less, unpacked where the file was a gzip */
  readonly bytes: Uint8Array
  /** the first 16 bytes as Latin-1, for magic numbers */
  readonly magic: string
  /** those bytes as text, without byte order mark and blanks in front; '' where they are no text */
  readonly text: string
  /** the last megabyte of a zip as Latin-1, where the names of its files stand; '' for anything else */
  readonly directory: string
}

/** A file on its way in. */
export interface Incoming {
  readonly name: string
  /** the file as it was dropped */
  readonly blob: Blob
  /** the same, unpacked where it was a gzip */
  readonly bytes: Bytes
  readonly head: Head
  /** 0 = dropped, 1 = found in an archive */
  readonly depth: number
}

/** One file of an archive. */
export interface Member {
  readonly path: string
  readonly blob: Blob
  /** share of the archive read so far */
  readonly share: number
}

/** One part of something that comes as several files, in any order. */
export interface Piece {
  /** what the parts share */
  readonly of: string
  readonly part: string
  readonly blob: Blob
  /** opens the whole when all files of the drop were seen */
  together(parts: ReadonlyMap<string, Blob>): Promise<Found>
}

/** What a file turns out to hold. */
export interface Found {
  readonly tables?: readonly RawTable[]
  readonly opened?: readonly Opened[]
  /** the tables are layers of one file: one is read, the others are offered */
  readonly layered?: boolean
  /** files in it, each whole, one at a time; undefined while a long one unpacks */
  readonly members?: AsyncGenerator<Member | undefined>
  readonly piece?: Piece
}

/** What is said of a file of this kind that cannot be read. */
export interface Refusal {
  /** follows the file's name: what is wrong, what was expected, what to do */
  readonly sentence: string
  /** the same of several files at once */
  readonly family?: string
  /** what it is in three words, where it is plainly no data and may lie beside data: "a PDF" */
  readonly plainly?: string
}

/** A kind of file. */
export interface Format {
  readonly kind: string
  /** whether a file that begins so is of this kind */
  sniff(head: Head): boolean
  /** Throws Declined with a sentence of its own; whatever else it throws is told as its refusal. */
  open(file: Incoming): Promise<Found>
  readonly refusal: Refusal
}

/** The refusal of a format as an error. */
export const refused = (name: string, { sentence, family, plainly }: Refusal): Declined =>
  new Declined(`${name} ${sentence}`, family, undefined, plainly)

/** A kind that is known and never opened. */
export const unread = (
  kind: string,
  sniff: (head: Head) => boolean,
  sentence: string,
  plainly?: string,
): Format => {
  const refusal: Refusal = { sentence, family: sentence.replace(/^is\b/, 'are each'), plainly }
  return { kind, sniff, refusal, open: ({ name }) => Promise.reject(refused(name, refusal)) }
}

/** The sign that begins each text of a GeoJSON sequence (RFC 8142). */
export const RECORD = '\u001e'
