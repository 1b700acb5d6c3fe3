import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'

export default function CourseTab({ head }: { head: PelvicHead }) {
  return <>{head.number}</>
}
