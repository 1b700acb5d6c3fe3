import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'

export default function TrendTab({ head }: { head: PelvicHead }) {
  return <>{head.number}</>
}
