import { MATERNAL_RULES } from '../../../domain/rule/maternal/maternal-rules.ts'
import { t } from '../../app/i18n.ts'
import { NumberRulesSettings } from './NumberRulesSettings.tsx'

/** The numbers of the care of women: redating, windows of the visits, deadlines by colour, scores. */
export function MaternalSettings() {
  return <NumberRulesSettings settingKey="maternalRules" prefix="maternalRule" rules={MATERNAL_RULES} note={t('maternalRules.note', '孕期改期界值、随访孕周、期限与评分。标“未核实”的数值没有读到原文,请产科医生核对后使用;修改留有记录。')} />
}
