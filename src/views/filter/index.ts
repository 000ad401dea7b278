/** What other views may use of the filter. */
export { FilterFields } from './FilterFields.tsx'
