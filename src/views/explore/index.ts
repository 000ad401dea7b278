/** What other views may use of the linked charts. */
export { Hours, useLinked, Weekdays } from './charts.tsx'
