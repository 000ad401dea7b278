/** One worker of the pool. */
import { serve, type Port } from './serve.ts'

serve(globalThis as unknown as Port)
