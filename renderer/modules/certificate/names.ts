import type { Output } from '../../../domain/api/api.ts'
import { t } from '../../app/i18n.ts'

export type Desk = Output<'certificate.desk'>
export type Sheet = NonNullable<Desk['certificate']>
export type QueueRow = Output<'certificate.queue'>['rows'][number]
export type Queue = 'register' | 'print' | 'ask' | 'seal' | 'handOver' | 'issued' | 'ended'

/** The desk's queues in the order of the work. */
export const QUEUES: readonly Queue[] = ['register', 'print', 'ask', 'seal', 'handOver', 'issued', 'ended']

/** The name of a queue as it stands on its tab. */
export function queueTitle(queue: Queue): string {
  switch (queue) {
    case 'register': return t('desk.queue.register', '待登记')
    case 'print': return t('desk.queue.print', '待打印')
    case 'ask': return t('desk.queue.ask', '印好了吗?')
    case 'seal': return t('desk.queue.seal', '待盖章')
    case 'handOver': return t('desk.queue.handOver', '待领取')
    case 'issued': return t('desk.queue.issued', '已领取')
    case 'ended': return t('desk.queue.ended', '作废')
  }
}

/** The child's name, or whose child it is while it has none. */
export function childName(child: { babyName: string | null | undefined; babySex: string; motherName: string | null | undefined }): string {
  if (child.babyName) return child.babyName
  const mother = child.motherName ?? ''
  if (child.babySex === '1') return t('desk.sonOf', '{{mother}}之子', { mother })
  if (child.babySex === '2') return t('desk.daughterOf', '{{mother}}之女', { mother })
  return t('desk.childOf', '{{mother}}之婴', { mother })
}
