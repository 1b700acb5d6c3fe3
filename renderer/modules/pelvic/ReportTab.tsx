import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'

export default function ReportTab({ head }: { head: PelvicHead }) {
  return <>{head.number}</>
}
