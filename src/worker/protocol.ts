/**
 * What travels between the page and its workers:
 * → load | columns | run | merge | import | export | join | homes | text | cocoon | plan | quality | cancel | hold, ← loaded | needs | progress | done | failed | cancelled.
 * A worker works on one job at a time, in the order they came.
 */
import type { Ask } from '../cocoon/make.ts'
import type { PlanAsk } from '../core/evaluation/planAnswer.ts'
import type { QualityAsk } from '../core/evaluation/quality/ask.ts'
import type { Homes } from '../core/places/homes.ts'
import type { Column, Incidents, IncidentText } from '../core/table/incidents.ts'
import type { Input } from '../core/table/method.ts'
import type { ImportOptions, Profile, SourceFile } from '../import/contract.ts'
import type { ExportFormat } from '../import/formats/export.ts'
import type { Side } from '../import/join/join.ts'
import type { SomeColumns } from './columns.ts'

/** An input without its table, which the worker has under this fingerprint; without rows where all of them count. */
export type RunInput = Omit<Input<unknown>, 'table' | 'rows'> & {
  readonly table: string
  readonly rows?: Uint32Array
}

export type ToWorker =
  /** replaces the table; sent once per table and worker, a large one without the columns that are not asked for yet */
  | { type: 'load'; table: Incidents; absent?: readonly Column[] }
  /** further columns of that table */
  | { type: 'columns'; table: string; columns: SomeColumns }
  /** part i of k; a method that cannot be split does all of it in part 0 and answers `undefined` for the rest */
  | { type: 'run'; id: number; method: string; input: RunInput; part: number; of: number }
  | { type: 'merge'; id: number; method: string; input: RunInput; parts: unknown[] }
  | {
      type: 'import'
      id: number
      files: readonly SourceFile[]
      options: ImportOptions
      profiles?: readonly Profile[]
      /** fingerprint of the homes that place rows without coordinates */
      homes?: string
    }
  /** → a Blob */
  | {
      type: 'export'
      id: number
      table: Incidents
      text: IncidentText
      format: ExportFormat
      rows?: Uint32Array
    }
  /** the address file a list names doors from, and the text it names burglaries by; sent once each */
  | { type: 'homes'; homes: Homes }
  | { type: 'text'; table: string; text: IncidentText }
  /** → a `Made`; table, text and homes by fingerprint */
  | { type: 'cocoon'; id: number; table: string; homes: string | undefined; ask: Ask }
  /** → a `PlanAnswer`; the table by fingerprint */
  | { type: 'plan'; id: number; table: string; ask: PlanAsk }
  /** → a `QualityTold`; `register` names files and reading, so that they are read once */
  | {
      type: 'quality'
      id: number
      register: string
      files: readonly SourceFile[]
      /** names of the tables that hold incidents; what else came in the drop is no register */
      tables: readonly string[]
      options: ImportOptions
      ask: QualityAsk
    }
  /** → { joined, counts } */
  | { type: 'join'; id: number; base: Side; added: Side }
  | { type: 'cancel'; id: number }
  /** a method under way waits, or goes on: something newer is worked out on the same cores */
  | { type: 'hold'; on: boolean }

export type FromWorker =
  | { type: 'loaded'; table: string }
  /** the job waits for this column of its table */
  | { type: 'needs'; id: number; table: string; column: Column }
  | { type: 'progress'; id: number; share: number; doing?: string; rows?: number }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; message: string }
  | { type: 'cancelled'; id: number }

/** The buffers of a message's typed arrays, each once, to be moved instead of copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    // long lists of plain values hold no buffers: looking at the first is enough to skip them
    if (value.length > 0 && typeof value[0] === 'object') for (const v of value) buffersOf(v, found)
  } else if (value && typeof value === 'object' && !(value instanceof Blob)) {
    for (const v of Object.values(value)) buffersOf(v, found)
  }
  return [...found]
}
