import { Tag } from 'antd'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_REMINDER } from '../../../domain/code/child-reminder.ts'
import type { Message } from '../../../domain/message/message.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

type Next = NonNullable<Output<'child.case.open'>['next']>

/** The day asked for and the last day in time; where it is asked for earlier, the whole time behind it: 2026-03-09(03-02 ~ 03-23). */
export function dueDaysText({ openDay, dueDay, windowEnd }: { readonly openDay: string; readonly dueDay: string; readonly windowEnd: string }): string {
  const short = (day: string): string => day.slice(day.slice(0, 4) === dueDay.slice(0, 4) ? 5 : 0)
  return openDay === dueDay ? t('childCase.window', '{{from}} ~ {{to}}', { from: dueDay, to: short(windowEnd) }) : t('childCase.dayInWindow', '{{day}}({{from}} ~ {{to}})', { day: dueDay, from: short(openDay), to: short(windowEnd) })
}

/** When a case is next looked at, late ones marked. */
export function NextText({ next }: { next: Next | null }) {
  if (!next) return <>—</>
  const text = dueDaysText(next)
  return <span title={codeText(CHILD_REMINDER, next.ruleId)}>{next.state === 'overdue' ? <span className="issue is-bad">{t('childCase.late', '超期')} {text}</span> : next.state === 'due' ? <b>{text}</b> : text}</span>
}

/** What the program proposes, with the section of the note it follows. */
export function AdviceText({ advice }: { advice: { readonly reason: Message; readonly source: string } }) {
  return <span>{messageText(advice.reason)} <Tag>{t('childCase.source', '依据:儿童保健说明 {{source}}', { source: advice.source })}</Tag></span>
}
