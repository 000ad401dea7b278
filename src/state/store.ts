/** The way into the store for everyone outside `state`: its types, the store, and what changes it. */
export type * from './types.ts'
export * from './change.ts'
export { forget, useStore } from './instance.ts'
export * from './session.ts'
