import { Tag } from 'antd'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { PELVIC_FILE_STATE } from '../../../domain/code/pelvic-care.ts'
import { t } from '../../app/i18n.ts'
import { codeText, WomanHeadLine } from '../../kit/index.ts'

/** Who this is, on top of every page of a pelvic file, with what decides what may be done. */
export function PelvicHeadLine({ head }: { head: PelvicHead }) {
  return (
    <WomanHeadLine head={head}>
      <span>{t('pelvicHead.number', '盆底档案 {{number}}', { number: head.number ?? '—' })}</span>
      {head.deliveryDay ? <span>{head.daysAfter === null ? head.deliveryDay : t('pelvicHead.after', '{{day}} 分娩,产后 {{days}} 天', { day: head.deliveryDay, days: head.daysAfter })}</span> : null}
      {head.hasNoUterus ? <Tag>{t('pelvicHead.noUterus', '子宫已切除')}</Tag> : null}
      {head.hasImplant ? <Tag color="red">{t('pelvicHead.implant', '起搏器或金属植入物')}</Tag> : null}
      {head.hasNeverHadIntercourse ? <Tag color="orange">{t('pelvicHead.noProbe', '不用阴道探头')}</Tag> : null}
      {head.state === 'closed' ? <Tag>{codeText(PELVIC_FILE_STATE, head.state)}</Tag> : null}
    </WomanHeadLine>
  )
}
