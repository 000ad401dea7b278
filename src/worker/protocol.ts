/** What travels between the page and its workers. → load | run | cancel | import, ← loaded | progress | done | failed | cancelled */
import type { Incidents } from '../core/incidents.ts'
import type { Input } from '../core/method.ts'
import type { ImportOptions, Opened, SourceFile } from '../import/contract.ts'

/** The table is sent once per worker and named by its fingerprint from then on. */
export type ToWorker =
  | { type: 'load'; table: Incidents }
  | { type: 'run'; id: number; method: string; input: Omit<Input<unknown>, 'table'>; table: string }
  | { type: 'cancel'; id: number }
  | { type: 'import'; id: number; files: SourceFile[]; options: ImportOptions }

export type FromWorker =
  | { type: 'loaded'; table: string }
  | { type: 'progress'; id: number; share: number; doing?: string }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'imported'; id: number; opened: Opened[] }
  | { type: 'failed'; id: number; message: string }
  | { type: 'cancelled'; id: number }
