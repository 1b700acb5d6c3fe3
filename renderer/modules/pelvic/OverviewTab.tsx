import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'

export default function OverviewTab({ head }: { head: PelvicHead }) {
  return <>{head.number}</>
}
