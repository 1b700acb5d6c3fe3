import { EYE_RULES } from '../../../domain/rule/eye/eye-rules.ts'
import { t } from '../../app/i18n.ts'
import { NumberRulesSettings } from './NumberRulesSettings.tsx'

/** The numbers of the eye clinic: limits by age, reserve, ROP, what is asked about, days of a referral. */
export function EyeSettings() {
  return <NumberRulesSettings settingKey="eyeRules" prefix="eyeRule" rules={EYE_RULES} note={t('eyeRules.note', '界值与期限。规范附表没有读到原文,“有出处”的数值来自平台代码或公开资料,请眼科医师核对后使用;修改留有记录,只影响以后的检查,已保存的检查保留当时的结论。')} />
}
