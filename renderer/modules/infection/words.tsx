import { Tag } from 'antd'
import { INFECTION, type Infection } from '../../../domain/code/infection.ts'
import type { InfectionBehind } from '../../../domain/api/infection-api.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

/** Where she is: her weeks and expected day while pregnant, else the day she gave birth; a pregnancy somebody has voided meanwhile asks for a decision. */
export const stageText = ({ isPregnancyVoided, gestationDays, expectedDay, deliveredDay }: InfectionBehind): string =>
  isPregnancyVoided ? t('infectionScreen.pregnancyVoided', '妊娠已作废,请核对个案') : deliveredDay ? t('infectionScreen.delivered', '{{day}} 分娩', { day: deliveredDay }) : gestationDays === null || expectedDay === null ? '—' : t('infectionScreen.weeks', '孕 {{weeks}},预产期 {{day}}', { weeks: gestationText(gestationDays), day: expectedDay })

/** Infections as tags; the word stands in each. */
export function InfectionTags({ of }: { of: readonly Infection[] }) {
  return <>{of.map(one => <Tag key={one}>{codeText(INFECTION, one)}</Tag>)}</>
}
