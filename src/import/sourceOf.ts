/** Files as they are posted to a worker. */
import type { SourceFile } from './contract.ts'
import type { Far } from './formats/far.ts'

/** A file of the page; of one that lies on the server only its address is posted. */
export const sourceOf = (file: File & { readonly far?: Far }): SourceFile => ({
  name: file.name,
  blob: file,
  ...(file.far && { far: file.far }),
})
