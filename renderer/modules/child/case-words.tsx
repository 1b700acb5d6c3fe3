import { Tag } from 'antd'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_REMINDER } from '../../../domain/code/child-reminder.ts'
import type { Message } from '../../../domain/message/message.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

type Next = NonNullable<Output<'child.case.open'>['next']>

/** When a case is next looked at, late ones marked. */
export function NextText({ next }: { next: Next | null }) {
  if (!next) return <>—</>
  const text = t('childCase.window', '{{from}} ~ {{to}}', { from: next.dueDay, to: next.windowEnd.slice(next.windowEnd.slice(0, 4) === next.dueDay.slice(0, 4) ? 5 : 0) })
  return <span title={codeText(CHILD_REMINDER, next.ruleId)}>{next.state === 'overdue' ? <span className="issue is-bad">{t('childCase.late', '超期')} {text}</span> : next.state === 'due' ? <b>{text}</b> : text}</span>
}

/** What the program proposes, with the section of the note it follows. */
export function AdviceText({ advice }: { advice: { readonly reason: Message; readonly source: string } }) {
  return <span>{messageText(advice.reason)} <Tag>{t('childCase.source', '依据:儿童保健说明 {{source}}', { source: advice.source })}</Tag></span>
}
