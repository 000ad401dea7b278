/** One worker of the pool. Started with a name it fetches the code of that duty while the page is still being read. */
import type { Duty } from './early.ts'
import { serve, type Port } from './serve.ts'

serve(globalThis as unknown as Port)

// a failure is told to whoever asks for the work itself
const nobody = () => undefined
const duty = (globalThis as unknown as { readonly name?: Duty }).name
if (duty === 'reads') void import('../import/open.ts').catch(nobody)
if (duty === 'lists') void import('../cocoon/make.ts').catch(nobody)
