import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'

export default function AssessmentTab({ head }: { head: PelvicHead }) {
  return <>{head.number}</>
}
