/** A register of case files in the worker: read once, asked often. */
import { answerQuality, columnsFor, type QualityAnswer } from '../core/evaluation/quality/ask.ts'
import { openCases } from '../import/openCases.ts'
import type { CasesRead } from '../import/rows/cases.ts'
import type { ToWorker } from './protocol.ts'

/** An answer, and how the register was read for it. */
export interface QualityReply {
  readonly answer: QualityAnswer
  readonly read: Omit<CasesRead, 'cases'> & { readonly n: number }
}

/** Answers what is asked of registers; keeps the one read last, with every column that was asked for so far. */
export class Register {
  #key = ''
  #columns: readonly string[] = []
  #read: CasesRead | undefined

  /** Throws NoCases, SheetRefused or RangeError with their sentences. */
  async answer({
    register,
    files,
    tables,
    options,
    ask,
  }: Extract<ToWorker, { type: 'quality' }>): Promise<QualityReply> {
    const wanted = columnsFor(ask)
    const known = this.#key === register ? this.#columns : []
    if (!this.#read || this.#key !== register || wanted.some((c) => !known.includes(c))) {
      const columns = [...new Set([...known, ...wanted])]
      this.#read = await openCases(files, options, columns, ['solved'], tables)
      this.#key = register
      this.#columns = columns
    }
    const { cases, ...read } = this.#read
    return { answer: answerQuality(cases, ask), read: { ...read, n: cases.n } }
  }
}
