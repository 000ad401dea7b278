import { toast } from '../../ui/index.ts'

/** Says where a promise of keeping something failed. */
export const orToast = (p: Promise<unknown>): void =>
  void p.catch((e: Error) => toast({ text: `Not kept: ${e.message}`, tone: 'bad' }))
