/** The panel of a method by its id. */
import { AnalysisPanel } from './AnalysisPanel.tsx'
import { screenOf } from './screenOf.ts'

export const MethodPanel = ({ id }: { id: string }) => <AnalysisPanel screen={screenOf(id)} />
